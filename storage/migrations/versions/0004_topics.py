"""Topics as trees, which are read faster than their text; follows that are paused."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("topics", sa.Column("tree", sa.Text))
    op.add_column("follows", sa.Column("paused", sa.Boolean, nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("follows", "paused")
    op.drop_column("topics", "tree")
