"""Stories: what articles are compared by, where each was placed, and the digests that tell of a change."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "placements",
        sa.Column("article_id", KEY, autoincrement=False, nullable=False),
        sa.Column("story", KEY, nullable=False),
        sa.Column("republishes", KEY),
        sa.Column("revises", KEY),
        sa.Column("source", sa.String(64)),
        sa.PrimaryKeyConstraint("article_id", name="pk_placements"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_placements_article_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_placements_story_article_id", "placements", ["story", "article_id"])
    op.create_index("ix_placements_revises", "placements", ["revises"])
    op.create_index("ix_placements_source", "placements", ["source"])
    op.create_table(
        "fingerprints",
        sa.Column("article_id", KEY, autoincrement=False, nullable=False),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", name="pk_fingerprints"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_fingerprints_article_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_fingerprints_added", "fingerprints", ["added"])
    op.add_column("deliveries", sa.Column("corrects", KEY))
    op.add_column("feed_entries", sa.Column("content", sa.String(64)))


def downgrade() -> None:
    op.drop_column("feed_entries", "content")
    op.drop_column("deliveries", "corrects")
    op.drop_table("fingerprints")
    op.drop_table("placements")
