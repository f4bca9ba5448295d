"""What we hold to have happened: made from mentions, and can be made anew."""

from datetime import date
from typing import Literal

import msgspec

from dragoman.records.mention import EventType, Status
from dragoman.records.party import Party, Speaker
from dragoman.records.place import Place
from dragoman.records.time import Time
from dragoman.records.toll import TollKind


class TollAccount(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One mention's figure, and who it says gave it."""

    mention: str
    low: int | None
    best: int | None
    high: int | None
    said_by: tuple[Speaker, ...] = ()


class EventToll(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """All accounts of one kind of toll and the range they span, in people or in families."""

    kind: TollKind
    unit: Literal["people", "families"] = "people"
    low: int | None
    best: int | None
    high: int | None
    by: tuple[TollAccount, ...]


class Chosen(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Which value was chosen for a field, by which rule, from which mention. `value` is JSON."""

    value: msgspec.Raw
    rule: str
    mention: str


class Account(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One of the values that reports disagree on, as JSON, with the mentions that give it."""

    value: msgspec.Raw
    mentions: tuple[str, ...]


class Change(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One line of an event's history."""

    revision: int
    what: str
    mentions: tuple[str, ...] = ()


class Event(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One happening: the same sides, the same type, one settlement, one day.

    An event that went into another one stays as a tombstone that names it in `merged_into`.
    """

    schema: str = "dragoman.event/1"
    id: str
    type: EventType
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    aggregate: bool = False
    part_of: str | None = None
    refines: str | None = None
    cameo: str | None = None
    goldstein: float | None = None
    quad: Literal[1, 2, 3, 4]
    score: float
    status: Status
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    place: Place | None = None
    places: tuple[Place, ...] = ()
    time: Time | None = None
    tolls: tuple[EventToll, ...] = ()
    said_by: tuple[Speaker, ...] = ()
    own_voice: bool = False
    mentions: tuple[str, ...]
    articles: int
    origins: int
    first_reported: date | None = None
    last_reported: date | None = None
    disputed: dict[str, tuple[Account, ...]] = {}
    chosen: dict[str, Chosen] = {}
    confidence: float
    revision: int = 1
    merged_into: str | None = None
    history: tuple[Change, ...] = ()
