"""Groups: the forum topic that posts go to, and who asked for none."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("readers", sa.Column("thread_id", sa.BigInteger()))
    op.add_column("readers", sa.Column("stopped", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("readers", "stopped")
    op.drop_column("readers", "thread_id")
