"""An event's values, each chosen from its mentions by a named rule."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple, TypeVar

import msgspec

from dragoman.consolidate.across import origin_of
from dragoman.consolidate.geography import POINTS, are_one, can_be_one
from dragoman.consolidate.geography import signature as place_signature
from dragoman.consolidate.group import Group, place_rank, reading_order, time_rank
from dragoman.consolidate.rules import rules
from dragoman.consolidate.sides import Match, folded, known, sides_match
from dragoman.consolidate.sides import signature as sides_signature
from dragoman.consolidate.within import times_overlap
from dragoman.records import Mention, Party, Place, Speaker
from dragoman.records.event import Account, Chosen

V = TypeVar("V")

_json = msgspec.json.Encoder(order="deterministic")

RULES = {
    "coding": "the mention with the most modes; then the surest; then the lowest id",
    "place": "the finest; then the smallest; then the one most origins give; then the surest",
    "time": "the most precise; then the one most origins give; then the earliest",
    "actors": "the list with the most parties that are known; then the longest",
    "recipients": "the list with the most parties that are known; then the longest",
}
"""The rule of each field, in words; `chosen` says which one was used."""


class Choice(NamedTuple):
    """A value and the mention it is taken from."""

    value: object
    mention: Mention


def raw(value: object) -> msgspec.Raw:
    """Write a value as JSON."""
    return msgspec.Raw(_json.encode(value))


def chosen(choice: Choice, rule: str) -> Chosen:
    """Record a choice and its reason."""
    return Chosen(value=raw(choice.value), rule=rule, mention=choice.mention.id)


def coding_mention(group: Group) -> Mention:
    """Choose the mention whose CAMEO code and scores the event takes."""
    return min(group.mentions, key=lambda m: (-len(m.modes), m.cameo is None, -m.confidence, m.id))


def most_given(lists: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Give every code of the lists once, those that most mentions give first.

    >>> most_given([("a", "b"), ("b",)])
    ('b', 'a')
    """
    counted = Counter(code for codes in lists for code in codes)
    return tuple(sorted(counted, key=lambda code: (-counted[code], code)))


def best_place(group: Group) -> Choice | None:
    """Choose the finest place."""
    given = [(m.place, m) for m in group.mentions if m.place is not None]
    if len(given) <= 1:
        return _only(given)
    backing = _backing([(p.geonames_id or p.name or p.text, m) for p, m in given])
    ranked = [
        (*place_rank(p)[:2], -backing[p.geonames_id or p.name or p.text], place_rank(p), m.id)
        for p, m in given
    ]
    return _lowest(ranked, given)


def best_time(group: Group) -> Choice | None:
    """Choose the most precise time."""
    given = [(m.time, m) for m in group.mentions if m.time is not None]
    if len(given) <= 1:
        return _only(given)
    backing = _backing([((t.from_, t.to), m) for t, m in given])
    ranked = [(*time_rank(t)[:3], -backing[t.from_, t.to], time_rank(t), m.id) for t, m in given]
    return _lowest(ranked, given)


def best_sides(group: Group) -> dict[str, Choice | None]:
    """Choose who acts and who is acted on.

    Where reports differ on who is host and who is guest, both lists come from one mention, so
    that no party stands on both sides.
    """
    told = group.mentions
    mixed = len({bool(m.recipients) for m in told if m.actors}) > 1
    if mixed and told[0].type in rules().mutual:
        fullest = max(len(m.actors) + len(m.recipients) for m in told)
        told = tuple(m for m in told if len(m.actors) + len(m.recipients) == fullest)
        told = (min(told, key=lambda m: (not m.recipients, -m.confidence, m.id)),)
    return {
        "actors": _best_list([(m.actors, m) for m in told if m.actors]),
        "recipients": _best_list([(m.recipients, m) for m in told if m.recipients]),
    }


def _best_list(given: Sequence[tuple[tuple[Party, ...], Mention]]) -> Choice | None:
    if len(given) <= 1:
        return _only(given)
    ranked = [
        (
            -sum(known(p) for p in parties),
            -len(parties),
            -sum(bool(p.id or p.name) + len(p.sectors) for p in parties),
            -m.confidence,
            reading_order(m),
        )
        for parties, m in given
    ]
    return _lowest(ranked, given)


def all_places(group: Group) -> tuple[Place, ...]:
    """Give every place of the event once, each as its best mention has it."""
    places: dict[object, Place] = {}
    for place in sorted((p for m in group.mentions for p in m.places), key=_fixed_order):
        places.setdefault(place.geonames_id or folded(place.name or place.text), place)
    return tuple(sorted(places.values(), key=_fixed_order))


def all_speakers(group: Group) -> tuple[Speaker, ...]:
    """Give every voice once: a name or wording with one stance."""
    voices: dict[tuple[str, str], Speaker] = {}
    for mention in group.mentions:
        for speaker in mention.said_by:
            voices.setdefault((folded(speaker.name or speaker.text), speaker.stance), speaker)
    return tuple(voice for _, voice in sorted(voices.items()))


def is_own_voice(group: Group) -> bool:
    """Whether an article tells it in its own voice where its text first comes to it.

    A headline never says who says so, and a later passage may leave it out: what counts is the
    first passage of each article's text.
    """
    told: dict[str, Mention] = {}
    for mention in sorted(group.mentions, key=reading_order):
        if mention.trigger.in_ == "text":
            told.setdefault(mention.article.id, mention)
    return any(not m.said_by for m in told.values()) or not told


def disputes(group: Group) -> dict[str, tuple[Account, ...]]:
    """Gather the values that reports disagree on: place, time, sides, and whether it happened."""
    if len(group.mentions) == 1:
        denied = _denied(group)
        return {"status": denied} if denied else {}
    talk = group.mentions[0].type in rules().talk
    places = [(m.place, m) for m in group.mentions if m.place is not None]
    times = [(m.time, m) for m in group.mentions if m.time is not None]
    sides = {
        "actors": [(m.actors, m) for m in group.mentions if m.actors],
        "recipients": [(m.recipients, m) for m in group.mentions if m.recipients],
    }
    found = {
        "place": _differing(places, _places_agree, sign=place_signature),
        "time": _differing(times, times_overlap, sign=lambda t: (t.from_, t.to)),
        "status": _denied(group),
    }
    # Where all sides may be actors, who stands in which list is no dispute.
    for field, given in sides.items() if group.mentions[0].type not in rules().mutual else ():
        found[field] = _differing(
            given,
            lambda a, b: sides_match(a, b, talk=talk) is not Match.CLASH,
            sign=sides_signature,
        )
    return {field: accounts for field, accounts in sorted(found.items()) if accounts}


def accounts_of(values: Iterable[tuple[object, str]]) -> tuple[Account, ...]:
    """Gather values with the mentions that give them, equal values once."""
    by_value: dict[bytes, list[str]] = {}
    for value, mention in values:
        by_value.setdefault(_json.encode(value), []).append(mention)
    return tuple(
        Account(value=msgspec.Raw(value), mentions=tuple(sorted(set(mentions))))
        for value, mentions in sorted(by_value.items())
    )


def _fixed_order(place: Place) -> tuple[object, ...]:
    return (*place_rank(place), place.text, place.start or 0, place.in_)


def _backing(given: Iterable[tuple[object, Mention]]) -> Counter[object]:
    return Counter(value for value, _ in {(value, origin_of(m)) for value, m in given})


def _only(given: Sequence[tuple[V, Mention]]) -> Choice | None:
    """Leave out the ranking, as most events have one mention."""
    return Choice(*given[0]) if given else None


def _lowest(ranked: Sequence[tuple[object, ...]], given: Sequence[tuple[V, Mention]]) -> Choice:
    # Ranks of one field have one form, so that they compare; mention ids make them distinct.
    best = min(range(len(given)), key=lambda n: ranked[n])
    return Choice(*given[best])


def _differing(
    given: Sequence[tuple[V, Mention]],
    agree: Callable[[V, V], bool],
    *,
    sign: Callable[[V], Hashable],
) -> tuple[Account, ...]:
    """Give all accounts if any two of them cannot both be true; equal signatures agree."""
    if len(given) <= 1:
        return ()
    ones = list({sign(value): value for value, _ in given}.values())
    if all(agree(a, b) for n, a in enumerate(ones) for b in ones[:n]):
        return ()
    return accounts_of((value, mention.id) for value, mention in given)


def _places_agree(one: Place, other: Place) -> bool:
    """Whether two places are one town or site, or one holds the other."""
    if {one.precision, other.precision} <= POINTS:
        return are_one(one, other)
    return can_be_one(one, other)


def _denied(group: Group) -> tuple[Account, ...]:
    denying = [m.id for m in group.mentions if any(s.stance == "denies" for s in m.said_by)]
    if not denying or group.mentions[0].status == "denied":
        return ()
    held = [(m.status, m.id) for m in group.mentions]
    return accounts_of([*held, *(("denied", mention) for mention in denying)])
