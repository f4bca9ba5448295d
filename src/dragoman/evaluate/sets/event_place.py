"""The place names that belong to the event of a given trigger (ahalterman/event_location).

The trigger is not handed to the coder: our answer is what the mention that it finds there by
itself has as places. Compared word by word, as the set's author does.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from dragoman.evaluate.coding import Answer
from dragoman.evaluate.figures import Wanted
from dragoman.evaluate.goldset import (
    Answers,
    GoldError,
    GoldSet,
    check_span,
    json_lines,
)
from dragoman.evaluate.offsets import Run, canonical_offsets, run_of, shared
from dragoman.evaluate.saying import said
from dragoman.evaluate.scored import Key, Scored, Slip, hits, verdict
from dragoman.pipeline.articles import article_of_text
from dragoman.records import Article, Mention, Place

_WORD = re.compile(r"\w+")
_KINDS = (
    "area county district governorate lga municipality neighborhood neighbourhood "
    "province region town village"
)
KINDS_OF_PLACE = frozenset(_KINDS.split(" "))
"""Words that the gold holds to a name or leaves off it as it comes; in the lenient
reading they don't count. "City" does: Mexico City is not Mexico."""
_FIELDS = ("places strict", "places lenient", "places where found", "every toponym")


class PlacedEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One row: a text, the trigger's offsets, and those of each place name of its event."""

    text: str
    trigger: tuple[int, int]
    places: tuple[tuple[int, int], ...]


class Trigger(msgspec.Struct, frozen=True, kw_only=True):
    """A trigger of a text, with the places of every row that has it."""

    run: Run
    places: frozenset[Run]
    where: str


class EventPlaceRow(msgspec.Struct, frozen=True, kw_only=True):
    """One text with all its triggers. Offsets count in the article's text."""

    text: str
    triggers: tuple[Trigger, ...]
    where: str

    @property
    def articles(self) -> tuple[Article, ...]:
        """Give the text as an article."""
        return (article_of_text(self.text),)


def read(paths: Sequence[Path]) -> list[EventPlaceRow]:
    """Read the triggers by text; one that several rows have takes the places of all of them."""
    found: dict[str, dict[Run, Trigger]] = {}
    for path in paths:
        for where, row in json_lines(path, PlacedEvent):
            line = int(where.rsplit(":", 1)[1])
            for start, end in (row.trigger, *row.places):
                words = check_span(path, line, start=start, end=end, text=row.text)
                if not _WORD.search(words):
                    raise GoldError(path, line, f"offsets {start}..{end} hold no word")
            _add(found.setdefault(row.text, {}), row, where)
    return [
        EventPlaceRow(text=text, triggers=tuple(of.values()), where=next(iter(of.values())).where)
        for text, of in found.items()
    ]


def _add(triggers: dict[Run, Trigger], row: PlacedEvent, where: str) -> None:
    moved = canonical_offsets(row.text)
    run, *places = (Run(moved(start), moved(end)) for start, end in (row.trigger, *row.places))
    known = triggers.get(run)
    triggers[run] = Trigger(
        run=run,
        places=frozenset(places) | (known.places if known else frozenset()),
        where=known.where if known else where,
    )


def score(rows: Sequence[EventPlaceRow], answers: Answers) -> list[Scored]:
    """Score each text's triggers."""
    return [_scored(row, answers) for row in rows]


def at_trigger(trigger: Run, mentions: Iterable[Mention]) -> Mention | None:
    """Find the mention whose own trigger shares most with the given one, None where none does."""
    found = [(shared(trigger, run), m) for run, m in _placed(mentions)]
    best = max(found, key=lambda each: each[0], default=(0, None))
    return best[1] if best[0] else None


def nearest(trigger: Run, mentions: Iterable[Mention]) -> Mention | None:
    """Find the mention of the trigger's sentence whose own trigger is nearest, in characters."""
    found = [
        (max(run.start - trigger.end, trigger.start - run.end, 0), m)
        for run, m in _placed(mentions)
        if any(shared(trigger, of) for of in map(run_of, m.evidence[:1]) if of)
    ]
    return min(found, key=lambda each: each[0], default=(0, None))[1]


def _placed(mentions: Iterable[Mention]) -> Iterator[tuple[Run, Mention]]:
    for mention in mentions:
        run = run_of(mention.trigger)
        if run is not None:
            yield run, mention


def _scored(row: EventPlaceRow, answers: Answers) -> Scored:
    (article,) = row.articles
    answer = answers[article.id]
    words = [Run(*word.span()) for word in _WORD.finditer(article.text)]
    counts: dict[Key, float] = {}
    slips: list[Slip] = []
    for trigger in row.triggers:
        for key, count in _one(trigger, words, article.text, answer).items():
            counts[key] = counts.get(key, 0.0) + count
        slips += _slips(row, trigger, answer.mentions)
    return Scored(counts=counts, slips=tuple(slips))


def _one(trigger: Trigger, words: Sequence[Run], text: str, answer: Answer) -> dict[Key, float]:
    """Count one trigger in every reading; `every toponym` is what knowing no event would give."""
    reading = answer.reading
    exact = at_trigger(trigger.run, answer.mentions)
    near = exact if exact is not None else nearest(trigger.run, answer.mentions)
    kinds = frozenset(n for n, w in enumerate(words) if text[slice(*w)].lower() in KINDS_OF_PLACE)
    toponyms = [p for p in reading.places if p.use == "literal"] if reading is not None else []
    gold = _words_in(words, trigger.places)
    given = {
        "places strict": _words_of(words, places_of(exact)),
        "places lenient": _words_of(words, places_of(near)),
        "every toponym": _words_of(words, toponyms),
    }
    if exact is not None:
        given["places where found"] = given["places strict"]
    counts = verdict("trigger", "", is_right=exact is not None)
    for field, ours in given.items():
        ignored = kinds if field == "places lenient" else frozenset()
        counts |= _compared(field, gold - ignored, ours - ignored)
    return counts


def _compared(field: str, gold: frozenset[int], ours: frozenset[int]) -> dict[Key, float]:
    both = len(gold & ours)
    found = hits(field, "", tp=both, fp=len(ours) - both, fn=len(gold) - both)
    return found | verdict(field, "", is_right=gold == ours)


def places_of(mention: Mention | None) -> Sequence[Place]:
    """Give the places of a mention: each, else the one."""
    if mention is None:
        return ()
    return mention.places or ((mention.place,) if mention.place is not None else ())


def _words_of(words: Sequence[Run], places: Iterable[Place]) -> frozenset[int]:
    return _words_in(words, [run for run in map(run_of, places) if run is not None])


def _words_in(words: Sequence[Run], runs: Iterable[Run]) -> frozenset[int]:
    """Number the words that share a character with a run."""
    held = list(runs)
    return frozenset(n for n, word in enumerate(words) if any(shared(word, run) for run in held))


def _slips(row: EventPlaceRow, trigger: Trigger, mentions: Sequence[Mention]) -> Iterator[Slip]:
    """Name what is wrong with a trigger's places, first of all that no mention stands there."""
    (article,) = row.articles
    words = [Run(*word.span()) for word in _WORD.finditer(article.text)]
    mention = at_trigger(trigger.run, mentions)
    gold = _words_in(words, trigger.places)
    ours = _words_of(words, places_of(mention))
    if gold == ours:
        return
    if mention is None:
        kind = f"no mention at {article.text[slice(*trigger.run)].casefold()!r}"
    elif not ours:
        kind = "place: none given"
    elif not gold:
        kind = "place: given where the event has none"
    else:
        kind = "place: " + ("cut otherwise" if gold & ours else "another")
    names = ", ".join(article.text[slice(*run)] for run in sorted(trigger.places)) or "nowhere"
    theirs = ", ".join(place.text for place in places_of(mention)) or "nowhere"
    expected = f"{article.text[slice(*trigger.run)]!r}: {names}"
    got = f"{said(mention)}: {theirs}" if mention is not None else "none"
    yield Slip(kind=kind, where=trigger.where, text=row.text, expected=expected, got=got)


gold = GoldSet(
    name="event-place",
    files=("event-place/*.jsonl",),
    read=read,
    score=score,
    needs_reading=True,
    wanted=(
        *(
            Wanted(metric=metric, field=field)
            for field in _FIELDS
            for metric in ("precision", "recall", "f1", "accuracy")
        ),
        Wanted(metric="accuracy", field="trigger"),
    ),
)
