"""The smallest record: which characters of an article."""

from typing import Literal

import msgspec

Passage = Literal["text", "title"]
"""Which of an article's two texts an offset counts in."""


class Span(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A run of code points in an article's text or title, half open.

    The quote is kept beside the offsets so that a reader can check a claim
    without the article, and so that offsets gone stale are found at once.
    """

    start: int
    end: int
    quote: str
    in_: Passage = msgspec.field(name="in", default="text")

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"span {self.start}..{self.end} is empty or runs backwards")
        if len(self.quote) != self.end - self.start:
            raise ValueError(f"span {self.start}..{self.end} cannot hold {self.quote!r}")

    def fits(self, text: str) -> bool:
        """Whether the quote still stands where the offsets say.

        >>> Span(start=5, end=8, quote="Gao").fits("Near Gao")
        True
        """
        return text[self.start : self.end] == self.quote

    def holds(self, start: int, end: int, in_: Passage) -> bool:
        """Whether the characters from `start` to `end` of that passage lie inside this span."""
        return self.in_ == in_ and self.start <= start and end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether both spans share a character."""
        return self.in_ == other.in_ and self.start < other.end and other.start < self.end
