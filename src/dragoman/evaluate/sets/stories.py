"""Which articles tell the same story (the Giveme5W1H collection).

Stories are not made yet; what there is of them is measured: two articles are joined where they
tell of one event, or are copies of one report.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from dragoman.evaluate.figures import Wanted
from dragoman.evaluate.goldset import Answers, GoldError, GoldSet, json_lines
from dragoman.evaluate.joined import (
    events_of,
    mentions_of,
    pair_counts,
    pairs_by_event,
    pairs_by_origin,
    with_origins,
)
from dragoman.evaluate.scored import Key, Scored, Slip
from dragoman.pipeline.articles import article_of_text
from dragoman.records import Article

FIELDS = ("event or origin", "event", "origin")


class _Line(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    title: str | None = None
    text: str
    published: str | None = None
    outlet: str | None = None
    story: str


class StoryRow(msgspec.Struct, frozen=True, kw_only=True):
    """One article and the story it tells."""

    article: Article
    story: str
    where: str

    @property
    def articles(self) -> tuple[Article, ...]:
        """Give the article."""
        return (self.article,)


def read(paths: Sequence[Path]) -> list[StoryRow]:
    """Read the articles; each gets its origin among all of them. A date that is none is refused."""
    lines = [(path, where, line) for path in paths for where, line in json_lines(path, _Line)]
    articles = with_origins([_article(*each) for each in lines])
    rows = zip(articles, lines, strict=True)
    return [StoryRow(article=a, story=line.story, where=where) for a, (_, where, line) in rows]


def _article(path: Path, where: str, line: _Line) -> Article:
    try:
        day = None if line.published is None else datetime.fromisoformat(line.published).date()
    except ValueError as wrong:
        raise GoldError(path, int(where.rsplit(":", 1)[1]), f"published: {wrong}") from wrong
    return article_of_text(line.text, title=line.title, published=day, source=line.outlet)


def score(rows: Sequence[StoryRow], answers: Answers) -> list[Scored]:
    """Score each article's pairs with the articles after it."""
    articles = [row.article for row in rows]
    by_origin = pairs_by_origin(articles)
    mentions = mentions_of(articles, answers)
    by_event = pairs_by_event(events_of(articles, answers), mentions)
    gold = {row.article.id: row.story for row in rows}
    counted: dict[str, Counter[Key]] = {id_: Counter() for id_ in gold}
    for field, given in zip(FIELDS, (by_event | by_origin, by_event, by_origin), strict=True):
        for id_, found in pair_counts(field, gold, given).items():
            counted[id_].update(found)
    slips = _slips({row.article.id: row for row in rows}, by_event | by_origin)
    units = [Scored(counts=counts) for counts in counted.values()]
    return [msgspec.structs.replace(units[0], slips=tuple(slips)), *units[1:]] if units else []


def _slips(rows: dict[str, StoryRow], given: set[frozenset[str]]) -> list[Slip]:
    found = []
    for pair in sorted(map(sorted, given)):
        one, other = (rows[id_] for id_ in pair)
        if one.story != other.story:
            found.append(_slip("joined: two stories", one, other))
    alone = set(rows) - {id_ for pair in given for id_ in pair}
    shared = Counter(row.story for row in rows.values())
    lonely = (rows[id_] for id_ in sorted(alone) if shared[rows[id_].story] > 1)
    return found + [_slip("alone: joined with no other article", row, None) for row in lonely]


def _slip(kind: str, one: StoryRow, other: StoryRow | None) -> Slip:
    return Slip(
        kind=kind,
        where=one.where,
        text=one.article.title or one.article.text[:200],
        expected=one.story,
        got="nothing" if other is None else f"{other.story}: {other.article.title}",
    )


gold = GoldSet(
    name="stories",
    files=("stories/*.jsonl",),
    read=read,
    score=score,
    wanted=tuple(
        Wanted(metric=metric, field=field)
        for field in FIELDS
        for metric in ("precision", "recall", "f1")
    ),
)
