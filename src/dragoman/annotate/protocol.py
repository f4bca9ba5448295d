"""What every annotator does, whichever model is behind it."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from dragoman.records import Article, Parsed


class Annotator(Protocol):
    """Parses articles. Implementations keep no state between articles."""

    def parse(self, articles: Iterable[Article]) -> Iterator[Parsed]:
        """Parse each article's title and text, in the order given."""
        ...

    def words(self, article: Article) -> Iterator[frozenset[str]]:
        """Give, without parsing, the forms and all lemmas that each paragraph may have.

        Never fewer than `parse` will give the paragraph's tokens, in lower case, with what
        stands between hyphens.
        """
        ...
