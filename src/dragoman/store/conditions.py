"""A filter as conditions on the tables."""

from collections.abc import Sequence

from msgspec.structs import replace
from sqlalchemy import ColumnElement, Table, and_, false, or_, select

from dragoman.records.filter import Filter, fold
from dragoman.store.fulltext import matches
from dragoman.store.tables import (
    articles,
    event_mentions,
    event_terms,
    events,
    mention_terms,
    mentions,
)

Conditions = list[ColumnElement[bool]]


def of_mentions(wanted: Filter, dialect: str) -> Conditions:
    """Say which mentions are wanted."""
    conditions = _common(wanted, mentions, mention_terms)
    if wanted.min_origins > 1:
        known = select(event_mentions.c.mention).join(events, events.c.id == event_mentions.c.event)
        enough = known.where(events.c.origins >= wanted.min_origins)
        conditions.append(mentions.c.id.in_(enough))
    if wanted.as_of:
        conditions.append(mentions.c.published <= wanted.as_of)
    if wanted.text:
        conditions.append(matches(mentions.c.key, wanted.text, name="evidence", dialect=dialect))
    return conditions


def of_events(wanted: Filter, dialect: str) -> Conditions:
    """Say which events are wanted; tombstones never are."""
    conditions = [events.c.tombstone == false(), *_common(wanted, events, event_terms)]
    if wanted.min_origins > 1:
        conditions.append(events.c.origins >= wanted.min_origins)
    if wanted.as_of:
        conditions.append(events.c.first_reported <= wanted.as_of)
    if wanted.text:
        said = select(event_mentions.c.event).join(
            mentions, mentions.c.id == event_mentions.c.mention
        )
        found = said.where(matches(mentions.c.key, wanted.text, name="evidence", dialect=dialect))
        conditions.append(events.c.id.in_(found))
    return conditions


def of_articles(wanted: Filter, dialect: str) -> Conditions:
    """Say which articles are wanted: published then, and telling of such an event.

    Days are those of publication. An article without any event is wanted too, unless something
    is asked of the event.
    """
    conditions: Conditions = []
    if wanted.from_:
        conditions.append(articles.c.published >= wanted.from_)
    if wanted.to:
        conditions.append(articles.c.published <= wanted.to)
    if wanted.as_of:
        conditions.append(articles.c.published <= wanted.as_of)
    if wanted.text:
        conditions.append(matches(articles.c.key, wanted.text, name="reports", dialect=dialect))
    if _asks_of_events(wanted):
        asked = replace(wanted, from_=None, to=None, as_of=None, text=None)
        telling = select(mentions.c.article).where(*of_mentions(asked, dialect))
        conditions.append(articles.c.id.in_(telling))
    return conditions


def _asks_of_events(wanted: Filter) -> bool:
    """Whether it asks for more than days and words: the default status alone asks for nothing."""
    days_and_words = Filter(from_=wanted.from_, to=wanted.to, as_of=wanted.as_of, text=wanted.text)
    return wanted not in (days_and_words, replace(days_and_words, statuses=()))


def _common(wanted: Filter, table: Table, terms: Table) -> Conditions:
    conditions: Conditions = []
    for column, values in (
        (table.c.type, wanted.types),
        (table.c.status, wanted.statuses),
        (table.c.country, wanted.countries),
        (table.c.admin1, [fold(name) for name in wanted.admin1]),
    ):
        if values:
            conditions.append(column.in_(values))
    conditions += _sides(wanted, table, terms)
    conditions += _days(wanted, table)
    if wanted.bbox:
        conditions.append(_inside(wanted.bbox, table))
    return conditions


def _sides(wanted: Filter, table: Table, terms: Table) -> Conditions:
    asked = {
        "mode": wanted.modes,
        "actor": wanted.actors,
        "recipient": wanted.recipients,
        "speaker": wanted.speakers,
    }
    conditions = [_has((table, terms), side, values) for side, values in asked.items() if values]
    if wanted.dyad:
        one, other = ([side] for side in wanted.dyad)
        there = and_(_has((table, terms), "actor", one), _has((table, terms), "recipient", other))
        back = and_(_has((table, terms), "actor", other), _has((table, terms), "recipient", one))
        # All sides of a meeting without a host are actors.
        hit = select(terms.c.owner).where(terms.c.side == "recipient")
        both = and_(
            _has((table, terms), "actor", one),
            _has((table, terms), "actor", other),
            table.c.key.not_in(hit),
        )
        conditions.append(or_(there, back, both))
    return conditions


def _has(found: tuple[Table, Table], side: str, values: Sequence[str]) -> ColumnElement[bool]:
    table, terms = found
    folded = [fold(value) for value in values]
    owners = select(terms.c.owner).where(terms.c.side == side, terms.c.term.in_(folded))
    return table.c.key.in_(owners)


def _days(wanted: Filter, table: Table) -> Conditions:
    """Say that its time overlaps the days wanted; what has no time at all does not."""
    first, last = table.c.time_from, table.c.time_to
    conditions: Conditions = []
    if wanted.from_:
        conditions.append(or_(last >= wanted.from_, and_(last.is_(None), first.is_not(None))))
    if wanted.to:
        conditions.append(or_(first <= wanted.to, and_(first.is_(None), last.is_not(None))))
    return conditions


def _inside(bbox: tuple[float, float, float, float], table: Table) -> ColumnElement[bool]:
    west, south, east, north = bbox
    high = table.c.lat.between(south, north)
    if west <= east:
        return and_(high, table.c.lon.between(west, east))
    # A box across the date line.
    return and_(high, or_(table.c.lon >= west, table.c.lon <= east))
