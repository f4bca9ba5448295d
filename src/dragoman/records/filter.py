"""Which records are wanted: the filters that export and the API share."""

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import get_args

import msgspec

from dragoman.errors import UsageError
from dragoman.records.mention import EventType, Status

TYPES: tuple[EventType, ...] = get_args(EventType)
STATUSES: tuple[Status, ...] = get_args(Status)


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """What is wanted; an empty field asks for nothing in particular, `statuses` too.

    Values within one field are alternatives, the fields must all hold. A side (`actors`,
    `recipients`, `dyad`, `speakers`) is a country code, a sector, a party code such as `SYRMIL`,
    an id, or a name. `from_` and `to` are the first and last day wanted, `bbox` is west, south,
    east, north in degrees. `as_of` leaves out what was published later, or has no date.
    """

    types: tuple[EventType, ...] = ()
    modes: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ("happened",)
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    dyad: tuple[str, str] | None = None
    countries: tuple[str, ...] = ()
    admin1: tuple[str, ...] = ()
    bbox: tuple[float, float, float, float] | None = None
    from_: date | None = None
    to: date | None = None
    speakers: tuple[str, ...] = ()
    min_origins: int = 1
    as_of: date | None = None
    text: str | None = None


EVERYTHING = Filter(statuses=())
"""Asks for all records of every status."""


def fold(term: str) -> str:
    """Write a name so that case, accents and spacing don't matter.

    >>> fold("  Évariste  NDAYISHIMIYE ")
    'evariste ndayishimiye'
    """
    plain = unicodedata.normalize("NFKD", term.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def parse_filter(
    given: Mapping[str, str | Sequence[str] | None],
    *,
    known: Mapping[str, Collection[str]] | None = None,
) -> Filter:
    """Read filter options as they are typed, by option name without dashes ("min-origins").

    Several values are a sequence or joined by commas. `known` gives the valid values of `mode`,
    `country` or `admin1` where the caller has them; types and statuses are checked always.
    Raises `UsageError` that names the option, the value and the nearest valid one.
    """
    options = {name.replace("_", "-"): value for name, value in given.items() if value}
    for name in options:
        if name not in _OPTIONS:
            raise UsageError(f"no filter --{name}{_nearest(name, _OPTIONS, prefix='--')}")
    lists = {name: _values(options.get(name)) for name in _OPTIONS}
    checked = known or {}
    return Filter(
        types=_codes("type", lists["type"], TYPES),  # type: ignore[arg-type] # checked against TYPES
        modes=tuple(_codes("mode", lists["mode"], checked.get("mode"))),
        statuses=_statuses(lists["status"]),
        actors=lists["actor"],
        recipients=lists["recipient"],
        dyad=_dyad(options.get("dyad")),
        countries=_codes("country", lists["country"], checked.get("country"), upper=True),
        admin1=lists["admin1"],
        bbox=_bbox(options.get("bbox")),
        from_=_day("from", options.get("from")),
        to=_last_day(options.get("from"), options.get("to")),
        speakers=lists["speaker"],
        min_origins=_count(options.get("min-origins")),
        as_of=_day("as-of", options.get("as-of")),
        text=_one("text", options.get("text")),
    )


_OPTIONS = (
    "type", "mode", "status", "actor", "recipient", "dyad", "country", "admin1", "bbox", "from",
    "to", "speaker", "min-origins", "as-of", "text",
)  # fmt: skip

Typed = str | Sequence[str] | None


def _values(typed: Typed) -> tuple[str, ...]:
    pieces = [typed] if isinstance(typed, str) else list(typed or ())
    split = [value.strip() for piece in pieces for value in piece.split(",")]
    return tuple(dict.fromkeys(value for value in split if value))


def _one(name: str, typed: Typed) -> str | None:
    if typed is None or isinstance(typed, str):
        return typed
    if len(typed) > 1:
        raise UsageError(f"--{name} can be given once, not {len(typed)} times")
    return typed[0]


def _nearest(value: str, valid: Collection[str], prefix: str = "") -> str:
    close = get_close_matches(value.casefold(), [v.casefold() for v in valid], n=1, cutoff=0.6)
    if close:
        nearest = next(v for v in valid if v.casefold() == close[0])
        return f"; did you mean {prefix}{nearest}?"
    return "; there are: " + ", ".join(f"{prefix}{v}" for v in sorted(valid))


def _codes(
    name: str, values: Sequence[str], valid: Collection[str] | None, *, upper: bool = False
) -> tuple[str, ...]:
    if valid is None:
        return tuple(value.upper() if upper else value for value in values)
    by_fold = {v.casefold(): v for v in valid}
    for value in values:
        if value.casefold() not in by_fold:
            raise UsageError(f"--{name} {value!r} is unknown{_nearest(value, valid)}")
    return tuple(by_fold[value.casefold()] for value in values)


def _statuses(values: Sequence[str]) -> tuple[Status, ...]:
    if not values:
        return ("happened",)
    checked = _codes("status", values, (*STATUSES, "any"))
    return () if "any" in checked else tuple(s for s in STATUSES if s in checked)


def _dyad(typed: Typed) -> tuple[str, str] | None:
    value = _one("dyad", typed)
    if value is None:
        return None
    sides = [side.strip() for side in value.split("/")]
    if len(sides) != 2 or not all(sides):  # noqa: PLR2004 - a dyad has two sides
        raise UsageError(f"--dyad {value!r} is not two sides with a slash between, as ISR/IRN")
    return sides[0], sides[1]


def _bbox(typed: Typed) -> tuple[float, float, float, float] | None:
    value = _one("bbox", typed) if isinstance(typed, str) else ",".join(typed or ())
    if not value:
        return None
    wanted = f"--bbox {value!r} is not west,south,east,north in degrees, as 35.5,32.3,42.4,37.4"
    try:
        west, south, east, north = (float(number) for number in value.split(","))
    except ValueError as broken:
        raise UsageError(wanted) from broken
    in_range = all(-180 <= x <= 180 for x in (west, east))  # noqa: PLR2004 - degrees
    if not (in_range and -90 <= south <= north <= 90):  # noqa: PLR2004 - degrees
        raise UsageError(wanted)
    return west, south, east, north


def _day(name: str, typed: Typed) -> date | None:
    value = _one(name, typed)
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as broken:
        raise UsageError(f"--{name} {value!r} is not a day, as 2021-08-31") from broken


def _last_day(first: Typed, last: Typed) -> date | None:
    start, end = _day("from", first), _day("to", last)
    if start and end and end < start:
        raise UsageError(f"--to {end} lies before --from {start}")
    return end


def _count(typed: Typed) -> int:
    value = _one("min-origins", typed)
    if value is None:
        return 1
    if not value.isdecimal() or int(value) < 1:
        raise UsageError(f"--min-origins {value!r} is not a whole number from 1")
    return int(value)
