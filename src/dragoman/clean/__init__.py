"""Turns bytes into articles: text, title, date, language, and where each character came from.

`clean` is the door. Rows are left as they are, pages and copied text lose what is not report, and
whatever holds no article becomes a `Problem`. No date is ever guessed.
"""

from collections.abc import Iterator

from dragoman.clean.html import clean_file
from dragoman.clean.page import clean_page
from dragoman.clean.rows import clean_row
from dragoman.clean.trouble import trouble
from dragoman.records import Article, Problem, RawItem

__all__ = ["clean"]

LONGEST = 1_000_000
"""Characters of an article: a thick book. More is no news report, and would be hours of work."""
_WAYS = {"row": clean_row, "html": clean_file, "text": clean_page}


def clean(item: RawItem) -> Iterator[Article | Problem]:
    """Give every article of one raw item, in its order, or the problem that kept it from being one.

    Problems of an article that was read nevertheless stand in its `problems`.
    """
    for found in _WAYS[item.kind](item):
        if isinstance(found, Article) and len(found.text) > LONGEST:
            said = f"one article of {len(found.text):,} characters; at most {LONGEST:,} are read"
            yield trouble("article-too-long", item, said)
        else:
            yield found
