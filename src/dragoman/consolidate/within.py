"""Which mentions of one article are of one event: headline, lead and later paragraphs.

Two mentions are held together if type, status and `aggregate` are equal, nothing contradicts
(deeds, times, places, sides, tolls) and something speaks for it: a common place or toll, or a
common side. One army does many things in one article, so a common side alone is enough only
where the passages stand near one another or one points back ("the offensive"). Where one is a
headline, or says neither who nor where, nothing needs to speak for it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import inf
from operator import is_

from dragoman.consolidate.geography import POINTS, can_be_one, holds, same_name
from dragoman.consolidate.group import Group, gather, group, reading_order
from dragoman.consolidate.pointing import follows, points_back
from dragoman.consolidate.rules import rules
from dragoman.consolidate.sides import Match, party_match, sides_match
from dragoman.records import Mention, Party, Place, Time, Toll
from dragoman.records.mention import EventType

NEAR = 500
"""Code points between two triggers that tell of one thing: about three sentences."""

WEEK = 10
"""Days: a week and its ragged ends."""


def groups_within(mentions: Iterable[Mention]) -> list[Group]:
    """Group the mentions of each article; an article's groups depend on nothing else."""
    by_kind: dict[tuple[object, ...], list[Mention]] = defaultdict(list)
    for mention in sorted(mentions, key=reading_order):
        kind = (mention.article.id, mention.type, mention.status, mention.aggregate)
        by_kind[kind].append(mention)
    return [found for same in by_kind.values() for found in _grouped(_Same(same))]


class _Same:
    """Mentions of one kind and article, equal to another list only where it holds the same ones.

    Comparing what they say would take longer than grouping them.
    """

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.mentions = mentions

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.mentions)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Same) or len(self.mentions) != len(other.mentions):
            return False
        return all(map(is_, self.mentions, other.mentions))


@lru_cache(maxsize=4_096)
def _grouped(same: _Same) -> tuple[Group, ...]:
    return tuple(group(cluster) for cluster in gather(same.mentions, _support))


def deeds_agree(type_: EventType, ones: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two lists of modes can describe one deed."""
    a, b = frozenset(ones), frozenset(others)
    if not a or not b or a & b:
        return True
    lists = rules().deeds.get(type_, ())
    placed = frozenset().union(*lists)
    if not (a & placed and b & placed):
        return True
    return any(a & deed and b & deed for deed in lists)


def sides_agree(one: Mention | Group, other: Mention | Group, type_: EventType) -> Match:
    """Compare who did what to whom; a side that only changed its part is a clash."""
    talk = type_ in rules().talk
    if type_ in rules().mutual and not (type_ in rules().directed and _both_directed(one, other)):
        return _mutual(one, other, talk=talk)
    actors = sides_match(one.actors, other.actors, talk=talk)
    recipients = sides_match(one.recipients, other.recipients, talk=talk)
    if Match.CLASH in (actors, recipients) or _turned_round(one, other):
        return Match.CLASH
    if Match.SAME not in (actors, recipients):
        swapped = (
            sides_match(one.actors, other.recipients, talk=talk),
            sides_match(one.recipients, other.actors, talk=talk),
        )
        if Match.SAME in swapped:
            return Match.CLASH
    return max(actors, recipients)


def _turned_round(one: Mention | Group, other: Mention | Group) -> bool:
    """Whether one who only suffers in the one acts in the other: two accusations, not one."""
    if not one.recipients and not other.recipients:
        return False
    acting, suffering = (
        tuple({p.code for p in side} - {None} for side in sides)
        for sides in ((one.actors, other.actors), (one.recipients, other.recipients))
    )
    if suffering[0] & suffering[1] or any(a & s for a, s in zip(acting, suffering, strict=True)):
        return False
    return bool(suffering[0] & acting[1] or suffering[1] & acting[0])


def _both_directed(one: Mention | Group, other: Mention | Group) -> bool:
    return bool(one.recipients) and bool(other.recipients)


def _mutual(one: Mention | Group, other: Mention | Group, *, talk: bool) -> Match:
    """Compare all sides at once: each party of the shorter list must have its like in the other."""
    ones: Sequence[Party] = (*one.actors, *one.recipients)
    others: Sequence[Party] = (*other.actors, *other.recipients)
    if not ones or not others:
        return Match.UNKNOWN
    few, many = sorted((ones, others), key=len)
    matches = [max(party_match(a, b, talk=talk) for b in many) for a in few]
    return Match.CLASH if Match.CLASH in matches else max(matches)


def times_overlap(one: Time | None, other: Time | None) -> bool:
    """Whether two times share a day; an open or unknown end reaches on for ever."""
    if one is None or other is None:
        return True
    if one.from_ and other.to and other.to < one.from_:
        return False
    return not (other.from_ and one.to and one.to < other.from_)


def _support(one: Mention, other: Mention) -> int | None:
    if _contradict(one, other):
        return None
    sides = sides_agree(one, other, one.type)
    if sides is Match.CLASH:
        return None
    place, toll = _place_support(one, other), _same_toll(one.tolls, other.tolls)
    side = 3 * (sides is Match.SAME)
    if not (toll or _is_alike(one, other)):
        return None
    if not (place or toll or (side and _connected(one, other))):
        return int(_takes(one, other) or _takes(other, one))
    # Of several that could be meant, what else is alike decides.
    same_deed = bool(set(one.modes) & set(other.modes))
    same_day = bool(one.time and other.time and one.time.from_ == other.time.from_)
    return 2 * (side + 2 * toll + place) + same_deed + same_day


def _is_alike(one: Mention, other: Mention) -> bool:
    """Whether two passages can tell of one deed by the words that name it.

    One army shells, storms and fires missiles in one article, one minister demands three things:
    they are one only if the same rule of the lexicon reads both, or one is a headline or points
    back. Talks are told of in many words.
    """
    freely_told = one.type in rules().freely_told
    if freely_told or one.maker.rule == other.maker.rule:
        return True
    if follows(one, other) or follows(other, one):
        return True
    if "title" in (one.trigger.in_, other.trigger.in_):
        return True
    return points_back(one) or points_back(other)


def _connected(one: Mention, other: Mention) -> bool:
    """Whether they stand near one another, or one points back to what was told before."""
    apart = abs(_position(one) - _position(other))
    return apart <= NEAR or points_back(one) or points_back(other)


def _position(mention: Mention) -> int:
    """Give where it stands; a headline stands at the beginning."""
    return mention.trigger.start if mention.trigger.in_ == "text" else 0


def _contradict(one: Mention, other: Mention) -> bool:
    return (
        not times_overlap(one.time, other.time)
        or _spans_differ(one, other)
        or not can_be_one(one.place, other.place)
        or _towns_differ(one, other)
        or not deeds_agree(one.type, one.modes, other.modes)
        or _told_apart(one, other)
        or _about_differ(one, other)
        or _tolls_differ(one.tolls, other.tolls)
    )


def _spans_differ(one: Mention, other: Mention) -> bool:
    """Whether one is of a day and the other of a month or more: a siege is not its last day."""
    if one.aggregate or one.time is None or other.time is None:
        return False
    shorter, longer = sorted(map(_days, (one.time, other.time)))
    return shorter <= WEEK < longer


def _days(time: Time) -> float:
    if time.from_ is None and time.to is None:
        return 0.0
    if time.from_ is None or time.to is None:
        return inf
    return (time.to - time.from_).days + 1.0


def _told_apart(one: Mention, other: Mention) -> bool:
    """Whether one sentence names two deeds of which one is of a sort of its own."""
    apart = rules().apart
    return one.evidence[0] == other.evidence[0] and apart & set(one.modes) != apart & set(
        other.modes
    )


def _towns_differ(one: Mention, other: Mention) -> bool:
    """Whether both name towns and none in common: ambushes in two towns, raids on two others."""
    ones, others = _towns(one), _towns(other)
    return bool(ones and others) and not any(same_name(a, b) for a in ones for b in others)


def _towns(mention: Mention) -> list[Place]:
    return [p for p in mention.places if p.precision in POINTS]


def _about_differ(one: Mention, other: Mention) -> bool:
    """Whether they speak of two things to two sides, or to a side that isn't known to be one."""
    if one.about is None or other.about is None or one.about.type == other.about.type:
        return False
    talk = one.type in rules().talk
    return sides_match(one.recipients, other.recipients, talk=talk) is not Match.SAME


def _takes(mention: Mention, other: Mention) -> bool:
    """Whether one takes whatever event the article tells of: a headline, or a bare "the attack".

    A deed told by its toll alone is nobody's: the toll would go to the wrong event.
    """
    if mention.trigger.in_ == "title":
        return not (_is_bare(other) and other.tolls)
    if follows(mention, other):
        return True
    return _is_bare(mention) and not mention.tolls and points_back(mention)


def _is_bare(mention: Mention) -> bool:
    return not mention.actors and not mention.recipients and mention.place is None


def _place_support(one: Mention, other: Mention) -> int:
    if one.place is None or other.place is None:
        return 0
    if same_name(one.place, other.place):
        return 2
    wide = {"country", "region"} & {one.place.precision, other.place.precision}
    # A country holds all that an article tells of; a province says something.
    return int(not wide and (holds(one.place, other.place) or holds(other.place, one.place)))


def _counted(tolls: Iterable[Toll]) -> list[Toll]:
    return [t for t in tolls if t.scope != "cumulative" and t.part_of is None]


def _same_toll(ones: Sequence[Toll], others: Sequence[Toll]) -> bool:
    return any(
        a.kind == b.kind and a.unit == b.unit and a.best is not None and a.best == b.best
        for a in _counted(ones)
        for b in _counted(others)
    )


def _tolls_differ(ones: Sequence[Toll], others: Sequence[Toll]) -> bool:
    """Whether one voice gives two figures for the same people, so that it speaks of two events.

    Figures of two voices, or of people named by other words, can both be of one event.
    """
    return any(_figures_differ(a, b) for a in _counted(ones) for b in _counted(others))


def _figures_differ(one: Toll, other: Toll) -> bool:
    if (one.kind, one.unit) != (other.kind, other.unit) or "update" in (one.scope, other.scope):
        return False
    if {s.text for s in one.said_by} != {s.text for s in other.said_by}:
        return False
    if one.who and other.who and one.who.casefold() != other.who.casefold():
        return False
    too_low = other.high is not None and one.low is not None and other.high < one.low
    too_high = one.high is not None and other.low is not None and one.high < other.low
    return too_low or too_high
