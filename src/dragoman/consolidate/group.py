"""Mentions held to be of one event, with what is compared of them."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from datetime import date
from typing import TypeVar

import msgspec

from dragoman.consolidate.geography import fineness
from dragoman.records import Mention, Party, Place, Time
from dragoman.records.candidates import Day

PRECISIONS = ("hour", "day", "week", "month", "quarter", "season", "year", "decade")
"""A time's precisions, the finest first."""


class Group(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Mentions of one event, the earliest in its article first, and their values together."""

    mentions: tuple[Mention, ...]
    modes: frozenset[str]
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: Place | None
    time: Time | None

    @property
    def lowest(self) -> str:
        """The lowest mention id."""
        return min(m.id for m in self.mentions)

    @property
    def day(self) -> Day | None:
        """The day it is known to be of, null where the time is coarser or missing."""
        time = self.time
        if time is None or time.from_ is None or time.to is None:
            return None
        if time.precision not in ("hour", "day"):
            return None
        first = self.mentions[0]
        return Day(first.type, first.status, time.from_, time.to)


def group(mentions: Iterable[Mention]) -> Group:
    """Hold mentions together."""
    held = tuple(sorted(mentions, key=reading_order))
    return Group(
        mentions=held,
        modes=frozenset(mode for m in held for mode in m.modes),
        actors=tuple(p for m in held for p in m.actors),
        recipients=tuple(p for m in held for p in m.recipients),
        place=min((m.place for m in held if m.place), key=place_rank, default=None),
        time=min((m.time for m in held if m.time), key=time_rank, default=None),
    )


def reading_order(mention: Mention) -> tuple[str, bool, int, str]:
    """Sort as a reader meets them: by article, headline first, then down the text."""
    trigger = mention.trigger
    return (mention.article.id, trigger.in_ == "text", trigger.start, mention.id)


def place_rank(place: Place) -> tuple[int, float, float, str]:
    """Rank places, the best first: finest, smallest, surest, then by name."""
    score = place.score if place.score is not None else 0.0
    return (fineness(place), place.radius_km or 0.0, -score, place.name or place.text)


def time_rank(time: Time) -> tuple[bool, int, int, date, str]:
    """Rank times, the best first: resolved, most precise, shortest, earliest."""
    resolved = time.from_ is not None and time.to is not None
    precision = PRECISIONS.index(time.precision) if time.precision else len(PRECISIONS)
    length = (time.to - time.from_).days if time.from_ and time.to else 0
    return (not resolved, precision, length, time.from_ or date.max, time.text)


T = TypeVar("T")


def _everywhere(_: object) -> tuple[Hashable, ...]:
    return (None,)


def gather(
    items: Sequence[T],
    support: Callable[[T, T], int | None],
    *,
    found_at: Callable[[T], Iterable[Hashable]] = _everywhere,
    looks_at: Callable[[T], Iterable[Hashable]] = _everywhere,
    sign: Callable[[T], Hashable] = id,
) -> list[list[T]]:
    """Put each item, in turn, to the cluster that supports it most and contradicts it nowhere.

    `support` is null for two items that cannot be one, else how much speaks for it; 0 joins
    nothing. Among equals the cluster that grew last wins. The order of the items decides, so
    callers sort them by their content. An item is compared only with clusters of which a member
    is found at a key that it looks at: keys must be such that all others have no support. Of
    items that `sign` gives one signature, which must be all that `support` looks at, one is
    compared.
    """
    clusters: list[list[T]] = []
    faces: list[dict[Hashable, T]] = []
    grew: list[int] = []
    at: dict[Hashable, set[int]] = defaultdict(set)
    for turn, item in enumerate(items):
        near = {n for key in looks_at(item) for n in at.get(key, ())}
        best, most = len(clusters), 1
        for n in sorted(near, key=lambda n: grew[n]):
            strength = _strength(item, faces[n].values(), support)
            if strength is not None and strength >= most:
                best, most = n, strength
        if best == len(clusters):
            clusters.append([])
            faces.append({})
            grew.append(turn)
        clusters[best].append(item)
        faces[best].setdefault(sign(item), item)
        grew[best] = turn
        for key in found_at(item):
            at[key].add(best)
    return clusters


def _strength(item: T, members: Collection[T], support: Callable[[T, T], int | None]) -> int | None:
    most = 0
    for member in members:
        strength = support(item, member)
        if strength is None:
            return None
        most = max(most, strength)
    return most
