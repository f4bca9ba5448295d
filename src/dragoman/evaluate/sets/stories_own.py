"""Our own stories: which reports copy each other, which tell of one event, and what truly was.

All reports of all stories are consolidated together, so that stories can be mixed up.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import msgspec

from dragoman.evaluate.clusters import b_cubed, clusters_of
from dragoman.evaluate.fields import place_fits, time_fits
from dragoman.evaluate.figures import Wanted
from dragoman.evaluate.goldset import AbsentError, Answers, GoldSet
from dragoman.evaluate.joined import (
    events_of,
    mentions_of,
    pair_counts,
    pairs_by_event,
    pairs_by_origin,
    with_origins,
)
from dragoman.evaluate.notation import GoldMention, GoldStory, read_file
from dragoman.evaluate.notation.gold import GoldToll, Range
from dragoman.evaluate.parts import HIDDEN, PARTS, Part, is_split, split_of
from dragoman.evaluate.scored import Key, Scored, Slip, verdict
from dragoman.evaluate.sets.corpus import paired
from dragoman.records import Article, Event


class StoryRow(msgspec.Struct, frozen=True, kw_only=True):
    """One story, its reports with the origins that we find among the reports of all stories."""

    story: GoldStory
    articles: tuple[Article, ...]
    part: Part | None = None

    @property
    def where(self) -> str:
        """Name file and line."""
        return self.story.where


def read(paths: Sequence[Path]) -> list[StoryRow]:
    """Read the stories; files without one are left to the set `corpus`."""
    return _rows([(path, story) for path in paths if (story := read_file(path).story)])


def read_part(part: Part, paths: Sequence[Path]) -> list[StoryRow]:
    """Read only the stories of one part; they are consolidated without the others."""
    of_part = [p for p in paths if (s := read_file(p).story) and split_of(s.name) == part]
    return read(of_part)


def _rows(stories: Sequence[tuple[Path, GoldStory]]) -> list[StoryRow]:
    if not stories:
        raise AbsentError("no story in these files: none has story: NAME")
    articles = iter(with_origins([a for _, story in stories for a in story.articles]))
    return [
        StoryRow(
            story=story,
            articles=tuple(next(articles) for _ in story.reports),
            part=split_of(story.name) if is_split(path) else None,
        )
        for path, story in stories
    ]


def score(rows: Sequence[StoryRow], answers: Answers) -> list[Scored]:
    """Score each story: its events, its origins, and which reports are held together."""
    articles = [article for row in rows for article in row.articles]
    events = events_of(articles, answers)
    event_of = {m: event for event in events for m in event.mentions}
    by_event = pairs_by_event(events, mentions_of(articles, answers))
    gold = {article.id: row.where for row in rows for article in row.articles}
    pairs = pair_counts("story", gold, by_event | pairs_by_origin(articles))
    labelled = {row.where: _labelled(row, answers) for row in rows}
    scored = []
    for row in rows:
        counts: Counter[Key] = Counter(_counts(row, labelled[row.where], event_of))
        for id_ in {article.id for article in row.articles}:
            counts.update(pairs[id_])
        others = {m for where, found in labelled.items() if where != row.where for m in found}
        mixed = {event_of[m].id for m in labelled[row.where]} & {event_of[m].id for m in others}
        counts.update(verdict("kept apart", "", is_right=not mixed))
        is_shown = row.part != HIDDEN
        slips = tuple(_slips(row, labelled[row.where], event_of)) if is_shown else ()
        scored.append(Scored(counts=counts, slips=slips))
    return scored


def _labelled(row: StoryRow, answers: Answers) -> dict[str, str]:
    """Give the true event of each of our mentions that is paired with a labelled one."""
    return {
        given.id: gold.label
        for report, article in zip(row.story.reports, row.articles, strict=True)
        for gold, given in paired(report, answers[article.id].mentions).pairs
        if gold.label is not None
    }


def _counts(
    row: StoryRow, labelled: Mapping[str, str], event_of: Mapping[str, Event]
) -> dict[Key, float]:
    given = clusters_of((m, event_of[m].id) for m in labelled)
    counts = b_cubed(clusters_of(labelled.items()), given).counts("event")
    wanted = clusters_of((n, r.origin or f"{n}") for n, r in enumerate(row.story.reports))
    origins = clusters_of((n, a.origin) for n, a in enumerate(row.articles))
    counts |= b_cubed(wanted, origins).counts("origin")
    sums: Counter[Key] = Counter()
    for label, truth in row.story.events.items():
        sums.update(_against_truth(truth, _told(label, labelled, event_of)))
    return counts | dict(sums)


def _told(label: str, labelled: Mapping[str, str], event_of: Mapping[str, Event]) -> Event | None:
    """Give the event of ours that has most mentions of a true one; the lowest id of several."""
    votes = Counter(event_of[m].id for m, its in labelled.items() if its == label)
    if not votes:
        return None
    best = min(votes, key=lambda id_: (-votes[id_], id_))
    return next(event for event in event_of.values() if event.id == best)


def _against_truth(truth: GoldMention, told: Event | None) -> Iterator[Key]:
    for field, is_right in _truths(truth, told):
        for part, is_counted in (("asked", True), ("right", is_right)):
            if is_counted:
                yield Key(field, "", part)


def _truths(truth: GoldMention, told: Event | None) -> Iterator[tuple[str, bool]]:
    yield "true event told", told is not None
    yield "true type", told is not None and told.type == truth.type
    if truth.place is not None:
        place = told.place if told is not None else None
        yield "true place", place is not None and place_fits(truth.place, place)
    if truth.time is not None:
        time = told.time if told is not None else None
        yield "true time", time is not None and time_fits(truth.time, time)
    for toll in truth.tolls:
        yield "true toll within", told is not None and _holds(told, toll)


def _holds(event: Event, toll: GoldToll) -> bool:
    """Whether the event's range of this kind holds the true figure."""
    if not isinstance(toll.figure, Range) or toll.figure.best is None:
        return False
    true = toll.figure.best
    return any(
        (t.low is None or t.low <= true) and (t.high is None or true <= t.high)
        for t in event.tolls
        if t.kind == toll.kind
    )


def _slips(
    row: StoryRow, labelled: Mapping[str, str], event_of: Mapping[str, Event]
) -> Iterator[Slip]:
    for label, truth in row.story.events.items():
        events = sorted({event_of[m].id for m, its in labelled.items() if its == label})
        kind = "missed: no report's mention found" if not events else "split: one event in several"
        if len(events) != 1:
            yield Slip(
                kind=kind,
                where=row.where,
                text=truth.evidence.quote,
                expected=f"{label}, one event",
                got=f"{len(events)} events",
            )
    by_event: dict[str, set[str]] = {}
    for mention, label in labelled.items():
        by_event.setdefault(event_of[mention].id, set()).add(label)
    for labels in by_event.values():
        if len(labels) > 1:
            yield Slip(
                kind="joined: several events in one",
                where=row.where,
                text="; ".join(row.story.events[label].evidence.quote for label in sorted(labels)),
                expected=f"{len(labels)} events",
                got="1 event",
            )


_TRUE = ("true event told", "true type", "true place", "true time", "true toll within")

gold = GoldSet(
    name="stories-own",
    files=("corpus/**/*.yml",),
    read=read,
    score=score,
    wanted=(
        Wanted(metric="agreement_f1", field="event"),
        Wanted(metric="agreement_f1", field="origin"),
        *(Wanted(metric=metric, field="story") for metric in ("precision", "recall", "f1")),
        Wanted(metric="accuracy", field="kept apart"),
        *(Wanted(metric="accuracy", field=field) for field in _TRUE),
    ),
    beside=Path(),
)
parts = {
    part: msgspec.structs.replace(gold, name=f"stories-own-{part}", read=partial(read_part, part))
    for part in PARTS
}
"""The set of each part."""
