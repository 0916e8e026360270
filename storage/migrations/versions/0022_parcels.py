"""Drafts on their way to a worker that loads them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "parcels",
        sa.Column("id", KEY, nullable=False),
        sa.Column("body", sa.LargeBinary()),
        sa.Column("outcomes", sa.LargeBinary()),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_parcels"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_parcels_created", "parcels", ["created"])


def downgrade() -> None:
    op.drop_table("parcels")
