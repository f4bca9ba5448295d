"""Runs migrations on the connection that the store hands in; there is no command line here."""

from alembic import context

from dragoman.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table="dragoman_version",
)
context.run_migrations()
