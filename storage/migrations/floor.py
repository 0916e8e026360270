"""The floor: the oldest code that still works on the tables, so that old and new code may share them for a while.

It stands as a comment on Alembic's own table on PostgreSQL. A SQLite file has one program: none is needed there.

The rule for migrations: what code at the floor reads and writes stays as it is. A new table, a new column that may be
empty or has a default, a new index are fine. Whatever else is done calls ``set_floor`` with its own revision: older
processes are then to be stopped before the upgrade, and none of them starts again after it.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import Connection, text

PREFIX = "works with the code of revision "
_COMMENT = text("SELECT obj_description(to_regclass('alembic_version'), 'pg_class')")


def set_floor(revision: str | None) -> None:
    """Called by a migration: code older than of that revision works on the tables no more. None: nobody says."""
    if op.get_bind().dialect.name == "postgresql":
        said = f"'{PREFIX}{revision}'" if revision else "NULL"
        op.execute(f"COMMENT ON TABLE alembic_version IS {said}")


def floor_of(connection: Connection) -> str | None:
    """The revision whose code still works on the tables; None: nobody says, as on SQLite."""
    if connection.dialect.name != "postgresql":
        return None
    said: str | None = connection.scalar(_COMMENT)
    return said.removeprefix(PREFIX) if said and said.startswith(PREFIX) else None
