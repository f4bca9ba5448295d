"""One mention, one marked copy of its sentence: read into the full answer."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeVar, get_args

import msgspec

from dragoman.evaluate.notation.gold import (
    GoldAbout,
    GoldMention,
    GoldParty,
    GoldPlace,
    GoldSpeaker,
    GoldTime,
    GoldToll,
)
from dragoman.evaluate.notation.heading import Heading, known, read_heading
from dragoman.evaluate.notation.values import Field, read_values
from dragoman.records import Span
from dragoman.records.marks import Mark, MarkedText, MarkError, read_marks, words_of_value
from dragoman.records.span import Passage
from dragoman.records.toll import TollKind

ROLES: Mapping[str, Field | None] = {
    "actor": "party",
    "supporting": "party",
    "recipient": "party",
    "place": "place",
    "places": "place",
    "time": "time",
    "speaker": "speaker",
    "cue": None,
    "status": None,
    "about": None,
    **dict.fromkeys(get_args(TollKind), "toll"),
}
"""What may be marked, and which values it takes; None takes none."""
_WORDLESS = ("actor", "supporting", "recipient", "place", "speaker")

_NTH = re.compile(r"(?P<words>(?:\\.|[^\\#])*)(?:#(?P<nth>\d+))?", re.DOTALL)

T = TypeVar("T", bound=msgspec.Struct)


class Passages(msgspec.Struct, frozen=True, kw_only=True):
    """The texts that marked sentences are copies of."""

    text: str
    title: str | None = None


def read_mention(heading: str, copy: str, passages: Passages | None = None) -> GoldMention:
    """Read one marked copy; without `passages` it is the whole text. Raises `MarkError`.

    >>> read_mention("ASSAULT happened", "[actor Rebels] *shelled* a town.").trigger[0].quote
    'shelled'
    """
    marked, told = read_marks(copy), read_heading(heading)
    place_in = _place_in(marked.text, told, passages or Passages(text=marked.text))
    if not marked.stars:
        raise MarkError("no trigger: put stars around the words that name the event, *killed*")
    return _Made(told, marked, place_in).mention()


class _PlaceIn(msgspec.Struct, frozen=True, kw_only=True):
    """The passage that a copy stands in, and at which offset."""

    whole: str
    name: Passage
    at: int

    def span(self, start: int, end: int) -> Span:
        """Give a run of the copy as a span of the passage."""
        first, last = self.at + start, self.at + end
        return Span(start=first, end=last, quote=self.whole[first:last], in_=self.name)


def _place_in(copy: str, told: Heading, passages: Passages) -> _PlaceIn:
    name: Passage = "title" if told.in_title else "text"
    whole = passages.title if told.in_title else passages.text
    if not whole:
        raise MarkError(f"'in {name}' without a {name}: give the {name} too, or leave it out")
    places = _occurrences(copy, whole)
    if not places:
        raise MarkError(f"the {name} does not hold {copy!r}: {_where_they_part(copy, whole)}")
    if told.nth is None and len(places) > 1:
        raise MarkError(f"{copy!r} stands {len(places)} times: write which, such as nth:1")
    nth = told.nth or 1
    if nth > len(places):
        raise MarkError(f"nth:{nth}, but the sentence stands {len(places)} time(s) in the {name}")
    return _PlaceIn(whole=whole, name=name, at=places[nth - 1])


def _occurrences(words: str, whole: str) -> list[int]:
    found, at = [], whole.find(words)
    while at >= 0:
        found.append(at)
        at = whole.find(words, at + 1)
    return found


def _where_they_part(copy: str, whole: str) -> str:
    """Say how far the copy agrees with some place of the text."""
    known_words = 0
    while known_words < len(copy) and copy[: known_words + 1] in whole:
        known_words += 1
    after = whole.find(copy[:known_words]) + known_words
    return (
        f"after {copy[max(0, known_words - 20) : known_words]!r} it has "
        f"{whole[after : after + 20]!r}, the copy {copy[known_words : known_words + 20]!r}"
    )


class _Made:
    """Makes one mention of what was read."""

    def __init__(self, told: Heading, marked: MarkedText, place_in: _PlaceIn) -> None:
        self._told, self._marked, self._place_in = told, marked, place_in
        self._by_role: dict[str, list[Mark]] = defaultdict(list)
        for mark in sorted(marked.marks, key=lambda m: m.start == m.end):
            self._check(mark)
            self._by_role[mark.role].append(mark)

    def _check(self, mark: Mark) -> None:
        field = ROLES[known(mark.role, ROLES, "mark")]
        if mark.start == mark.end and mark.role not in _WORDLESS:
            raise MarkError(f"[{mark.role} =…] has no words: only {', '.join(_WORDLESS)} may")
        if mark.values is not None and field is None:
            raise MarkError(f"[{mark.role} …] takes no values after =")
        if " ^" in self._marked.text[mark.start : mark.end] and mark.values is None:
            raise MarkError(
                f"[{mark.role} … ^…]: what a mark means goes after =, such as =? ^words"
            )
        if mark.number is not None and mark.role not in ("speaker", "cue"):
            raise MarkError(f"[{mark.role}{mark.number} …]: only speaker and cue are numbered")

    def mention(self) -> GoldMention:
        """Put the fields together and check that they don't contradict each other."""
        told, place = self._told, self._single("place")
        actors = self._parties("actor", "supporting")
        made = GoldMention(
            type=told.type,
            status=told.status,
            trigger=tuple(self._place_in.span(*star) for star in self._marked.stars),
            evidence=self._place_in.span(0, len(self._marked.text)),
            status_cue=self._span_or_unset("status"),
            about=self._about(),
            modes=told.modes,
            contexts=told.contexts,
            cameo=told.cameo,
            aggregate=told.aggregate,
            actors=actors,
            recipients=self._parties("recipient"),
            place=None if place is None else self._made(GoldPlace, place, "place"),
            places=tuple(self._made(GoldPlace, m, "place") for m in self._by_role["places"]),
            time=self._time(),
            tolls=self._tolls(),
            said_by=self._speakers(),
            missing=told.missing,
            open=told.open,
            label=told.label,
            part_of=told.part_of,
            turn=told.turn,
            nth=told.nth,
        )
        _check_missing(made)
        return made

    def _single(self, role: str) -> Mark | None:
        found = self._by_role[role]
        if len(found) > 1:
            also = "; mark the others [places …]" if role == "place" else ""
            raise MarkError(f"[{role} …] stands {len(found)} times, a mention has one{also}")
        return found[0] if found else None

    def _made(self, record: type[T], mark: Mark, field: Field, **more: object) -> T:
        found = read_values(field, mark.values or ())
        if "antecedent" in found:
            found["antecedent"] = self._antecedent(str(found["antecedent"]), mark)
        return record(**{**found, **more}, span=self._span(mark))

    def _span(self, mark: Mark) -> Span | None:
        return self._place_in.span(mark.start, mark.end) if mark.start < mark.end else None

    def _span_or_unset(self, role: str) -> Span | msgspec.UnsetType:
        mark = self._single(role)
        return msgspec.UNSET if mark is None else self._place_in.span(mark.start, mark.end)

    def _parties(self, *roles: str) -> tuple[GoldParty, ...]:
        """Read the parties of roles in text order, those without words last."""
        marks = [m for m in self._marked.marks if m.role in roles]
        ordered = sorted(marks, key=lambda m: m.start == m.end)
        return tuple(self._made(GoldParty, m, "party", **_supporting(m)) for m in ordered)

    def _about(self) -> GoldAbout | None:
        trigger = self._span_or_unset("about")
        if self._told.about is None:
            if trigger is not msgspec.UNSET:
                raise MarkError("[about …] is marked: write about TYPE status in the heading")
            return None
        type_, status = self._told.about
        return GoldAbout(type=type_, status=status, trigger=trigger)

    def _time(self) -> GoldTime | None:
        mark = self._single("time")
        return None if mark is None else self._made(GoldTime, mark, "time")

    def _tolls(self) -> tuple[GoldToll, ...]:
        kinds = get_args(TollKind)
        marks = [m for m in self._marked.marks if m.role in kinds]
        tolls = tuple(self._made(GoldToll, m, "toll", kind=m.role) for m in marks)
        ids = {toll.id for toll in tolls}
        for toll in tolls:
            if toll.part_of is not msgspec.UNSET and toll.part_of not in ids:
                raise MarkError(f"part_of:{toll.part_of}: no toll here has id:{toll.part_of}")
        return tolls

    def _speakers(self) -> tuple[GoldSpeaker, ...]:
        marks, cues = self._by_role["speaker"], self._by_role["cue"]
        if len(marks) > 1 and any(m.number is None for m in (*marks, *cues)):
            raise MarkError(
                "several speakers: number them from the outermost, [speaker1 …] [cue1 …] "
                "[speaker2 …] [cue2 …]"
            )
        by_number = {cue.number: cue for cue in cues}
        if lost := set(by_number) - {m.number for m in marks}:
            raise MarkError(f"[cue{lost.pop() or ''} …] has no speaker of its number")
        if len(by_number) < len(cues) or len({m.number for m in marks}) < len(marks):
            raise MarkError("two speakers or two cues of one number")
        ordered = sorted(marks, key=lambda m: m.number or 0)
        return tuple(self._speaker(m, by_number.get(m.number)) for m in ordered)

    def _speaker(self, mark: Mark, cue: Mark | None) -> GoldSpeaker:
        span = msgspec.UNSET if cue is None else self._place_in.span(cue.start, cue.end)
        return self._made(GoldSpeaker, mark, "speaker", number=mark.number, cue=span)

    def _antecedent(self, written: str, mark: Mark) -> Span:
        value, nth = split_nth(written)
        words, at = words_of_value(value), self._place_in
        places = _occurrences(words, at.whole) if words else []
        if not places:
            raise MarkError(f"^{written}: the {at.name} has no words {words!r}")
        if nth is not None and not 1 <= nth <= len(places):
            raise MarkError(f"^{written}: {words!r} stands {len(places)} time(s)")
        start = places[nth - 1] if nth else nearest(places, len(words), at.at + mark.start)
        return Span(start=start, end=start + len(words), quote=words, in_=at.name)


def _supporting(mark: Mark) -> dict[str, object]:
    return {"role": "supporting"} if mark.role == "supporting" else {}


def split_nth(written: str) -> tuple[str, int | None]:
    """Split "the_rebels#2" into words and occurrence."""
    found = _NTH.fullmatch(written)
    if found is None:
        raise MarkError(f"^{written}: write the words with _ for blanks, \\\\# for a literal #")
    return found["words"], int(found["nth"]) if found["nth"] else None


def nearest(places: Sequence[int], length: int, at: int) -> int:
    """Give the last occurrence that ends before an offset, else the first after it."""
    before = [place for place in places if place + length <= at]
    return before[-1] if before else next((p for p in places if p >= at), places[0])


_HELD = ("about", "actors", "recipients", "place", "places", "time", "tolls", "said_by")


def _check_missing(made: GoldMention) -> None:
    for field in _HELD:
        if field in made.missing and getattr(made, field):
            raise MarkError(f"missing:{field}, but it is marked: take one of them away")
    ids = [t.id for t in made.tolls if t.id is not msgspec.UNSET]
    if len(set(ids)) < len(ids):
        raise MarkError("two tolls have one id")
