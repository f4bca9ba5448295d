"""A toponym on its way through the layer: its words, and what its surroundings say of it."""

import msgspec

from dragoman.records import Parse
from dragoman.records.place import Precision
from dragoman.records.span import Passage


class Toponym(msgspec.Struct, kw_only=True):
    """A place name that was found.

    `name` is what is looked up: the words without their designator ("province"), which is kept as
    `kind`. `inside` are names that the text says it lies in, `country` the alpha-3 code of an
    adjective that stands with it ("the Syrian town of …") or that it is. `is_position` says that
    it only tells where: a dateline, or what holds the name before it ("Erie, Pa."). `is_certain`
    says that the words cannot be something else; a doubtful one is dropped where nothing supports
    it.
    """

    in_: Passage
    start: int
    end: int
    text: str
    name: str
    kind: Precision | None = None
    inside: tuple[str, ...] = ()
    country: str | None = None
    is_adjective: bool = False
    is_position: bool = False
    is_certain: bool = True

    def overlaps(self, start: int, end: int) -> bool:
        """Whether it shares a character with that stretch of the same passage."""
        return self.start < end and start < self.end


def toponym(parse: Parse, start: int, end: int, *, is_certain: bool = True) -> Toponym:
    """Make a toponym of a stretch of a passage."""
    text = parse.text[start:end]
    return Toponym(in_=parse.in_, start=start, end=end, text=text, name=text, is_certain=is_certain)
