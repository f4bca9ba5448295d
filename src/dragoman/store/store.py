"""The store: what was read and what was made of it, in one SQLite file or PostgreSQL database."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from types import TracebackType
from typing import Self, TypeVar

import msgspec
from msgspec.structs import replace
from sqlalchemy import Select, Table, delete, func, insert, select, tuple_

from dragoman.records import Article, Event, Mention, Problem, from_json, to_json
from dragoman.records.candidates import Day
from dragoman.records.filter import EVERYTHING, Filter
from dragoman.records.origin import Origin
from dragoman.records.run import Run
from dragoman.records.sketch import Sketch
from dragoman.store import conditions, writing
from dragoman.store.known import StoredCopies
from dragoman.store.opening import Database
from dragoman.store.tables import (
    articles,
    event_mentions,
    events,
    mentions,
    problems,
    runs,
)
from dragoman.store.writing import Added, Replaced, chunks

T = TypeVar("T", bound=msgspec.Struct)

BATCH = 500
"""Rows fetched at a time, so that a million of them need no memory."""


class Store:
    """Articles, mentions, events, problems and runs. Open one with `open_store`.

    Everything that writes is one transaction: it is done whole or not at all. Every reader sees
    one state of the store, whatever is written meanwhile, and takes its rows as they are asked
    for; an iterator that is not read to its end should be closed.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()

    @property
    def name(self) -> str:
        """The store's URL, without its password."""
        return self._database.name

    def close(self) -> None:
        """Let go of the store."""
        self._database.close()

    def add(
        self,
        articles: Iterable[Article],
        mentions: Iterable[Mention] = (),
        problems: Iterable[Problem] = (),
        *,
        sketches: Iterable[Sketch] = (),
    ) -> Added:
        """Add a shard; what is known is left as it is. A mention's article must be known.

        `sketches` are those that `dedupe.origins` gave for the articles; without its sketch an
        article's copies are not found later.
        """
        sketched = {sketch.article: sketch for sketch in sketches}
        with self._database.writing() as connection:
            return Added(
                writing.add_articles(connection, articles, sketched),
                writing.add_mentions(connection, mentions),
                writing.add_problems(connection, problems),
            )

    def replace_events(self, given: Sequence[Event]) -> Replaced:
        """Put events in place of those that their mentions belonged to before.

        An event whose mentions all went elsewhere leaves a tombstone, which `events` never
        gives and `event` does.
        """
        with self._database.writing() as connection:
            return writing.replace_events(connection, given)

    def known_articles(self, ids: Iterable[str]) -> set[str]:
        """Give those of the articles that are in the store."""
        with self._database.reading() as connection:
            return writing.known_ids(connection, articles, ids)

    def sketches(self) -> StoredCopies:
        """Give what `dedupe.origins` asks of the articles known."""
        return StoredCopies(self._database)

    def mentions(self, wanted: Filter = EVERYTHING) -> Iterator[Mention]:
        """Give mentions with their event, by publication, article and place in it."""
        found = conditions.of_mentions(wanted, self._database.dialect)
        return self._mentions(_mention_query().where(*found).order_by(*_IN_ORDER))

    def mentions_of(self, article_ids: Iterable[str]) -> Iterator[Mention]:
        """Give every mention of these articles, in the order of the articles given."""
        for some in chunks(dict.fromkeys(article_ids)):
            query = _mention_query().where(mentions.c.article.in_(some))
            found: dict[str, list[Mention]] = {id_: [] for id_ in some}
            for mention in self._mentions(query.order_by(*_IN_ORDER)):
                found[mention.article.id].append(mention)
            for id_ in some:
                yield from found[id_]

    def quotes(self, mention_ids: Iterable[str]) -> dict[str, str]:
        """Give the first sentence of evidence of each of these mentions."""
        found: dict[str, str] = {}
        for some in chunks(dict.fromkeys(mention_ids)):
            for mention in self._mentions(_mention_query().where(mentions.c.id.in_(some))):
                found[mention.id] = mention.evidence[0].quote
        return found

    def loose_mentions(self) -> Iterator[Mention]:
        """Give the mentions that are in no event yet: new ones, and those a killed run left."""
        query = _mention_query().where(event_mentions.c.event.is_(None))
        return self._mentions(query.order_by(mentions.c.key))

    def in_origins(self, origins: Collection[str]) -> Iterator[Mention]:
        """Give every mention of the articles of these origins."""
        for some in chunks(sorted(origins)):
            yield from self._mentions(_mention_query().where(mentions.c.origin.in_(some)))

    def on_days(self, days: Collection[Day]) -> Iterator[Mention]:
        """Give every mention of these types and statuses on exactly these days."""
        when = tuple_(mentions.c.type, mentions.c.status, mentions.c.time_from, mentions.c.time_to)
        for some in chunks(sorted(days)):
            yield from self._mentions(_mention_query().where(when.in_(some)))

    def events(self, wanted: Filter = EVERYTHING) -> Iterator[Event]:
        """Give events by the day they were first reported; no tombstones."""
        found = conditions.of_events(wanted, self._database.dialect)
        query = select(events.c.record).where(*found)
        ordered = query.order_by(events.c.first_reported.nulls_first(), events.c.id)
        return self._records(ordered, Event)

    def events_with(self, mentions: Collection[str]) -> Iterator[Event]:
        """Give the standing events that these mentions belong to."""
        seen: set[str] = set()
        for some in chunks(sorted(mentions)):
            held = select(event_mentions.c.event).where(event_mentions.c.mention.in_(some))
            for event in self._records(select(events.c.record).where(events.c.id.in_(held)), Event):
                if event.id not in seen:
                    seen.add(event.id)
                    yield event

    def event(self, id_: str) -> Event | None:
        """Give one event or tombstone."""
        query = select(events.c.record).where(events.c.id == id_)
        return next(iter(list(self._records(query, Event))), None)

    def articles(self, wanted: Filter = EVERYTHING) -> Iterator[Article]:
        """Give articles by publication; days are those of publication here."""
        found = conditions.of_articles(wanted, self._database.dialect)
        query = select(articles.c.record).where(*found)
        ordered = query.order_by(articles.c.published.nulls_first(), articles.c.id)
        return self._records(ordered, Article)

    def origins(self, wanted: Filter = EVERYTHING) -> Iterator[Origin]:
        """Give the origins of such articles, each with all its articles."""
        found = conditions.of_articles(wanted, self._database.dialect)
        such = select(articles.c.origin).where(*found)
        query = select(articles.c.record).where(articles.c.origin.in_(such))
        held: list[Article] = []
        for article in self._records(query.order_by(articles.c.origin, articles.c.key), Article):
            if held and _origin(held[0]) != _origin(article):
                yield _origin_record(held)
                held = []
            held.append(article)
        if held:
            yield _origin_record(held)

    def problems(self) -> Iterator[Problem]:
        """Give every problem, by subject and code."""
        query = select(problems.c.record)
        ordered = query.order_by(problems.c.subject, problems.c.code, problems.c.id)
        return self._records(ordered, Problem)

    def begin_run(self, run: Run) -> None:
        """Write down that a run was begun."""
        self._put_run(run)

    def finish_run(self, run: Run) -> None:
        """Write down the run as it ended, with its counts."""
        self._put_run(run)

    def runs(self) -> Iterator[Run]:
        """Give every run, the first one first."""
        return self._records(select(runs.c.record).order_by(runs.c.started, runs.c.id), Run)

    def counts(self) -> dict[str, int]:
        """Count the articles, mentions, events (without tombstones) and problems held."""
        with self._database.reading() as connection:
            counted = {
                table.name: int(
                    connection.execute(select(func.count()).select_from(table)).scalar_one()
                )
                for table in (articles, mentions, events, problems)
            }
            stones = select(func.count()).select_from(events).where(events.c.tombstone)
            counted["events"] -= int(connection.execute(stones).scalar_one())
        return counted

    def _put_run(self, run: Run) -> None:
        row = {
            "id": run.id,
            "started": run.started.isoformat(),
            "finished": run.finished.isoformat() if run.finished else None,
            "record": to_json(run).decode(),
        }
        with self._database.writing() as connection:
            connection.execute(delete(runs).where(runs.c.id == run.id))
            connection.execute(insert(runs).values(row))

    def _mentions(self, query: Select[str, str | None]) -> Iterator[Mention]:
        with self._database.reading() as connection:
            rows = connection.execution_options(yield_per=BATCH).execute(query)
            for record, event in rows:
                yield replace(from_json(record, Mention), event=event)

    def _records(self, query: Select[str], record: type[T]) -> Iterator[T]:
        with self._database.reading() as connection:
            rows = connection.execution_options(yield_per=BATCH).execute(query)
            for (line,) in rows:
                yield from_json(line, record)


_IN_ORDER = (
    mentions.c.published.nulls_first(),
    mentions.c.article,
    mentions.c.position,
    mentions.c.id,
)


def _mention_query() -> Select[str, str | None]:
    joined: Table = event_mentions
    return select(mentions.c.record, joined.c.event).select_from(
        mentions.outerjoin(joined, joined.c.mention == mentions.c.id)
    )


def _origin(article: Article) -> str:
    return article.origin or article.id


def _origin_record(held: Sequence[Article]) -> Origin:
    dated = sorted(
        held,
        key=lambda a: (a.published is None, a.published.toordinal() if a.published else 0, a.id),
    )
    days = [a.published for a in dated if a.published]
    return Origin(
        id=_origin(dated[0]),
        lead=dated[0].id,
        articles=tuple(a.id for a in dated),
        sources=tuple(sorted({a.source for a in dated if a.source})),
        title=dated[0].title,
        first_published=min(days, default=None),
        last_published=max(days, default=None),
    )
