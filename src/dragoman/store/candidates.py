"""What consolidation asks of the mentions and events in the store."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager

from msgspec.structs import replace
from sqlalchemy import Connection, Select, select, tuple_

from dragoman.records import Event, Mention, from_json
from dragoman.records.candidates import Block, Day, Kind
from dragoman.store.tables import event_mentions, events, mentions
from dragoman.store.writing import chunks

BATCH = 500
"""Rows fetched at a time, so that a million of them need no memory."""


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
        """Give every mention, or those of some kinds, of the articles of these origins."""
        wanted = mention_query()
        if kinds is not None:
            wanted = wanted.where(tuple_(mentions.c.type, mentions.c.status).in_(sorted(kinds)))
        for some in chunks(sorted(origins)):
            with self._reading() as connection:
                yield from read_mentions(connection, wanted.where(mentions.c.origin.in_(some)))

    def origins_in(self, blocks: Collection[Block]) -> set[str]:
        """Name the origins that may have a group of mentions in one of these blocks."""
        countries: dict[Day, set[str | None]] = defaultdict(set)
        for day, country in blocks:
            countries[day].add(country)
        with self._reading() as connection:
            return {
                origin
                for day in sorted(countries)
                for origin in connection.execute(_on_day(day, countries[day])).scalars()
            }

    def events_with(self, mentions: Collection[str]) -> Iterator[Event]:
        """Give the standing events that these mentions belong to."""
        seen: set[str] = set()
        for some in chunks(sorted(mentions)):
            held = select(event_mentions.c.event).where(event_mentions.c.mention.in_(some))
            query = select(events.c.record).where(events.c.id.in_(held))
            with self._reading() as connection:
                for line in connection.execute(query).scalars():
                    event = from_json(line, Event)
                    if event.id not in seen:
                        seen.add(event.id)
                        yield event


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


def _on_day(day: Day, countries: Collection[str | None]) -> Select[str]:
    """Select the origins told of on a day; answered by the index `mentions_on_day` alone."""
    here = mentions.c
    query = select(here.origin).where(
        here.type == day.type,
        here.status == day.status,
        here.time_from == day.from_,
        here.time_to == day.to,
    )
    named = sorted(c for c in countries if c is not None)
    if len(named) == len(countries):
        other = mentions.alias()
        # A headline tells the day and the text the place, or the copy does.
        elsewhere = select(other.c.key).where(
            other.c.origin == here.origin,
            other.c.type == day.type,
            other.c.status == day.status,
            other.c.country.in_(named),
        )
        query = query.where(here.country.in_(named) | elsewhere.exists())
    return query.distinct()
