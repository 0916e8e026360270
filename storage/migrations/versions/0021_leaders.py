"""Who leads, who answers which update, which updates were answered; and which code still works on these tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.migrations.floor import set_floor

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "leaders",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("name", name="pk_leaders"),
    )
    op.create_table(
        "answered_updates",
        sa.Column("bot", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("bot", "id", name="pk_answered_updates"),
    )
    op.create_index("ix_answered_updates_at", "answered_updates", ["at"])
    op.add_column("updates", sa.Column("owner", sa.String(64)))
    set_floor("0021")


def downgrade() -> None:
    set_floor(None)
    op.drop_column("updates", "owner")
    op.drop_table("answered_updates")
    op.drop_table("leaders")
