"""The store: what was read and what was made of it, in one SQLite file or PostgreSQL database."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import nullcontext
from types import TracebackType
from typing import Self, TypeVar

import msgspec
from sqlalchemy import Connection, Select, delete, func, insert, select

from dragoman.records import Article, Event, Mention, Problem, from_json, to_json
from dragoman.records.candidates import Candidates
from dragoman.records.filter import EVERYTHING, Filter
from dragoman.records.origin import Origin
from dragoman.records.run import Run
from dragoman.records.sketch import Sketch
from dragoman.store import conditions, writing
from dragoman.store.candidates import BATCH, StoredCandidates, mention_query, read_mentions
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
from dragoman.store.writing import Added, Coder, Replaced, chunks

T = TypeVar("T", bound=msgspec.Struct)

Settle = Callable[[Sequence[Mention], Candidates], Sequence[Event]]
"""Makes the events that new mentions touch, as `consolidate.consolidate_new` does."""


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

    def commit(
        self,
        articles: Sequence[Article],
        mentions: Iterable[Mention],
        problems: Iterable[Problem] = (),
        *,
        sketches: Iterable[Sketch] = (),
        coder: Coder,
        settle: Settle,
    ) -> Added:
        """Add a shard that was coded, and its events, in one transaction.

        An article that another run has added since it was looked for stays as that run coded it.
        """
        sketched = {sketch.article: sketch for sketch in sketches}
        with self._database.writing() as connection:
            known = writing.known_articles(connection, (a.id for a in articles))
            new = [m for m in mentions if m.article.id not in known]
            added = Added(
                writing.add_articles(connection, articles, sketched, coder=coder),
                writing.add_mentions(connection, new),
                writing.add_problems(connection, problems),
            )
            self._settle(connection, new, settle)
            return added

    def settle(self, settle: Settle) -> int:
        """Make events of the mentions that are in none, and say how many those were."""
        with self._database.writing() as connection:
            query = mention_query().where(event_mentions.c.event.is_(None))
            loose = list(read_mentions(connection, query.order_by(mentions.c.key)))
            self._settle(connection, loose, settle)
            return len(loose)

    def _settle(self, connection: Connection, loose: Sequence[Mention], settle: Settle) -> None:
        if loose:
            past = StoredCandidates(lambda: nullcontext(connection))
            writing.replace_events(connection, settle(loose, past))

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
            return set(writing.known_articles(connection, ids))

    def coders(self, ids: Iterable[str]) -> dict[str, Coder]:
        """Give what coded each of these articles that is in the store."""
        with self._database.reading() as connection:
            return writing.known_articles(connection, ids)

    def sketches(self) -> StoredCopies:
        """Give what `dedupe.origins` asks of the articles known."""
        return StoredCopies(self._database)

    def candidates(self) -> StoredCandidates:
        """Give what `consolidate.consolidate_new` asks of the mentions and events known."""
        return StoredCandidates(self._database.reading)

    def mentions(self, wanted: Filter = EVERYTHING) -> Iterator[Mention]:
        """Give mentions with their event, by publication, article and place in it."""
        found = conditions.of_mentions(wanted, self._database.dialect)
        return self._mentions(mention_query().where(*found).order_by(*_IN_ORDER))

    def mentions_of(self, article_ids: Iterable[str]) -> Iterator[Mention]:
        """Give every mention of these articles, in the order of the articles given."""
        for some in chunks(dict.fromkeys(article_ids)):
            query = mention_query().where(mentions.c.article.in_(some))
            found: dict[str, list[Mention]] = {id_: [] for id_ in some}
            for mention in self._mentions(query.order_by(*_IN_ORDER)):
                found[mention.article.id].append(mention)
            for id_ in some:
                yield from found[id_]

    def quotes(self, mention_ids: Iterable[str]) -> dict[str, str]:
        """Give the first sentence of evidence of each of these mentions."""
        found: dict[str, str] = {}
        for some in chunks(dict.fromkeys(mention_ids)):
            for mention in self._mentions(mention_query().where(mentions.c.id.in_(some))):
                found[mention.id] = mention.evidence[0].quote
        return found

    def loose_mentions(self) -> Iterator[Mention]:
        """Give the mentions that are in no event yet: new ones, and those a killed run left."""
        query = mention_query().where(event_mentions.c.event.is_(None))
        return self._mentions(query.order_by(mentions.c.key))

    def events(self, wanted: Filter = EVERYTHING) -> Iterator[Event]:
        """Give events by the day they were first reported; no tombstones."""
        found = conditions.of_events(wanted, self._database.dialect)
        query = select(events.c.record).where(*found)
        ordered = query.order_by(events.c.first_reported.nulls_first(), events.c.id)
        return self._records(ordered, Event)

    def events_with(self, mentions: Collection[str]) -> Iterator[Event]:
        """Give the standing events that these mentions belong to."""
        return self.candidates().events_with(mentions)

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
            yield from read_mentions(connection, query)

    def _records(self, query: Select[str], record: type[T]) -> Iterator[T]:
        with self._database.reading() as connection:
            rows = connection.execute(query, execution_options={"yield_per": BATCH})
            for (line,) in rows:
                yield from_json(line, record)


_IN_ORDER = (
    mentions.c.published.nulls_first(),
    mentions.c.article,
    mentions.c.position,
    mentions.c.id,
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
