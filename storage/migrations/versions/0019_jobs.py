"""Jobs of several machines: procrastinate's tables and functions, on PostgreSQL only.

They are written down beside the revisions as they were in its version 3.10, whose newest change of them is of 3.4: a
later version that changes them gets a revision of its own, made of the files that it brings along for that.
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

SCHEMA = Path(__file__).parents[1] / "procrastinate_3_10.sql"
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
        _run(SCHEMA.read_text(encoding="utf-8"))


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
