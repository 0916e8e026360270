"""What owners send to all readers, in the ledger beside digests."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
CLAIMABLE = "state IN ('queued', 'unknown')"
CAST = "broadcast_id IS NOT NULL"


def upgrade() -> None:
    op.create_table(
        "broadcasts",
        sa.Column("id", KEY, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("language", sa.String(16)),
        sa.Column("state", sa.String(16), nullable=False, server_default="draft"),
        sa.Column("author", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger()),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("ended", MOMENT),
        sa.Column("reached", KEY, nullable=False, server_default="0"),
        sa.Column("spread", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("total", sa.Integer(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("id", name="pk_broadcasts"),
        sa.CheckConstraint("state IN ('draft', 'running', 'stopped', 'done')", name="ck_broadcasts_state"),
        sqlite_autoincrement=True,
    )
    op.drop_index("ix_deliveries_due", "deliveries")
    _alter(nullable=True)
    _index("due", ["not_before", "id"], f"{CLAIMABLE} AND broadcast_id IS NULL")
    _index("cast", ["not_before", "id"], f"{CLAIMABLE} AND {CAST}")
    _index("broadcast", ["broadcast_id", "state"], CAST)
    where = sa.text(CAST)
    op.create_index(
        "uq_deliveries_broadcast_id_reader_id",
        "deliveries",
        ["broadcast_id", "reader_id"],
        unique=True,
        sqlite_where=where,
        postgresql_where=where,
    )


def downgrade() -> None:
    op.execute(f"DELETE FROM deliveries WHERE {CAST}")
    for name in ("ix_deliveries_due", "ix_deliveries_cast", "ix_deliveries_broadcast"):
        op.drop_index(name, "deliveries")
    op.drop_index("uq_deliveries_broadcast_id_reader_id", "deliveries")
    _alter(nullable=False)
    _index("due", ["not_before", "id"], CLAIMABLE)
    op.drop_table("broadcasts")


def _index(name: str, columns: list[str], where: str) -> None:
    clause = sa.text(where)
    op.create_index(
        f"ix_deliveries_{name}", "deliveries", columns, sqlite_where=clause, postgresql_where=clause
    )


def _alter(*, nullable: bool) -> None:
    """SQLite cannot change a column: there the table is written anew, which keeps its other indexes and its numbers."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    last = op.get_bind().scalar(sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'deliveries'")) if is_sqlite else 0
    with op.batch_alter_table(
        "deliveries",
        recreate="always" if is_sqlite else "never",
        table_kwargs={"sqlite_autoincrement": True},
    ) as table:
        table.alter_column("article_id", existing_type=KEY, nullable=nullable)
        table.alter_column("topic_id", existing_type=KEY, nullable=nullable)
        if nullable:
            table.add_column(sa.Column("broadcast_id", KEY))
            table.create_foreign_key(
                "fk_deliveries_broadcast_id", "broadcasts", ["broadcast_id"], ["id"], ondelete="CASCADE"
            )
            table.create_check_constraint("ck_deliveries_what", "(article_id IS NULL) <> (broadcast_id IS NULL)")
        else:
            table.drop_constraint("ck_deliveries_what", type_="check")
            table.drop_constraint("fk_deliveries_broadcast_id", type_="foreignkey")
            table.drop_column("broadcast_id")
    if is_sqlite and last:
        op.get_bind().execute(
            sa.text("UPDATE sqlite_sequence SET seq = :last WHERE name = 'deliveries' AND seq < :last"), {"last": last}
        )
