"""When: a time expression and the days it means."""

from datetime import date
from typing import Literal

import msgspec

from dragoman.records.span import Passage


class Time(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A time expression. `from_` and `to` are both included; null is an open or unknown end.

    `anchor` says what the expression was resolved against: nothing (`absolute`), the publication
    date, or another mention. Where it could not be resolved both ends are null and `why` says why
    (`no-publication-date`, `publication-date-not-exact`).
    """

    text: str
    start: int
    end: int
    in_: Passage = msgspec.field(name="in", default="text")
    from_: date | None = msgspec.field(name="from", default=None)
    to: date | None = None
    precision: (
        Literal["hour", "day", "week", "month", "quarter", "season", "year", "decade"] | None
    ) = None
    anchor: Literal["absolute", "published", "mention"] | None = None
    why: str | None = None
