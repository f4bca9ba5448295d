"""The manifest of one run, so that a figure can be traced to inputs and code."""

from datetime import datetime

import msgspec


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """What went into a run and what came out. Times are given by the caller; no clock is read.

    `finished` is null while the run is at work and for ever where it was killed. `took_up` are
    the unfinished runs over the same inputs that this one finished.
    """

    schema: str = "dragoman.run/1"
    id: str
    started: datetime
    finished: datetime | None = None
    inputs: tuple[str, ...] = ()
    versions: dict[str, str] = {}
    ontology: str | None = None
    counts: dict[str, int] = {}
    problems: dict[str, int] = {}
    took_up: tuple[str, ...] = ()
