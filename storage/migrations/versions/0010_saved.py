"""Saved articles with notes, and what is left of readers who are forgotten."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "saved",
        sa.Column("reader_id", KEY, autoincrement=False, nullable=False),
        sa.Column("article_id", KEY, autoincrement=False, nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("reader_id", "article_id", name="pk_saved"),
        sa.ForeignKeyConstraint(["reader_id"], ["readers.id"], name="fk_saved_reader_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_saved_article_id", ondelete="CASCADE"),
    )
    op.create_index("ix_saved_article_id", "saved", ["article_id"])
    op.create_table(
        "forgotten",
        sa.Column("what", sa.String(80), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("what", name="pk_forgotten"),
    )


def downgrade() -> None:
    op.drop_table("forgotten")
    op.drop_table("saved")
