"""Run by Alembic: hands it the connection that the program opened, and the tables to compare with."""

from __future__ import annotations

from alembic import context

from storage.search import metadata_for
from storage.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=[metadata, *metadata_for(connection.dialect.name)],
    render_as_batch=connection.dialect.name == "sqlite",
    transaction_per_migration=context.config.attributes["online"],
)
with context.begin_transaction():
    context.run_migrations()
