"""Roles that owners give, readers who are not served, and what admins were told of troubles."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "roles",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_roles"),
        sa.CheckConstraint("role IN ('editor', 'observer')", name="ck_roles_role"),
    )
    op.create_table(
        "bans",
        sa.Column("id", KEY, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("reader_id", KEY),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("was_active", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("id", name="pk_bans"),
        sa.UniqueConstraint("digest", name="uq_bans_digest"),
        sa.ForeignKeyConstraint(["reader_id"], ["readers.id"], name="fk_bans_reader_id", ondelete="SET NULL"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_bans_reader_id", "bans", ["reader_id"])
    op.create_table(
        "alarms",
        sa.Column("family", sa.String(32), nullable=False),
        sa.Column("told", MOMENT, nullable=False),
        sa.Column("held", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("body", sa.Text()),
        sa.PrimaryKeyConstraint("family", name="pk_alarms"),
    )


def downgrade() -> None:
    for table in ("alarms", "bans", "roles"):
        op.drop_table(table)
