"""The tables: a record as JSON in each row, beside it the columns that filters ask for.

Rows of `articles`, `mentions` and `problems` are never changed. `events` is a view that is made
anew; an event that went into another stays as a tombstone with `merged_into`.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

metadata = MetaData()

KEY = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers rows by itself only where the type is INTEGER."""

articles = Table(
    "articles",
    metadata,
    Column("key", KEY, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("external_id", Text),
    Column("source", Text),
    Column("published", Date),
    Column("origin", Text, nullable=False, index=True),
    Column("exact", Text, index=True),
    Column("program", Text),
    Column("ontology", Text),
    Column("record", Text, nullable=False),
    Index("articles_in_order", "published", "id"),
)

anchors = Table(
    "anchors",
    metadata,
    Column("anchor", BigInteger, primary_key=True),
    Column("article", KEY, ForeignKey("articles.key"), primary_key=True),
    sqlite_with_rowid=False,
)

mentions = Table(
    "mentions",
    metadata,
    Column("key", KEY, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("article", Text, ForeignKey("articles.id"), nullable=False, index=True),
    Column("origin", Text, nullable=False),
    Column("published", Date),
    Column("position", Integer, nullable=False),
    Column("type", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("time_from", Date),
    Column("time_to", Date),
    Column("country", Text, index=True),
    Column("admin1", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("record", Text, nullable=False),
    Index("mentions_in_order", "published", "article", "position", "id"),
    Index("mentions_in_origin", "origin", "type", "status", "country"),
    Index("mentions_on_day", "type", "status", "time_from", "time_to", "country", "origin"),
)

mention_terms = Table(
    "mention_terms",
    metadata,
    Column("term", Text, primary_key=True),
    Column("side", Text, primary_key=True),
    Column("owner", KEY, ForeignKey("mentions.key"), primary_key=True),
    sqlite_with_rowid=False,
)

events = Table(
    "events",
    metadata,
    Column("key", KEY, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("type", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("time_from", Date),
    Column("time_to", Date),
    Column("country", Text, index=True),
    Column("admin1", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("origins", Integer, nullable=False),
    Column("first_reported", Date),
    Column("merged_into", Text),
    Column("tombstone", Boolean, nullable=False),
    Column("record", Text, nullable=False),
    Index("events_in_order", "first_reported", "id"),
)

event_terms = Table(
    "event_terms",
    metadata,
    Column("term", Text, primary_key=True),
    Column("side", Text, primary_key=True),
    Column("owner", KEY, ForeignKey("events.key"), primary_key=True),
    Index("event_terms_owner", "owner"),
    sqlite_with_rowid=False,
)

event_mentions = Table(
    "event_mentions",
    metadata,
    Column("mention", Text, ForeignKey("mentions.id"), primary_key=True),
    Column("event", Text, ForeignKey("events.id"), nullable=False, index=True),
)

problems = Table(
    "problems",
    metadata,
    Column("id", Text, primary_key=True),
    Column("code", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("record", Text, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Text, primary_key=True),
    Column("started", Text, nullable=False),
    Column("finished", Text),
    Column("record", Text, nullable=False),
)
