"""Changes to large tables that a running program does not wait for.

PostgreSQL lets nobody write to a table while an ordinary index of it is built, or while its rows are checked against a
new rule. A revision that touches a table with rows uses these in place of Alembic's own; on SQLite, where the program
does not run meanwhile, they are the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from alembic import op


def is_online() -> bool:
    """Whether others use the database at this moment."""
    config = op.get_context().config
    return bool(config and config.attributes.get("online"))


def create_index(name: str, table: str, columns: list[str], *, where: str | None = None, **options: Any) -> None:
    """As Alembic's; ``where`` makes it a partial one. What a build that was cut short left behind is built anew."""
    clause = sa.text(where) if where else None
    given = {"sqlite_where": clause, "postgresql_where": clause, **options}
    if not is_online():
        op.create_index(name, table, columns, **given)
        return
    with _unhurried():
        op.drop_index(name, table, if_exists=True, postgresql_concurrently=True)
        op.create_index(name, table, columns, postgresql_concurrently=True, **given)


def drop_index(name: str, table: str) -> None:
    """As Alembic's."""
    if not is_online():
        op.drop_index(name, table)
        return
    with _unhurried():
        op.drop_index(name, table, if_exists=True, postgresql_concurrently=True)


def add_check(name: str, table: str, condition: str) -> None:
    """A rule that rows keep from now on; those that are there are looked through while others write.

    Not for SQLite, where a table is written anew for that: see `Operations.batch_alter_table`.
    """
    _add_rule(name, table, f"CHECK ({condition})")


def add_foreign_key(name: str, table: str, column: str, referred: str, *, ondelete: str = "NO ACTION") -> None:
    """As `add_check`, that the column names a row of another table by its ``id``."""
    _add_rule(name, table, f"FOREIGN KEY ({column}) REFERENCES {referred} (id) ON DELETE {ondelete}")


@contextmanager
def _unhurried() -> Iterator[None]:
    """Inside, every transaction that has begun is waited for, also a long one; nobody waits for that."""
    with op.get_context().autocommit_block():
        # Not the server's default afterwards: later revisions are to let go of what they wait for, as before.
        patience = op.get_bind().scalar(sa.text("SHOW lock_timeout"))
        op.execute("SET lock_timeout = 0")
        yield
        op.execute(f"SET lock_timeout = '{patience}'")


def _add_rule(name: str, table: str, rule: str) -> None:
    # A second run finds what the first left where it was cut short between the two steps.
    op.execute(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}")
    op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {rule} NOT VALID")
    if not is_online():
        op.execute(f"ALTER TABLE {table} VALIDATE CONSTRAINT {name}")
        return
    with op.get_context().autocommit_block():
        op.execute(f"ALTER TABLE {table} VALIDATE CONSTRAINT {name}")
