"""Makes any answer over any text, for the claims that must hold of all of them."""

from datetime import date
from itertools import pairwise
from typing import TypeVar, get_args

import msgspec
from hypothesis import strategies as st

from dragoman.evaluate.notation.gold import (
    Code,
    Days,
    GoldAbout,
    GoldMention,
    GoldParty,
    GoldPlace,
    GoldSpeaker,
    GoldTime,
    GoldToll,
    Range,
)
from dragoman.records import Span
from dragoman.records.mention import EventType, Status
from dragoman.records.party import Kind, Stance, Via
from dragoman.records.place import Precision
from dragoman.records.toll import TollKind

T = TypeVar("T")
LETTERS = st.characters(exclude_categories=["Cs"])
WORDS = st.text(LETTERS, min_size=1, max_size=8).filter(lambda words: "+" not in words)
TEXTS = st.text(
    st.one_of(st.sampled_from(" =[]*\\_#^ab"), LETTERS), min_size=2, max_size=40
).filter(lambda text: " ^" not in text)
CODES = st.sampled_from(
    [Code(None), Code("SYR"), Code("SYR", ("MIL",)), Code(None, ("REB", "CVL")), Code("UNO")]
)
DAYS = st.sampled_from(
    [Days(None, None), Days(date(2024, 5, 1), None), Days(date(2024, 5, 1), date(2024, 5, 3))]
)
FIGURES = st.tuples(st.integers(0, 9), st.integers(10, 19), st.integers(20, 29)).flatmap(
    lambda n: st.sampled_from(
        [Range(*n), Range(n[0], None, None), Range(None, None, n[2]), Range(n[1], n[1], n[1])]
    )
)


def maybe(values: st.SearchStrategy[T]) -> st.SearchStrategy[T | msgspec.UnsetType]:
    """Give a value or leave it open."""
    return st.one_of(st.just(msgspec.UNSET), values)


def one(literal: object) -> st.SearchStrategy[str]:
    """Give one of a literal's words."""
    return st.sampled_from(get_args(literal))


@st.composite
def mentions(draw: st.DrawFn) -> GoldMention:
    """Give a mention over a text of its own, whose marks stand side by side or in each other."""
    text = draw(TEXTS)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2)))
    spans = [Span(start=a, end=b, quote=text[a:b]) for a, b in pairwise(cuts)]
    fields: dict[str, list[object]] = {}
    for n, span in enumerate(spans):
        field = draw(st.sampled_from(["actors", "recipients", "places", "tolls", "none"]))
        if n == 0:
            field = draw(st.sampled_from(["place", "time", "said_by", "status_cue"]))
        fields.setdefault(field, []).append(span)
    trigger = draw(st.lists(st.sampled_from(spans), min_size=1, max_size=2, unique=True))
    return GoldMention(
        type=draw(one(EventType)),
        status=draw(one(Status)),
        trigger=tuple(sorted(trigger, key=lambda s: s.start)),
        evidence=Span(start=0, end=len(text), quote=text),
        status_cue=next(iter(fields.get("status_cue", ())), msgspec.UNSET),
        about=draw(st.none() | st.builds(GoldAbout, type=one(EventType), status=one(Status))),
        modes=draw(maybe(st.just(()))),
        contexts=draw(maybe(st.sampled_from([(), ("military",)]))),
        cameo=draw(maybe(st.sampled_from([None, "190"]))),
        aggregate=draw(st.booleans()),
        actors=tuple(draw(_party(s, text)) for s in fields.get("actors", ())),
        recipients=tuple(draw(_party(s, text)) for s in fields.get("recipients", ())),
        place=next((draw(_place(s)) for s in fields.get("place", ())), None),
        places=tuple(draw(_place(s)) for s in fields.get("places", ())),
        time=next((draw(_time(s)) for s in fields.get("time", ())), None),
        tolls=tuple(draw(_toll(s)) for s in fields.get("tolls", ())),
        said_by=tuple(draw(_speaker(s)) for s in fields.get("said_by", ())),
        missing=draw(st.sampled_from([{}, {"modes": None}, {"cameo": "not-stated"}])),
        open=draw(st.sampled_from([(), ("time",), ("status", "place")])),
        label=draw(st.none() | st.just("e7")),
        part_of=draw(st.none() | st.just("e1")),
        turn=draw(st.none() | st.just(2)),
    )


def _party(span: Span, text: str) -> st.SearchStrategy[GoldParty]:
    return st.builds(
        GoldParty,
        span=st.just(span),
        code=maybe(CODES),
        role=st.sampled_from(["main", "supporting"]),
        via=maybe(one(Via)),
        name=maybe(WORDS),
        id=maybe(WORDS),
        antecedent=maybe(_span(text)),
    )


def _span(text: str) -> st.SearchStrategy[Span]:
    starts = st.integers(0, len(text) - 1)
    pairs = starts.flatmap(lambda a: st.tuples(st.just(a), st.integers(a + 1, len(text))))
    return pairs.map(lambda p: Span(start=p[0], end=p[1], quote=text[p[0] : p[1]]))


def _speaker(span: Span) -> st.SearchStrategy[GoldSpeaker]:
    return st.builds(
        GoldSpeaker,
        span=st.just(span),
        number=st.none() | st.just(1),
        code=maybe(CODES),
        stance=maybe(one(Stance)),
        kind=maybe(one(Kind)),
        named=maybe(st.booleans()),
        anonymous=maybe(st.booleans()),
        name=maybe(WORDS),
        cue=maybe(st.just(span)),
    )


def _place(span: Span) -> st.SearchStrategy[GoldPlace]:
    known = st.builds(
        GoldPlace,
        span=st.just(span),
        country=st.sampled_from([None, "MLI"]),
        name=WORDS,
        precision=maybe(one(Precision)),
        admin1=maybe(WORDS),
        geonames_id=maybe(st.integers(0, 10**7)),
    )
    unknown = st.just(GoldPlace(span=span, country=None, name=None))
    return known | unknown | st.just(GoldPlace(span=span))


def _time(span: Span) -> st.SearchStrategy[GoldTime]:
    return st.builds(
        GoldTime,
        span=st.just(span),
        days=maybe(DAYS),
        precision=maybe(st.sampled_from(["day", "year"])),
        anchor=maybe(st.just("published")),
    )


def _toll(span: Span) -> st.SearchStrategy[GoldToll]:
    return st.builds(
        GoldToll,
        span=st.just(span),
        kind=one(TollKind),
        figure=maybe(FIGURES),
        unit=maybe(st.just("families")),
        group=maybe(st.just("civilian")),
        scope=maybe(st.just("update")),
        who=maybe(WORDS),
        by=maybe(st.lists(WORDS, min_size=1, max_size=2).map(tuple)),
    )
