"""Feeds: who holds one, pages that are tried again, and notices to the admins that are owed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("feeds", sa.Column("holder", sa.String(80)))
    op.add_column("feed_entries", sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("feed_entries", sa.Column("due", MOMENT))
    op.add_column("feed_entries", sa.Column("teaser", sa.Text()))
    op.add_column("feed_entries", sa.Column("trouble", sa.Text()))
    op.create_table(
        "notices",
        sa.Column("id", KEY, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("not_before", MOMENT, nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("notices")
    for column in ("trouble", "teaser", "due", "tries"):
        op.drop_column("feed_entries", column)
    op.drop_column("feeds", "holder")
