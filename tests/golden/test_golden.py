"""Whole articles of our own with the events that a careful coder by the contract would give.

An answer names all events of its article. Where the coder still differs, the golden file holds
the difference under `known_gaps` with its reason; a gap that closes fails the test as well, so
that it is struck out.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import msgspec
import pytest
import yaml
from coding import coded

from dragoman.consolidate import consolidate
from dragoman.records import Event, Mention

FOLDER = Path(__file__).parent
Figures = tuple[int | None, int | None, int | None]


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One event as a human coder writes it down; sides are codes, speakers their words."""

    type: str
    status: str
    aggregate: bool = False
    actors: list[str] = []
    recipients: list[str] = []
    place: str | None = None
    from_: date | None = msgspec.field(default=None, name="from")
    to: date | None = None
    dead: Figures | None = None
    injured: Figures | None = None
    casualties: Figures | None = None
    missing: Figures | None = None
    arrested: Figures | None = None
    abducted: Figures | None = None
    displaced: Figures | None = None
    protesters: Figures | None = None
    speakers: list[str] = []
    denied: bool = False
    mentions: int

    def label(self) -> str:
        """Name it shortly: what it is, by whom, where."""
        return f"{self.type} {'+'.join(self.actors) or '?'} > {'+'.join(self.recipients) or '?'}"


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """One difference that is left, and why."""

    gap: str
    why: str


class Golden(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An article and its answer."""

    style: str
    title: str
    published: date
    text: str
    events: list[Answer]
    known_gaps: list[Gap] = []


def read(path: Path) -> Golden:
    """Read one golden file."""
    return msgspec.convert(yaml.safe_load(path.read_text("utf-8")), Golden)


def answer_of(event: Event, mentions: Mapping[str, Mention]) -> Answer:
    """Write an event down as a coder does."""
    figures = {t.kind: (t.low, t.best, t.high) for t in event.tolls}
    voices = [s for m in event.mentions for s in mentions[m].said_by]
    return Answer(
        type=event.type,
        status=event.status,
        aggregate=event.aggregate,
        actors=sorted({p.code or p.text for p in event.actors}),
        recipients=sorted({p.code or p.text for p in event.recipients}),
        place=event.place.name or event.place.text if event.place else None,
        from_=event.time.from_ if event.time else None,
        to=event.time.to if event.time else None,
        **figures,
        speakers=sorted({s.text for s in voices if s.stance != "denies"}),
        denied=any(s.stance == "denies" for s in voices),
        mentions=len(event.mentions),
    )


def sorted_sides(answer: Answer) -> Answer:
    """Order what has no order."""
    return msgspec.structs.replace(
        answer,
        actors=sorted(answer.actors),
        recipients=sorted(answer.recipients),
        speakers=sorted(answer.speakers),
    )


def differences(wanted: list[Answer], given: list[Answer]) -> list[str]:
    """Say what differs; those most alike answer each other, each one at most."""
    pairs = sorted(
        ((w, g) for w in wanted for g in given if w.type == g.type and _alike(w, g) >= _ENOUGH),
        key=lambda pair: -_alike(*pair),
    )
    answered: dict[int, Answer] = {}
    taken: set[int] = set()
    for want, give in pairs:
        if id(want) not in answered and id(give) not in taken:
            answered[id(want)] = give
            taken.add(id(give))
    out = [f"missing: {w.label()}" for w in wanted if id(w) not in answered]
    out += [d for w in wanted if id(w) in answered for d in _fields(w, answered[id(w)])]
    return out + [f"extra: {g.status} {g.label()}" for g in given if id(g) not in taken]


_WEIGHTS = {"status": 2, "actors": 3, "recipients": 3, "place": 4, "from_": 3, "dead": 3}
_ENOUGH = 24
"""A little more than two events share that have nothing in common but what both leave empty."""


def _alike(want: Answer, given: Answer) -> int:
    """Weigh what two answers share; what both leave empty weighs least."""
    score = 0
    for field in msgspec.structs.fields(Answer):
        a, b = getattr(want, field.name), getattr(given, field.name)
        weight = _WEIGHTS.get(field.name, 1)
        if isinstance(a, list):
            score += 2 * weight * bool(set(a) & set(b))
        elif a and b:
            score += 2 * weight * (a == b)
        score += weight * (a == b)
    return score


def _fields(want: Answer, given: Answer) -> list[str]:
    out = []
    for field in msgspec.structs.fields(Answer):
        a, b = getattr(want, field.name), getattr(given, field.name)
        if a != b:
            out.append(f"{want.label()}: {field.encode_name} {_shown(b)} for {_shown(a)}")
    return out


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "+".join(map(str, value)) or "none"
    if isinstance(value, tuple):
        return "/".join("-" if v is None else str(v) for v in value)
    return "none" if value is None else str(value)


def coded_answers(golden: Golden) -> list[Answer]:
    """Code an article and write its events down."""
    outcome = coded(golden.text, title=golden.title, published=golden.published)
    mentions = {m.id: m for m in outcome.mentions}
    return [answer_of(e, mentions) for e in consolidate(outcome.mentions)]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yml")), ids=lambda p: p.stem)
def test_an_article_gives_the_events_a_careful_coder_gives(path: Path) -> None:
    golden = read(path)
    found = differences([sorted_sides(a) for a in golden.events], coded_answers(golden))
    assert sorted(found) == sorted(g.gap for g in golden.known_gaps)


def test_every_continent_and_more_than_a_dozen_articles_are_there() -> None:
    assert len(list(FOLDER.glob("*.yml"))) >= 12
