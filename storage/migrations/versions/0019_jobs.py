"""Jobs of several machines: procrastinate's tables and functions, on PostgreSQL only.

They come from the installed package as they are in its version 3.10, whose newest change of them is of 3.4. A later
version that changes them gets a revision of its own, made of the files that it brings along for that, and is let in
here beside this one, whose databases that revision then changes.
"""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

DIGEST = "c70ec4b400a60ad9592787653aae5ae77ae41bf801d56b5bd2712751a07f2009"
"""Of the tables that this revision makes: two databases of one revision are alike."""

TABLES = ("events", "periodic_defers", "jobs", "workers")
TYPES = ("job_to_defer_v1", "job_event_type", "job_status")
FUNCTIONS = r"""
    DO $$
    DECLARE one regprocedure;
    BEGIN
        FOR one IN
            SELECT oid::regprocedure FROM pg_proc
            WHERE proname LIKE 'procrastinate\_%' AND pronamespace = current_schema()::regnamespace
        LOOP
            EXECUTE 'DROP FUNCTION ' || one;
        END LOOP;
    END $$
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        schema = (files("procrastinate") / "sql" / "schema.sql").read_bytes()
        if sha256(schema).hexdigest() != DIGEST:
            raise RuntimeError("the installed procrastinate makes other tables than revision 0019 knows")
        _run(schema.decode())


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            _run(f"DROP TABLE procrastinate_{table} CASCADE")
        _run(FUNCTIONS)
        for name in TYPES:
            _run(f"DROP TYPE procrastinate_{name}")


def _run(statement: str) -> None:
    # Without parameters, so that the driver takes the text as it is, with its percent signs.
    op.get_bind().exec_driver_sql(statement, execution_options={"no_parameters": True})
