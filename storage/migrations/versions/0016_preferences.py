"""What readers prefer: how long summaries are, and which outlets; whether they had the tour."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.letters import outlet_key

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT_ONCE = 1_000


def upgrade() -> None:
    op.add_column("readers", sa.Column("summary_sentences", sa.Integer()))
    op.add_column("readers", sa.Column("summary_words", sa.Integer()))
    op.add_column("readers", sa.Column("toured", sa.Boolean(), nullable=False, server_default=sa.false()))
    readers = sa.table("readers", sa.column("toured", sa.Boolean()))
    # Whoever knows the bot already is not shown around.
    op.get_bind().execute(sa.update(readers).values(toured=True))
    op.create_table(
        "article_outlets",
        sa.Column("article_id", KEY, autoincrement=False, nullable=False),
        sa.Column("outlet", sa.String(120), nullable=False),
        sa.PrimaryKeyConstraint("article_id", name="pk_article_outlets"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_article_outlets_article_id", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "outlet_wishes",
        sa.Column("reader_id", KEY, autoincrement=False, nullable=False),
        sa.Column("outlet", sa.String(120), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("preferred", sa.Boolean(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("reader_id", "outlet", name="pk_outlet_wishes"),
        sa.ForeignKeyConstraint(["reader_id"], ["readers.id"], name="fk_outlet_wishes_reader_id", ondelete="CASCADE"),
    )
    _credit()
    op.create_index("ix_article_outlets_outlet_article_id", "article_outlets", ["outlet", "article_id"])


def downgrade() -> None:
    op.drop_table("outlet_wishes")
    op.drop_table("article_outlets")
    op.drop_column("readers", "toured")
    op.drop_column("readers", "summary_words")
    op.drop_column("readers", "summary_sentences")


def _credit() -> None:
    """The outlets of the articles that are there, by what all spellings share."""
    articles = sa.table("articles", sa.column("id", KEY), sa.column("outlet", sa.Text()))
    credits = sa.table("article_outlets", sa.column("article_id", KEY), sa.column("outlet", sa.String(120)))
    connection, reached = op.get_bind(), 0
    while True:
        query = sa.select(articles.c.id, articles.c.outlet).where(articles.c.id > reached)
        rows = connection.execute(query.order_by(articles.c.id).limit(AT_ONCE)).all()
        keyed = [{"article_id": row.id, "outlet": outlet_key(row.outlet or "")} for row in rows]
        if found := [one for one in keyed if one["outlet"]]:
            connection.execute(sa.insert(credits), found)
        if len(rows) < AT_ONCE:
            return
        reached = rows[-1].id
