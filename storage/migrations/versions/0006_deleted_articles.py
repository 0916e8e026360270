"""Articles that are deleted and can be brought back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

DELETED = sa.text("deleted IS NOT NULL")


def upgrade() -> None:
    op.add_column("articles", sa.Column("deleted", sa.DateTime(timezone=True)))
    op.create_index(
        "ix_articles_deleted", "articles", ["deleted"], sqlite_where=DELETED, postgresql_where=DELETED
    )


def downgrade() -> None:
    op.drop_index("ix_articles_deleted", "articles")
    op.drop_column("articles", "deleted")
