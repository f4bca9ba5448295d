"""Compares one gold answer with one mention, field by field.

What the gold leaves open is not asked. Words agree where their spans overlap: where a naming phrase
begins and ends is a matter of taste, what it names is not.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from msgspec import UNSET

from dragoman.evaluate.align import align
from dragoman.evaluate.notation.gold import (
    Code,
    Days,
    GoldMention,
    GoldParty,
    GoldPlace,
    GoldSpeaker,
    GoldTime,
    GoldToll,
    Range,
)
from dragoman.evaluate.same_words import words_of
from dragoman.records import About, Mention, Party, Place, Span, Speaker, Time, Toll

G = TypeVar("G")
P = TypeVar("P")


class Hits(NamedTuple):
    """What of one field is right, given too much, and missed."""

    tp: int
    fp: int
    fn: int

    @property
    def is_right(self) -> bool:
        """Whether nothing is missed and nothing too much."""
        return self.fp == self.fn == 0


def compare(gold: GoldMention | None, given: Mention | None) -> Iterator[tuple[str, Hits]]:
    """Give the hits of every field that is asked; None where a mention has no partner."""
    for field, name, hits in _each(gold, given):
        if gold is None or name not in gold.open:
            yield field, hits
    yield from _sets(gold, given)


def _each(gold: GoldMention | None, given: Mention | None) -> Iterator[tuple[str, str, Hits]]:
    g, m = gold, given
    for name in ("actors", "recipients"):
        ours: tuple[Party, ...] = getattr(m, name) if m else ()
        sides: tuple[GoldParty, ...] = getattr(g, name) if g else ()
        yield name[:-1], name, matched(sides, ours, party_fits)
        yield f"{name[:-1]} words", name, matched(sides, ours, _same_words)
    place = (g.place,) if g and g.place else ()
    places = (*(p for p in place if p.span), *g.places) if g else ()
    our_place = (m.place,) if m and m.place else ()
    yield "place", "place", matched(place, our_place, place_fits)
    yield "place exact", "place", matched(place, our_place, _exact_place_fits)
    yield "places", "places", matched(places, m.places if m else (), place_fits)
    time, our_time = (g.time,) if g and g.time else (), (m.time,) if m and m.time else ()
    yield "time", "time", matched(time, our_time, time_fits)
    tolls, our_tolls = g.tolls if g else (), m.tolls if m else ()
    yield "toll", "tolls", matched(tolls, our_tolls, toll_fits)
    yield "toll exact", "tolls", matched(tolls, our_tolls, _exact_toll_fits)
    speakers, voices = g.said_by if g else (), m.said_by if m else ()
    yield "speaker", "said_by", matched(speakers, voices, speaker_fits)
    yield "speaker exact", "said_by", matched(speakers, voices, _exact_speaker_fits)
    about = ((g.about.type, g.about.status),) if g and g.about else ()
    abouts: tuple[About, ...] = (m.about,) if m and m.about else ()
    yield "about", "about", matched(about, abouts, lambda one, a: one == (a.type, a.status))
    yield "aggregate", "aggregate", matched(_one(g), _one(m), lambda _, __: True)


def _one(of: GoldMention | Mention | None) -> tuple[bool, ...]:
    return (True,) if of and of.aggregate else ()


def _sets(gold: GoldMention | None, given: Mention | None) -> Iterator[tuple[str, Hits]]:
    """Compare what is asked only where the gold gives it."""
    if gold is None:
        return
    modes, contexts = (given.modes, given.contexts) if given else ((), ())
    if gold.modes is not UNSET:
        yield "modes", _overlap(gold.modes, modes)
    if gold.contexts is not UNSET:
        yield "contexts", _overlap(gold.contexts, contexts)
    if gold.cameo is not UNSET:
        ours = (given.cameo,) if given and given.cameo else ()
        yield "cameo", _overlap((gold.cameo,) if gold.cameo else (), ours)


def _overlap(gold: Sequence[str], given: Sequence[str]) -> Hits:
    both = len(set(gold) & set(given))
    return Hits(both, len(set(given)) - both, len(set(gold)) - both)


def matched(gold: Sequence[G], given: Sequence[P], fits: Callable[[G, P], bool]) -> Hits:
    """Count the most pairs that fit, one to one."""
    pairs = len(align(gold, given, lambda g, p: float(fits(g, p))).pairs)
    return Hits(pairs, len(given) - pairs, len(gold) - pairs)


def overlap(span: Span | None, given: Party | Place | Speaker | Time | Toll) -> bool:
    """Whether words stand at the same place; no words agree with no words."""
    if span is None or given.start is None or given.end is None:
        return span is None and given.start is None
    return span.in_ == given.in_ and span.start < given.end and given.start < span.end


def _same_words(gold: GoldParty, given: Party) -> bool:
    return overlap(gold.span, given)


def party_fits(gold: GoldParty | GoldSpeaker, given: Party | Speaker) -> bool:
    """Whether words and code agree; further sectors than the first are not asked."""
    if gold.code is UNSET:
        return overlap(gold.span, given)
    return overlap(gold.span, given) and first_code(gold.code) == first_code(code_of(given))


def code_of(given: Party | Speaker) -> Code:
    """Give a party's code as the notation has it."""
    return Code(given.country, given.sectors)


def first_code(code: Code) -> tuple[str | None, str | None]:
    """Give the country and the most specific sector, as the contract's `code` does."""
    return code.country, code.sectors[0] if code.sectors else None


def place_fits(gold: GoldPlace, given: Place) -> bool:
    """Whether country and name (or words) agree; a place without words also by its precision."""
    if gold.country is not UNSET and gold.country != given.country:
        return False
    if gold.span is None and gold.name is UNSET:
        return gold.precision in (UNSET, given.precision)
    is_named = isinstance(gold.name, str)
    names = words_of(str(gold.name)) if is_named else frozenset()
    return overlap(gold.span, given) or (is_named and names == words_of(given.name or given.text))


def _exact_place_fits(gold: GoldPlace, given: Place) -> bool:
    asked = ("precision", "admin1", "admin2", "geonames_id")
    return place_fits(gold, given) and _agree(gold, given, asked)


def _agree(gold: object, given: object, asked: Sequence[str]) -> bool:
    return all(getattr(gold, f) in (UNSET, getattr(given, f)) for f in asked)


def time_fits(gold: GoldTime, given: Time) -> bool:
    """Whether it is the same days, or the same words where the days are left open."""
    if gold.days is UNSET:
        return overlap(gold.span, given)
    return gold.days == Days(given.from_, given.to)


def toll_fits(gold: GoldToll, given: Toll) -> bool:
    """Whether kind and figure agree, or kind and words where the figure is left open."""
    if gold.figure is UNSET:
        return gold.kind == given.kind and overlap(gold.span, given)
    return gold.kind == given.kind and gold.figure == Range(given.low, given.best, given.high)


def _exact_toll_fits(gold: GoldToll, given: Toll) -> bool:
    return toll_fits(gold, given) and _agree(gold, given, ("unit", "group", "scope"))


def speaker_fits(gold: GoldSpeaker, given: Speaker) -> bool:
    """Whether words, code and stance agree."""
    return party_fits(gold, given) and gold.stance in (UNSET, given.stance)


def _exact_speaker_fits(gold: GoldSpeaker, given: Speaker) -> bool:
    return speaker_fits(gold, given) and _agree(gold, given, ("kind", "named", "anonymous"))


def triple_fits(gold: GoldMention, given: Mention) -> bool | None:
    """Whether type and the codes of both main sides agree; None where the gold leaves some open."""
    if {"actors", "recipients"} & set(gold.open):
        return None
    for sides, ours in ((gold.actors, given.actors), (gold.recipients, given.recipients)):
        main = [p for p in sides if p.role == "main"]
        if any(p.code is UNSET for p in main):
            return None
        wanted = sorted(str(first_code(p.code)) for p in main if p.code is not UNSET)
        if wanted != sorted(str(first_code(code_of(p))) for p in ours if p.role == "main"):
            return False
    return gold.type == given.type
