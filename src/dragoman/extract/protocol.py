"""What every extractor is: a function of one article's parse and the layers found so far."""

from typing import Protocol

from dragoman.records import Article, Outcome, Parse, Parsed, Reading


class Layer(Protocol):
    """Adds one layer to a reading."""

    def __call__(self, parsed: Parsed, reading: Reading) -> Reading:
        """Give the same reading with this layer filled, and perhaps with problems added."""
        ...


class Coder(Protocol):
    """Makes mentions of a full reading."""

    def __call__(self, parsed: Parsed, reading: Reading) -> Outcome:
        """Give the mentions, and the candidates that were left alone with their reasons."""
        ...

    def may_code(self, article: Article, parse: Parse) -> bool:
        """Whether a passage or a part of one, parsed with or without names, may give a mention.

        Where it says no of every part, coding the article gives none.
        """
        ...

    def reads_whole(self, article: Article) -> bool:
        """Whether nothing can be said of an article before it is read."""
        ...
