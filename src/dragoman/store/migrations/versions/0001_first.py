"""The first tables. A later change is a new file; this one stays as it is."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("key", KEY, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("external_id", sa.Text),
        sa.Column("source", sa.Text),
        sa.Column("published", sa.Date),
        sa.Column("origin", sa.Text, nullable=False, index=True),
        sa.Column("exact", sa.Text, index=True),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_index("articles_in_order", "articles", ["published", "id"])
    op.create_table(
        "anchors",
        sa.Column("anchor", sa.BigInteger, primary_key=True),
        sa.Column("article", KEY, sa.ForeignKey("articles.key"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "mentions",
        sa.Column("key", KEY, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("article", sa.Text, sa.ForeignKey("articles.id"), nullable=False, index=True),
        sa.Column("origin", sa.Text, nullable=False, index=True),
        sa.Column("published", sa.Date),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("time_from", sa.Date),
        sa.Column("time_to", sa.Date),
        sa.Column("country", sa.Text, index=True),
        sa.Column("admin1", sa.Text),
        sa.Column("lat", sa.Float),
        sa.Column("lon", sa.Float),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_index(
        "mentions_in_order", "mentions", ["published", "article", "position", "id"]
    )
    op.create_index("mentions_on_day", "mentions", ["type", "status", "time_from", "time_to"])
    op.create_table(
        "mention_terms",
        sa.Column("term", sa.Text, primary_key=True),
        sa.Column("side", sa.Text, primary_key=True),
        sa.Column("owner", KEY, sa.ForeignKey("mentions.key"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "events",
        sa.Column("key", KEY, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("time_from", sa.Date),
        sa.Column("time_to", sa.Date),
        sa.Column("country", sa.Text, index=True),
        sa.Column("admin1", sa.Text),
        sa.Column("lat", sa.Float),
        sa.Column("lon", sa.Float),
        sa.Column("origins", sa.Integer, nullable=False),
        sa.Column("first_reported", sa.Date),
        sa.Column("merged_into", sa.Text),
        sa.Column("tombstone", sa.Boolean, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_index("events_in_order", "events", ["first_reported", "id"])
    op.create_table(
        "event_terms",
        sa.Column("term", sa.Text, primary_key=True),
        sa.Column("side", sa.Text, primary_key=True),
        sa.Column("owner", KEY, sa.ForeignKey("events.key"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("event_terms_owner", "event_terms", ["owner"])
    op.create_table(
        "event_mentions",
        sa.Column("mention", sa.Text, sa.ForeignKey("mentions.id"), primary_key=True),
        sa.Column("event", sa.Text, sa.ForeignKey("events.id"), nullable=False, index=True),
    )
    op.create_table(
        "problems",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("started", sa.Text, nullable=False),
        sa.Column("finished", sa.Text),
        sa.Column("record", sa.Text, nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        for name in ("evidence", "reports"):
            op.execute(
                f"CREATE VIRTUAL TABLE {name} USING fts5(words, content='', "
                "tokenize='unicode61 remove_diacritics 2')"
            )
    else:
        for name in ("evidence", "reports"):
            op.create_table(
                name,
                sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
                sa.Column("words", sa.Text, nullable=False),
            )
            op.execute(
                f"CREATE INDEX {name}_words ON {name} USING gin (to_tsvector('simple', words))"
            )
