"""Alembic, run from the program: no configuration file, and on the caller's transaction."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, select

from storage.errors import DatabaseTooNew

LOCK = 7_204_118
"""Key of PostgreSQL's advisory lock, so that two programs starting together upgrade one after the other."""


def configuration(connection: Connection | None = None) -> Config:
    """What Alembic needs to know; ``connection`` is the one that the migrations run on."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection) -> None:
    """Runs the revisions that are missing, inside the connection's transaction: all of them or none.

    Raises ``DatabaseTooNew`` for a revision that is not among ours.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
    config = configuration(connection)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    found = MigrationContext.configure(connection).get_current_revision()
    if found is not None and found not in known:
        raise DatabaseTooNew(found)
    command.upgrade(config, "head")
