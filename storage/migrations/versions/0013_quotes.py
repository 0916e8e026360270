"""Who said what in which article, and in which articles that was looked for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "quotes",
        sa.Column("article_id", KEY, autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("name", sa.Text()),
        sa.Column("voices", sa.Text()),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("direct", sa.Boolean(), nullable=False),
        sa.Column("begins", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", "place", name="pk_quotes"),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_quotes_article_id", ondelete="CASCADE"),
    )
    op.create_table(
        "quote_readings",
        sa.Column("article_id", KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", name="pk_quote_readings"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_quote_readings_article_id", ondelete="CASCADE"
        ),
    )


def downgrade() -> None:
    op.drop_table("quote_readings")
    op.drop_table("quotes")
