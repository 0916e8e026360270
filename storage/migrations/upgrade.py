"""Alembic, run from the program: no configuration file, and on the caller's connection."""

from __future__ import annotations

import logging
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from storage.errors import DatabaseTooNew
from storage.migrations import HEAD
from storage.migrations.floor import floor_of

_LOG = logging.getLogger(__name__)


def configuration(connection: Connection | None = None, *, online: bool = False) -> Config:
    """What Alembic needs to know; ``connection`` is the one that the migrations run on.

    ``online``: each revision has a transaction of its own, so that nobody waits for all of them.
    """
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    config.attributes["online"] = online
    return config


def upgrade(connection: Connection) -> None:
    """Runs the revisions that are missing; no other process may do so meanwhile.

    On SQLite, and where there is no table yet, in one transaction: all of them or none. On a PostgreSQL that others use
    each revision is committed by itself, and one that fails leaves those before it.
    Tables of a newer version are left as they are; raises ``DatabaseTooNew`` where this one works on them no more.
    """
    known = {script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions()}
    found = MigrationContext.configure(connection).get_current_revision()
    if found is not None and found not in known:
        if _still_works(connection):
            return
        raise DatabaseTooNew(found)
    online = found is not None and connection.dialect.name == "postgresql"
    if online:
        # Alembic begins transactions of its own only where there is none.
        connection.commit()
    command.upgrade(configuration(connection, online=online), "head")


def _still_works(connection: Connection) -> bool:
    """Whether the newer version that has been here says that this one may go on: the machines are upgraded in turn."""
    floor = floor_of(connection)
    if floor is None or floor > HEAD:
        return False
    _LOG.info("the database was upgraded by a newer version, beside which this one goes on")
    return True
