"""The audit is only added to: the database itself refuses changes, and counts what its two doors let out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)

OPEN = "SELECT 1 FROM audit_doors AS door WHERE OLD.actor <> 0 AND (door.actor = OLD.actor OR door.before > OLD.at)"
REFUSAL = "the audit is only added to"
GROWS = "what was erased stays counted"

# REPLACE deletes without asking a trigger for deletions: the third one refuses it.
SQLITE = (
    f"CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    f"""CREATE TRIGGER audit_kept BEFORE DELETE ON audit WHEN NOT EXISTS ({OPEN})
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    f"""CREATE TRIGGER audit_unreplaced BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    """CREATE TRIGGER audit_counted AFTER DELETE ON audit BEGIN
        INSERT INTO forgotten (what, number) VALUES ('audit.' || OLD.action, 1)
        ON CONFLICT (what) DO UPDATE SET number = number + 1;
       END""",
    f"""CREATE TRIGGER forgotten_grows BEFORE UPDATE ON forgotten
        WHEN NEW.what <> OLD.what OR NEW.number < OLD.number BEGIN SELECT RAISE(ABORT, '{GROWS}'); END""",
    f"CREATE TRIGGER forgotten_kept BEFORE DELETE ON forgotten BEGIN SELECT RAISE(ABORT, '{GROWS}'); END",
)
SQLITE_TRIGGERS = (
    "audit_unchanged", "audit_kept", "audit_unreplaced", "audit_counted", "forgotten_grows", "forgotten_kept",
)

# The path is fixed, with temporary tables last: nobody puts a door of their own before the real one.
POSTGRES = (
    f"""CREATE FUNCTION audit_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = {{schema}}, pg_temp AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            IF EXISTS ({OPEN}) THEN RETURN OLD; END IF;
        END IF;
        RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation';
    END $$""",
    """CREATE FUNCTION audit_count() RETURNS trigger LANGUAGE plpgsql SET search_path = {schema}, pg_temp AS $$
    BEGIN
        INSERT INTO forgotten (what, number)
        SELECT 'audit.' || action, count(*) FROM removed GROUP BY action ORDER BY action
        ON CONFLICT (what) DO UPDATE SET number = forgotten.number + excluded.number;
        RETURN NULL;
    END $$""",
    f"""CREATE FUNCTION forgotten_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' THEN
            IF NEW.what = OLD.what AND NEW.number >= OLD.number THEN RETURN NEW; END IF;
        END IF;
        RAISE EXCEPTION '{GROWS}' USING ERRCODE = 'restrict_violation';
    END $$""",
    "CREATE TRIGGER audit_kept BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_guard()",
    "CREATE TRIGGER audit_emptied BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_guard()",
    """CREATE TRIGGER audit_counted AFTER DELETE ON audit REFERENCING OLD TABLE AS removed
       FOR EACH STATEMENT EXECUTE FUNCTION audit_count()""",
    "CREATE TRIGGER forgotten_kept BEFORE UPDATE OR DELETE ON forgotten FOR EACH ROW EXECUTE FUNCTION forgotten_guard()",
    "CREATE TRIGGER forgotten_emptied BEFORE TRUNCATE ON forgotten FOR EACH STATEMENT EXECUTE FUNCTION forgotten_guard()",
)
POSTGRES_TRIGGERS = {"audit": ("kept", "emptied", "counted"), "forgotten": ("kept", "emptied")}
POSTGRES_FUNCTIONS = ("audit_guard", "audit_count", "forgotten_guard")


def upgrade() -> None:
    op.create_table(
        "audit_doors",
        sa.Column("id", KEY, nullable=False),
        sa.Column("actor", sa.BigInteger()),
        sa.Column("before", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_audit_doors"),
        sa.CheckConstraint("(actor IS NULL) <> (before IS NULL)", name="ck_audit_doors_whose"),
    )
    if _is_sqlite():
        _run(*SQLITE)
        return
    bind = op.get_bind()
    schema = bind.dialect.identifier_preparer.quote(bind.scalar(sa.text("SELECT current_schema()")))
    _run(*(statement.replace("{schema}", schema) for statement in POSTGRES))


def downgrade() -> None:
    if _is_sqlite():
        _run(*(f"DROP TRIGGER {name}" for name in SQLITE_TRIGGERS))
    else:
        for table, names in POSTGRES_TRIGGERS.items():
            _run(*(f"DROP TRIGGER {table}_{name} ON {table}" for name in names))
        _run(*(f"DROP FUNCTION {name}()" for name in POSTGRES_FUNCTIONS))
    op.drop_table("audit_doors")


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _run(*statements: str) -> None:
    for statement in statements:
        op.get_bind().exec_driver_sql(statement)
