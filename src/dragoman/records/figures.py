"""The totals that a passage gives: its tolls added up where they count different people."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from dragoman.records.party import Speaker
from dragoman.records.toll import Toll, TollKind

Unit = Literal["people", "families"]


class Figure(NamedTuple):
    """A range of people (or families), and who says so. Null is an open end or no best figure."""

    low: int | None
    best: int | None
    high: int | None
    said_by: tuple[Speaker, ...] = ()


def figures(tolls: Iterable[Toll]) -> dict[tuple[TollKind, Unit], tuple[Figure, ...]]:
    """Add up a passage's tolls, by kind and unit; one figure for each voice.

    Figures that one voice gives for people named by different words are added ("three soldiers
    and five civilians" are eight); where the words are the same the first stands. Left out are
    tolls that are part of another one, and cumulative ones, which belong to no single event.
    """
    counted = [t for t in tolls if t.scope != "cumulative"]
    ids = {t.id for t in counted}
    voices: dict[tuple[TollKind, Unit], dict[tuple[str, ...], dict[str, Toll]]] = {}
    for toll in counted:
        if toll.part_of in ids:
            continue
        voice = tuple(s.name or s.text for s in toll.said_by)
        people = voices.setdefault((toll.kind, toll.unit), {}).setdefault(voice, {})
        people.setdefault((toll.who or "").casefold(), toll)
    return {
        kind: tuple(_sum(list(people.values())) for people in by_voice.values())
        for kind, by_voice in voices.items()
    }


def total(kinds: dict[tuple[TollKind, Unit], tuple[Figure, ...]], kind: TollKind) -> Figure | None:
    """Give the range over all voices for a kind, in people; `best` only where it is one figure."""
    all_of = kinds.get((kind, "people"))
    if not all_of:
        return None
    if len(all_of) == 1:
        return all_of[0]
    best = {f.best for f in all_of}
    return Figure(
        lowest(f.low for f in all_of),
        best.pop() if len(best) == 1 else None,
        highest(f.high for f in all_of),
    )


def lowest(lows: Iterable[int | None]) -> int | None:
    """Give the smallest known lower bound, null where none is known."""
    return min((n for n in lows if n is not None), default=None)


def highest(highs: Iterable[int | None]) -> int | None:
    """Give the largest upper bound; one open end leaves it open.

    >>> highest([3, None]) is None, highest([3, 5])
    (True, 5)
    """
    largest: int | None = None
    for high in highs:
        if high is None:
            return None
        largest = high if largest is None else max(largest, high)
    return largest


def _sum(tolls: list[Toll]) -> Figure:
    return Figure(
        _added([t.low for t in tolls]),
        _added([t.best for t in tolls]),
        _added([t.high for t in tolls]),
        tolls[0].said_by,
    )


def _added(counts: list[int | None]) -> int | None:
    known = [n for n in counts if n is not None]
    return sum(known) if len(known) == len(counts) else None
