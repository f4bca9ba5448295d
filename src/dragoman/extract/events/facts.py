"""What is found for one candidate before its mention is written."""

from datetime import date

import msgspec

from dragoman.extract.events.candidates import Candidate
from dragoman.extract.events.roles import Sides
from dragoman.extract.events.status import Standing
from dragoman.records import About, Judged, Place, Time, Toll
from dragoman.records.mention import Status


class Facts(msgspec.Struct, kw_only=True):
    """What was found for one candidate."""

    sides: Sides
    standing: Standing
    sentence: int
    times: list[Time] = []
    places: list[Place] = []
    place: Place | None = None
    tolls: list[Toll] = []
    about: tuple[Candidate, Status] | None = None
    told: About | None = None
    """What a speech act speaks of, where the reader says it and no candidate stands for it."""
    modes: tuple[str, ...] = ()
    """What the reader sees beside the cue words."""
    judged: Judged | None = None
    confidence: float | None = None
    is_foretold: bool = False
    """Whether the only times are of what is yet to come, while the deed itself is done."""
    follows: "Facts | None" = None
    refused: frozenset[int] = frozenset()


def time_of(facts: Facts) -> Time | None:
    """The nearest time that was resolved, else the nearest one."""
    resolved = [t for t in facts.times if t.from_ is not None or t.to is not None]
    return next(iter(resolved or facts.times), None)


def leave_out_what_is_to_come(facts: Facts, published: date | None) -> None:
    """Drop times after publication from what is done: they are of what it speaks of."""
    if published is None or facts.standing.status not in ("happened", "background", "denied"):
        return
    kept = [t for t in facts.times if t.from_ is None or t.from_ <= published]
    facts.is_foretold = bool(facts.times) and not kept
    facts.times = kept
