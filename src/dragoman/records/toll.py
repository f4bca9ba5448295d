"""How many people: a counting phrase as a range."""

from typing import Literal

import msgspec

from dragoman.records.party import Speaker
from dragoman.records.span import Passage

TollKind = Literal[
    "dead", "injured", "casualties", "missing", "arrested", "abducted", "displaced", "protesters"
]


class Toll(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One figure, as its words give it.

    `low`, `best` and `high` are counts of `unit`; null is an open bound or no best figure.
    `who` is the words that say who was counted. `part_of` is the `id` (unique in its article) of
    the toll that this one is included in.
    """

    id: str
    kind: TollKind
    low: int | None
    best: int | None
    high: int | None
    unit: Literal["people", "families"] = "people"
    group: Literal["civilian", "fighter", "unknown"] = "unknown"
    who: str | None = None
    scope: Literal["event", "update", "cumulative"] = "event"
    part_of: str | None = None
    said_by: tuple[Speaker, ...] = ()
    text: str
    start: int
    end: int
    in_: Passage = msgspec.field(name="in", default="text")

    def __post_init__(self) -> None:
        known = [n for n in (self.low, self.best, self.high) if n is not None]
        if known != sorted(known):
            raise ValueError(f"toll {self.text!r}: {self.low}, {self.best}, {self.high}")
