"""What consolidation asks of the mentions and events in the store."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from functools import lru_cache

from msgspec.structs import replace
from sqlalchemy import BindParameter, Connection, Select, bindparam, select, tuple_

from dragoman.records import Event, Mention, from_json
from dragoman.records.candidates import Block, Day, Kind
from dragoman.store.tables import event_mentions, events, mentions
from dragoman.store.writing import chunks

BATCH = 500
"""Rows fetched at a time, so that a million of them need no memory."""

READ = 4_096
"""Records kept as read: shard after shard asks for the mentions and events of one day."""


class StoredCandidates:
    """The store's mentions and events as `dragoman.records.candidates.Candidates`.

    `reading` opens the store for each question; inside a transaction it gives that one's
    connection, so that what another run writes meanwhile is neither missed nor overwritten.
    """

    def __init__(self, reading: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._reading = reading

    def in_origins(
        self, origins: Collection[str], *, kinds: Collection[Kind] | None = None
    ) -> Iterator[Mention]:
        """Give every mention, or those of some kinds, of the articles of these origins.

        Their events are left out: they are what is to be made.
        """
        wanted = select(mentions.c.record)
        if kinds is not None:
            wanted = wanted.where(tuple_(mentions.c.type, mentions.c.status).in_(sorted(kinds)))
        for some in chunks(sorted(origins)):
            with self._reading() as connection:
                told = connection.execute(wanted.where(mentions.c.origin.in_(some)))
                yield from map(_mention, told.scalars())

    def origins_in(self, blocks: Collection[Block]) -> set[str]:
        """Name the origins that may have a group of mentions in one of these blocks."""
        countries: dict[Day, set[str | None]] = defaultdict(set)
        for day, country in blocks:
            countries[day].add(country)
        with self._reading() as connection:
            return {
                origin
                for day in sorted(countries)
                for origin in _told_on(connection, day, countries[day])
            }

    def events_with(self, mentions: Collection[str]) -> Iterator[Event]:
        """Give the standing events that these mentions belong to."""
        seen: set[str] = set()
        for some in chunks(sorted(mentions)):
            held = select(event_mentions.c.event).where(event_mentions.c.mention.in_(some))
            query = select(events.c.record).where(events.c.id.in_(held))
            with self._reading() as connection:
                for line in connection.execute(query).scalars():
                    event = _event(line)
                    if event.id not in seen:
                        seen.add(event.id)
                        yield event


def _told_on(connection: Connection, day: Day, countries: Collection[str | None]) -> Iterable[str]:
    named = sorted(c for c in countries if c is not None)
    asked: dict[str, object] = {
        "type": day.type, "status": day.status, "from": day.from_, "to": day.to,
    }  # fmt: skip
    placed = len(named) == len(countries)
    if placed:
        asked["countries"] = named
    return connection.execute(_ON_DAY[placed], asked).scalars()


def mention_query() -> Select[str, str | None]:
    """Select mentions with their event."""
    joined = event_mentions
    return select(mentions.c.record, joined.c.event).select_from(
        mentions.outerjoin(joined, joined.c.mention == mentions.c.id)
    )


def read_mentions(connection: Connection, query: Select[str, str | None]) -> Iterator[Mention]:
    """Give the mentions that a `mention_query` finds."""
    for record, event in connection.execute(query, execution_options={"yield_per": BATCH}):
        yield replace(from_json(record, Mention), event=event)


@lru_cache(maxsize=READ)
def _mention(record: str) -> Mention:
    return from_json(record, Mention)


@lru_cache(maxsize=READ)
def _event(record: str) -> Event:
    return from_json(record, Event)


def _on_day(*, placed: bool) -> Select[str]:
    """Select the origins told of on a day; answered by the index `mentions_on_day` alone."""
    here = mentions.c
    query = select(here.origin).where(
        here.type == bindparam("type"),
        here.status == bindparam("status"),
        here.time_from == bindparam("from"),
        here.time_to == bindparam("to"),
    )
    if placed:
        named: BindParameter[str] = bindparam("countries", expanding=True)
        other = mentions.alias()
        # A headline tells the day and the text the place, or the copy does.
        elsewhere = select(other.c.key).where(
            other.c.origin == here.origin,
            other.c.type == bindparam("type"),
            other.c.status == bindparam("status"),
            other.c.country.in_(named),
        )
        query = query.where(here.country.in_(named) | elsewhere.exists())
    return query.distinct()


_ON_DAY = {placed: _on_day(placed=placed) for placed in (False, True)}
"""Written once: a run asks thousands of times."""
