"""Records to rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from msgspec.structs import replace
from sqlalchemy import Connection, Table, bindparam, delete, func, select

from dragoman.records import Article, Event, Mention, Problem, digest_of, from_json, to_json
from dragoman.records.event import Change
from dragoman.records.filter import fold
from dragoman.records.sketch import Sketch
from dragoman.store import fulltext
from dragoman.store.inserting import Row, insert_rows, insert_values
from dragoman.store.tables import (
    anchors,
    articles,
    event_mentions,
    event_terms,
    events,
    mention_terms,
    mentions,
    problems,
)
from dragoman.store.terms import terms

CHUNK = 500
"""Values in one list of a query; SQLite takes 32,766, small ones keep memory flat."""

T = TypeVar("T")


class Added(NamedTuple):
    """How many records were new."""

    articles: int
    mentions: int
    problems: int


class Coder(NamedTuple):
    """What coded an article: versions of the program and of its data files, null if not known."""

    program: str | None
    ontology: str | None


NOBODY = Coder(None, None)


class Replaced(NamedTuple):
    """What became of the events handed in; `merged` are events that went into another one."""

    new: int
    changed: int
    same: int
    merged: int


def chunks(values: Iterable[T]) -> Iterable[list[T]]:
    """Cut values into lists that fit into a query."""
    held = list(values)
    return (held[n : n + CHUNK] for n in range(0, len(held), CHUNK))


def known_ids(connection: Connection, table: Table, ids: Iterable[str]) -> set[str]:
    """Give those of the ids that the table holds."""
    return {
        found
        for some in chunks(ids)
        for found in connection.execute(select(table.c.id).where(table.c.id.in_(some))).scalars()
    }


def known_articles(connection: Connection, ids: Iterable[str]) -> dict[str, Coder]:
    """Give those of the articles that are known, each with what coded it."""
    columns = select(articles.c.id, articles.c.program, articles.c.ontology)
    return {
        row.id: Coder(row.program, row.ontology)
        for some in chunks(ids)
        for row in connection.execute(columns.where(articles.c.id.in_(some)))
    }


def add_articles(
    connection: Connection,
    given: Iterable[Article],
    sketches: Mapping[str, Sketch],
    *,
    coder: Coder = NOBODY,
) -> int:
    """Add articles that are not known."""
    new = _new(connection, articles, given)
    key = _next_key(connection, articles)
    rows: list[Row] = []
    anchored: list[Row] = []
    for n, article in enumerate(new, key):
        sketch = sketches.get(article.id)
        row = _article_row(article, n, sketch.exact if sketch else None)
        rows.append({**row, **coder._asdict()})
        shared = sorted(set(sketch.anchors)) if sketch else []
        anchored += [{"anchor": anchor, "article": n} for anchor in shared]
    insert_rows(connection, articles, rows)
    insert_rows(connection, anchors, anchored)
    words = [(n, f"{a.title or ''}\n{a.text}") for n, a in enumerate(new, key)]
    fulltext.index(connection, "reports", words)
    return len(new)


def add_mentions(connection: Connection, given: Iterable[Mention]) -> int:
    """Add mentions that are not known."""
    new = _new(connection, mentions, given)
    key = _next_key(connection, mentions)
    insert_rows(connection, mentions, [_mention_row(m, n) for n, m in enumerate(new, key)])
    _insert_terms(connection, mention_terms, enumerate(new, key))
    words = [(n, "\n".join(e.quote for e in m.evidence)) for n, m in enumerate(new, key)]
    fulltext.index(connection, "evidence", words)
    return len(new)


def add_problems(connection: Connection, given: Iterable[Problem]) -> int:
    """Add problems that are not known; a problem is named by a digest of all it says."""
    by_id = {digest_of(to_json(p).decode()): p for p in given}
    known = known_ids(connection, problems, by_id)
    rows: list[Row] = [
        {"id": id_, "code": p.code, "subject": p.subject, "record": to_json(p).decode()}
        for id_, p in by_id.items()
        if id_ not in known
    ]
    insert_rows(connection, problems, rows)
    return len(rows)


def replace_events(connection: Connection, given: Sequence[Event]) -> Replaced:
    """Put these events in place of those that their mentions belonged to."""
    before = _standing(connection, given)
    same = {e.id for e in given if e.id in before and before[e.id] == to_json(e)}
    made = [e for e in given if e.id not in same]
    holder = {mention: e.id for e in given for mention in e.mentions}
    gone = before.keys() - {e.id for e in given}
    stones = [_tombstone(from_json(before[id_], Event), holder) for id_ in sorted(gone)]
    _write_events(connection, [*made, *stones])
    moved: list[Row] = [{"mention": m, "event": e.id} for e in made for m in e.mentions]
    for some in chunks(m for e in made for m in e.mentions):
        connection.execute(delete(event_mentions).where(event_mentions.c.mention.in_(some)))
    insert_rows(connection, event_mentions, moved)
    changed = sum(e.id in before for e in made)
    return Replaced(len(made) - changed, changed, len(same), len(stones))


def _standing(connection: Connection, given: Sequence[Event]) -> dict[str, bytes]:
    """Give, as stored, the events that stand under these ids or hold these mentions."""
    ids = {e.id for e in given}
    for some in chunks(m for e in given for m in e.mentions):
        held = select(event_mentions.c.event).where(event_mentions.c.mention.in_(some))
        ids |= set(connection.execute(held.distinct()).scalars())
    found: dict[str, bytes] = {}
    for some in chunks(sorted(ids)):
        rows = connection.execute(select(events.c.id, events.c.record).where(events.c.id.in_(some)))
        found.update((row.id, row.record.encode()) for row in rows)
    return found


def _tombstone(event: Event, holder: Mapping[str, str]) -> Event:
    """Leave of an event that went into another one a record that says which."""
    votes: dict[str, int] = defaultdict(int)
    for mention in event.mentions:
        if mention in holder:
            votes[holder[mention]] += 1
    if event.merged_into is not None or not votes:
        return event
    into = min(votes, key=lambda id_: (-votes[id_], id_))
    change = Change(revision=event.revision + 1, what=f"merged into {into}")
    return replace(
        event, merged_into=into, revision=change.revision, history=(*event.history, change)
    )


def _write_events(connection: Connection, given: Sequence[Event]) -> None:
    keys: dict[str, int] = {}
    for some in chunks(e.id for e in given):
        rows = connection.execute(select(events.c.id, events.c.key).where(events.c.id.in_(some)))
        keys.update((row.id, row.key) for row in rows)
    for owners in chunks(keys.values()):
        connection.execute(delete(event_terms).where(event_terms.c.owner.in_(owners)))
    key = _next_key(connection, events)
    changed = [_event_row(e, keys[e.id]) for e in given if e.id in keys]
    new = [_event_row(e, n) for n, e in enumerate((e for e in given if e.id not in keys), key)]
    if changed:
        renewed: list[Row] = [{"its_key": row.pop("key"), **row} for row in changed]
        connection.execute(events.update().where(events.c.key == bindparam("its_key")), renewed)
    insert_rows(connection, events, new)
    keys.update((str(row["id"]), n) for n, row in enumerate(new, key))
    numbered = [(keys[e.id], e) for e in given]
    _insert_terms(connection, event_terms, numbered)


def _new(connection: Connection, table: Table, given: Iterable[T]) -> list[T]:
    by_id: dict[str, T] = {}
    for record in given:
        by_id.setdefault(record.id, record)  # type: ignore[attr-defined] # articles and mentions
    known = known_ids(connection, table, by_id)
    return [record for id_, record in by_id.items() if id_ not in known]


def _next_key(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.coalesce(func.max(table.c.key), 0))).scalar_one()) + 1


def _insert_terms(
    connection: Connection, table: Table, numbered: Iterable[tuple[int, Mention | Event]]
) -> None:
    found = [(term, side, owner) for owner, record in numbered for side, term in terms(record)]
    # In the order of the table, which then grows page by page.
    insert_values(connection, table, ("term", "side", "owner"), values=sorted(found))


def _article_row(article: Article, key: int, exact: str | None) -> Row:
    return {
        "key": key,
        "id": article.id,
        "external_id": article.external_id,
        "source": article.source,
        "published": article.published,
        "origin": article.origin or article.id,
        "exact": exact,
        "record": to_json(article).decode(),
    }


def _mention_row(mention: Mention, key: int) -> Row:
    trigger = mention.trigger
    return {
        "key": key,
        "id": mention.id,
        "article": mention.article.id,
        "origin": mention.article.origin or mention.article.id,
        "published": mention.article.published,
        # The headline stands before the text.
        "position": -1 if trigger.in_ == "title" else trigger.start,
        "record": to_json(replace(mention, event=None)).decode(),
        **_found_by(mention),
    }


def _event_row(event: Event, key: int) -> Row:
    return {
        "key": key,
        "id": event.id,
        "origins": event.origins,
        "first_reported": event.first_reported,
        "merged_into": event.merged_into,
        "tombstone": event.merged_into is not None,
        "record": to_json(event).decode(),
        **_found_by(event),
    }


def _found_by(record: Mention | Event) -> Row:
    place, time = record.place, record.time
    return {
        "type": record.type,
        "status": record.status,
        "time_from": time.from_ if time else None,
        "time_to": time.to if time else None,
        "country": place.country if place else None,
        "admin1": fold(place.admin1) if place and place.admin1 else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
    }
