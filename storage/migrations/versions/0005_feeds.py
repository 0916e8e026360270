"""Feeds, and the entries of theirs that were seen."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "feeds",
        sa.Column("id", KEY, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("site", sa.Text()),
        sa.Column("outlet", sa.Text()),
        sa.Column("language", sa.String(16)),
        sa.Column("state", sa.String(16), nullable=False, server_default="active"),
        sa.Column("whole_article", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("interval", sa.Integer(), nullable=False),
        sa.Column("next_poll", TIME, nullable=False),
        sa.Column("leased", TIME),
        sa.Column("etag", sa.Text()),
        sa.Column("last_modified", sa.Text()),
        sa.Column("failures", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("last_error", sa.Text()),
        sa.Column("last_success", TIME),
        sa.Column("created", TIME, nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("primed", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.CheckConstraint("state IN ('active', 'paused', 'failing')", name="ck_feeds_state"),
        sa.PrimaryKeyConstraint("id", name="pk_feeds"),
        sa.UniqueConstraint("url", name="uq_feeds_url"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_feeds_next_poll", "feeds", ["next_poll"])
    op.create_table(
        "feed_entries",
        sa.Column("feed_id", KEY, autoincrement=False, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("article_id", KEY),
        sa.Column("seen", TIME, nullable=False),
        sa.PrimaryKeyConstraint("feed_id", "key", name="pk_feed_entries"),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name="fk_feed_entries_feed_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_feed_entries_article_id", ondelete="SET NULL"
        ),
    )
    op.create_index("ix_feed_entries_article_id", "feed_entries", ["article_id"])


def downgrade() -> None:
    op.drop_table("feed_entries")
    op.drop_table("feeds")
