"""What every annotator does, whichever model is behind it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from dragoman.records import Article, Parse, Parsed


class Draft(Protocol):
    """An article that is parsed as far as it is asked for. Holds until the next draft is begun."""

    def words(self) -> Iterator[frozenset[str]]:
        """Give, without parsing, the forms and all lemmas that each paragraph may have.

        Never fewer than the parse will give the paragraph's tokens, in lower case, with what
        stands between hyphens.
        """
        ...

    def unnamed(self, wanted: Sequence[bool]) -> Iterator[tuple[int, Parse]]:
        """Parse the wanted ones of the paragraphs, and give number and parse of each, nameless.

        But for the names and the numbering from 0 its tokens are those that `parsed` will give.
        """
        ...

    def named(self, number: int) -> Parse:
        """Give one paragraph by itself, with its names."""
        ...

    def parsed(self) -> Parsed:
        """Parse the rest and add the names; as `Annotator.parse`."""
        ...


class Annotator(Protocol):
    """Parses articles. Implementations keep no state between articles."""

    def parse(self, articles: Iterable[Article]) -> Iterator[Parsed]:
        """Parse each article's title and text, in the order given."""
        ...

    def draft(self, article: Article) -> Draft:
        """Begin with an article, of which perhaps not all will be parsed."""
        ...
