"""An index of the deliveries that are not settled, by reader: a reader is sent one at a time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OPEN = sa.text("state IN ('queued', 'unknown', 'sending')")


def upgrade() -> None:
    op.create_index(
        "ix_deliveries_open", "deliveries", ["reader_id", "id"], sqlite_where=OPEN, postgresql_where=OPEN
    )


def downgrade() -> None:
    op.drop_index("ix_deliveries_open", "deliveries")
