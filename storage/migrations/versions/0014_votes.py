"""Votes on articles; an index for counts of articles by day; how long a feed's server takes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "votes",
        sa.Column("reader_id", KEY, autoincrement=False, nullable=False),
        sa.Column("article_id", KEY, autoincrement=False, nullable=False),
        sa.Column("useful", sa.Boolean(), nullable=False),
        sa.Column("outlet", sa.Text()),
        sa.Column("topic_id", KEY),
        sa.Column("sentences", sa.Integer(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("reader_id", "article_id", name="pk_votes"),
        sa.ForeignKeyConstraint(["reader_id"], ["readers.id"], name="fk_votes_reader_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_votes_article_id", ondelete="CASCADE"),
    )
    op.create_index("ix_votes_article_id", "votes", ["article_id"])
    op.create_index("ix_votes_created", "votes", ["created"])
    op.create_index("ix_articles_added", "articles", ["added"])
    op.add_column("feeds", sa.Column("took", sa.Integer()))


def downgrade() -> None:
    op.drop_column("feeds", "took")
    op.drop_index("ix_articles_added", "articles")
    op.drop_table("votes")
