"""Which program and ontology coded an article; indexes that find candidates alone."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("articles", sa.Column("program", sa.Text))
    op.add_column("articles", sa.Column("ontology", sa.Text))
    op.drop_index("mentions_on_day", "mentions")
    day = ["type", "status", "time_from", "time_to", "country", "origin"]
    op.create_index("mentions_on_day", "mentions", day)
    op.drop_index("ix_mentions_origin", "mentions")
    op.create_index("mentions_in_origin", "mentions", ["origin", "type", "status", "country"])
    # The program was not written down before; what ontology it had, the mentions say.
    ontology = (
        "json_extract(m.record, '$.maker.ontology')"
        if op.get_bind().dialect.name == "sqlite"
        else "m.record::json -> 'maker' ->> 'ontology'"
    )
    op.execute(
        f"UPDATE articles SET ontology = (SELECT min({ontology}) FROM mentions m "
        "WHERE m.article = articles.id)"
    )
