"""Which groups of different articles are of one event.

Copies: groups of one origin that hold the same words of the same sentence. Independent reports:
same type and status, both on the same known day, and either the same place (a town or site
within 5 km, or the same province or district where neither knows better), one common side and
none that contradicts; or, for types that need no place, all sides the same. Aggregates are never
joined across reports.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from itertools import combinations, product

from dragoman.consolidate.geography import are_one, band, can_be_one, fineness
from dragoman.consolidate.geography import signature as place_signature
from dragoman.consolidate.group import Group, gather, group
from dragoman.consolidate.rules import rules
from dragoman.consolidate.sides import Match, folded, holds_all
from dragoman.consolidate.sides import signature as sides_signature
from dragoman.consolidate.within import deeds_agree, sides_agree
from dragoman.records import Mention, Party, Place
from dragoman.records.candidates import Block


def origin_of(mention: Mention) -> str:
    """Give the origin, or the article itself where copies were not looked for."""
    return mention.article.origin or mention.article.id


def join_copies(groups: Iterable[Group]) -> list[Group]:
    """Join groups of one origin that hold the same words of the same sentence."""
    ordered = sorted(groups, key=lambda g: g.lowest)
    leader = list(range(len(ordered)))
    first: dict[tuple[object, ...], int] = {}
    for n, one in enumerate(ordered):
        for mention in one.mentions:
            _union(leader, n, first.setdefault(_wording(mention), n))
    joined: dict[int, list[Group]] = defaultdict(list)
    for n, one in enumerate(ordered):
        joined[_leader(leader, n)].append(one)
    return [together(same) for same in joined.values()]


def together(groups: Sequence[Group]) -> Group:
    """Make one group of several."""
    return groups[0] if len(groups) == 1 else group(m for g in groups for m in g.mentions)


def block_of(one: Group) -> Block | None:
    """Say which other groups it must be compared with, null where it stands alone."""
    day = one.day
    if day is None or one.mentions[0].aggregate:
        return None
    if day.type not in rules().placed:
        return Block(day, None)
    if one.place is None or one.place.country is None:
        return None
    return Block(day, one.place.country)


def join_reports(block: Iterable[Group]) -> list[Group]:
    """Join the groups of one block that are of one event."""
    ordered = sorted(block, key=_fullest_first)
    joined = gather(ordered, _support, found_at=_found_at, looks_at=_looks_at, sign=_signature)
    return [together(same) for same in joined]


def _signature(one: Group) -> Hashable:
    sides = sides_signature(one.actors), sides_signature(one.recipients)
    return (one.modes, place_signature(one.place), *sides)


def _found_at(one: Group) -> set[Hashable]:
    """Give keys of which groups that speak for one another share one.

    That is the place with a common party or, for types that need no place, two common parties.
    """
    return _keys(one, {_belt(band(one.place))} if one.place else set())


def _looks_at(one: Group) -> set[Hashable]:
    middle = band(one.place) if one.place else None
    if middle is None:
        return _keys(one, set())
    return _keys(one, {_belt(middle + step) for step in (-1, 0, 1)})


def _keys(one: Group, belts: set[Hashable]) -> set[Hashable]:
    parties = _terms(one)
    there = {*_names(one.place), *belts} - {None} if one.place else belts
    keys: set[Hashable] = {(key, term) for key in there for held in parties for term in held}
    if one.mentions[0].type not in rules().placed:
        for party, other in combinations(parties, 2):
            keys |= {frozenset(pair) for pair in product(party, other)}
    return keys


def _terms(one: Group) -> list[frozenset[str]]:
    """Give for each of its parties the words of which two that are the same share one."""
    held = ((p.id, p.country, p.name, p.text) for p in _all(one))
    terms = (frozenset(folded(term) for term in some if term) for some in held)
    counted: dict[frozenset[str], int] = {}
    for party in terms:
        counted[party] = counted.get(party, 0) + 1
    # Two of its parties may have the same words.
    return [party for party, number in counted.items() for _ in range(min(number, 2))]


def _belt(number: int | None) -> Hashable:
    """Tell a belt's number from a gazetteer id."""
    return None if number is None else ("belt", number)


def _names(place: Place) -> tuple[Hashable, ...]:
    return (place.geonames_id, folded(place.name or place.text), folded(place.text))


def _fullest_first(one: Group) -> tuple[int, int, str]:
    fine = fineness(one.place) if one.place else 99
    return (fine, -len(one.actors) - len(one.recipients), one.lowest)


def _support(one: Group, other: Group) -> int | None:
    type_ = one.mentions[0].type
    if not deeds_agree(type_, one.modes, other.modes):
        return None
    sides = sides_agree(one, other, type_)
    if sides is Match.CLASH or not can_be_one(one.place, other.place):
        return None
    if are_one(one.place, other.place):
        return 2 if sides is Match.SAME else 0
    if type_ not in rules().placed and _all_sides_same(one, other):
        return 1
    return None


def _all_sides_same(one: Group, other: Group) -> bool:
    """Whether both name two sides at least, and the same ones."""
    type_ = one.mentions[0].type
    if type_ in rules().mutual and bool(one.recipients) != bool(other.recipients):
        return _two_sided(one) and _two_sided(other) and _equal_sides(_all(one), _all(other), one)
    if not _two_sided(one) or not _two_sided(other):
        return False
    return _equal_sides(one.actors, other.actors, one) and _equal_sides(
        one.recipients, other.recipients, one
    )


def _all(one: Group) -> tuple[Party, ...]:
    return (*one.actors, *one.recipients)


def _two_sided(one: Group) -> bool:
    if one.recipients:
        return bool(one.actors)
    return len({p.country or p.name or p.text for p in one.actors}) > 1


def _equal_sides(ones: Sequence[Party], others: Sequence[Party], one: Group) -> bool:
    talk = one.mentions[0].type in rules().talk
    return holds_all(ones, others, talk=talk) and holds_all(others, ones, talk=talk)


def _wording(mention: Mention) -> tuple[object, ...]:
    sentence, trigger = mention.evidence[0], mention.trigger
    inside = trigger.start - sentence.start
    return (
        origin_of(mention), mention.type, mention.status, mention.aggregate,
        sentence.quote, trigger.quote, inside,
    )  # fmt: skip


def _leader(leader: list[int], n: int) -> int:
    while leader[n] != n:
        leader[n] = leader[leader[n]]
        n = leader[n]
    return n


def _union(leader: list[int], one: int, other: int) -> None:
    low, high = sorted((_leader(leader, one), _leader(leader, other)))
    leader[high] = low
