"""Whether an untouched web page holds the text that stands beside it."""

import html
import re
from collections.abc import Iterator

from dragoman.evaluate.checking.finding import Said, refused
from dragoman.evaluate.checking.twins import words_in
from dragoman.evaluate.notation import GoldText

_UNSEEN = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")
_SHOWN = 8
"""Words of a lost paragraph that are shown."""


def check_page(text: GoldText) -> Iterator[Said]:
    """Say which paragraphs of an article its page does not hold."""
    if text.page is None:
        return
    written = text.page.read_text(encoding="utf-8", errors="replace")
    seen = _TAG.sub(" ", _UNSEEN.sub(" ", written))
    page = f" {' '.join(words_in(html.unescape(seen)))} "
    for paragraph in text.text.split("\n"):
        words = words_in(paragraph)
        if f" {' '.join(words)} " not in page:
            yield refused(
                f"{text.page.name} does not hold the paragraph {' '.join(words[:_SHOWN])!r} …: "
                "the text must stand in the page word for word"
            )
