"""Whether two parties can be the same one, and whether two lists of parties agree."""

from collections.abc import Hashable, Iterable, Sequence
from enum import IntEnum
from functools import lru_cache

from dragoman.consolidate.rules import rules
from dragoman.records import Party, Speaker
from dragoman.records.filter import fold


class Match(IntEnum):
    """How two parties or two sides stand to each other."""

    CLASH = 0
    """They cannot be the same."""
    UNKNOWN = 1
    """Nothing speaks for or against."""
    SAME = 2


def party_match(one: Party | Speaker, other: Party | Speaker, *, talk: bool) -> Match:
    """Compare two parties by id, name, country and sectors, and by their words at last.

    `talk` is true for types in which two bodies of one state are two sides.
    """
    if _same_name(one, other):
        return Match.SAME
    here, there = _country(one), _country(other)
    if here and there and here != there:
        return Match.CLASH
    alike = _sectors_match(one.sectors, other.sectors)
    if alike is Match.CLASH:
        return Match.CLASH
    two_known = one.id and other.id and one.sectors and other.sectors
    if two_known and (talk or not _of_state(one.sectors)):
        return Match.CLASH
    if here and here == there and _one_side(one.sectors, other.sectors):
        return Match.SAME
    return Match.SAME if folded(one.text) == folded(other.text) else Match.UNKNOWN


def sides_match(ones: Sequence[Party], others: Sequence[Party], *, talk: bool) -> Match:
    """Compare two lists: one common party makes them agree, none that could be common a clash."""
    if not ones or not others:
        return Match.UNKNOWN
    found = Match.CLASH
    for one in ones:
        for other in others:
            match = party_match(one, other, talk=talk)
            if match is Match.SAME:
                return match
            if match is Match.UNKNOWN:
                found = match
    return found


def holds_all(larger: Sequence[Party], smaller: Sequence[Party], *, talk: bool) -> bool:
    """Whether each party of the smaller list is one of the larger."""
    return all(any(party_match(a, b, talk=talk) is Match.SAME for a in larger) for b in smaller)


def signature(parties: Iterable[Party]) -> Hashable:
    """Give all that is compared of parties, so that equal ones are compared once."""
    return frozenset((p.id, p.name, p.country, p.sectors, p.text) for p in parties)


def known(party: Party | Speaker) -> bool:
    """Whether more than the words is known of a party."""
    return bool(party.id or party.name or party.country or party.sectors)


folded = lru_cache(maxsize=50_000)(fold)


def _country(party: Party | Speaker) -> str | None:
    return None if party.country in rules().no_country else party.country


def _same_name(one: Party | Speaker, other: Party | Speaker) -> bool:
    if one.id and other.id:
        return one.id == other.id
    return bool(one.name and other.name) and folded(one.name or "") == folded(other.name or "")


@lru_cache(maxsize=50_000)
def _sectors_match(ones: tuple[str, ...], others: tuple[str, ...]) -> Match:
    mute = rules().no_side
    a, b = set(ones) - mute, set(others) - mute
    if not a or not b:
        return Match.UNKNOWN
    if a & b or any(a & side and b & side for side in rules().one_side.values()):
        return Match.SAME
    return Match.CLASH


def _one_side(ones: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether sectors that don't clash name one side of a country: a bare country is its state."""
    if ones and others:
        return _sectors_match(ones, others) is Match.SAME
    return all(not sectors or _of_state(sectors) for sectors in (ones, others))


def _of_state(sectors: tuple[str, ...]) -> bool:
    return bool(rules().one_side["state"] & set(sectors))
