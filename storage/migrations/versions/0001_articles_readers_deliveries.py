"""Articles, their analyses, readers, topics, follows, deliveries, the audit log and full text search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
DUE = sa.text("state IN ('queued', 'unknown')")
SENDING = sa.text("state = 'sending'")


def upgrade() -> None:
    _articles()
    _readers()
    _deliveries()
    _audit()
    _search_of[op.get_bind().dialect.name]()


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER article_terms_follow")
    op.drop_table("article_terms")
    for table in ("audit", "deliveries", "follows", "topics", "questions", "readers", "analyses", "articles"):
        op.drop_table(table)


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("id", KEY, nullable=False),
        sa.Column("digest", sa.String(128), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("outlet", sa.Text()),
        sa.Column("link", sa.Text()),
        sa.Column("published", TIME),
        sa.Column("added", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
        sa.UniqueConstraint("digest", name="uq_articles_digest"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "analyses",
        sa.Column("article_id", KEY, autoincrement=False, nullable=False),
        sa.Column("method", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", name="pk_analyses"),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_analyses_article_id", ondelete="CASCADE"),
    )
    # Articles count from 1001: a reader's smaller number is a length, not an article.
    if op.get_bind().dialect.name == "sqlite":
        op.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('articles', 1000)")
    else:
        op.execute("ALTER SEQUENCE articles_id_seq RESTART WITH 1001")


def _readers() -> None:
    op.create_table(
        "readers",
        sa.Column("id", KEY, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("created", TIME, nullable=False),
        sa.Column("deactivated", TIME),
        sa.PrimaryKeyConstraint("id", name="pk_readers"),
        sa.UniqueConstraint("chat_id", name="uq_readers_chat_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "questions",
        sa.Column("reader_id", KEY, autoincrement=False, nullable=False),
        sa.Column("asker", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("command", sa.String(64), nullable=False),
        sa.Column("prompt", sa.BigInteger(), nullable=False),
        sa.Column("asked", TIME, nullable=False),
        sa.PrimaryKeyConstraint("reader_id", "asker", name="pk_questions"),
        sa.ForeignKeyConstraint(["reader_id"], ["readers.id"], name="fk_questions_reader_id", ondelete="CASCADE"),
    )
    op.create_table(
        "topics",
        sa.Column("id", KEY, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("canonical", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_topics"),
        sa.UniqueConstraint("digest", name="uq_topics_digest"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "follows",
        sa.Column("id", KEY, nullable=False),
        sa.Column("reader_id", KEY, nullable=False),
        sa.Column("topic_id", KEY, nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("created", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_follows"),
        sa.UniqueConstraint("reader_id", "topic_id", name="uq_follows_reader_id_topic_id"),
        sa.ForeignKeyConstraint(["reader_id"], ["readers.id"], name="fk_follows_reader_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name="fk_follows_topic_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_follows_topic_id", "follows", ["topic_id"])


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", KEY, nullable=False),
        sa.Column("article_id", KEY, nullable=False),
        sa.Column("reader_id", KEY, nullable=False),
        sa.Column("topic_id", KEY, nullable=False),
        sa.Column("state", sa.String(16), server_default="queued", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("interruptions", sa.Integer(), server_default="0", nullable=False),
        sa.Column("not_before", TIME, nullable=False),
        sa.Column("created", TIME, nullable=False),
        sa.Column("settled", TIME),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("error", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.CheckConstraint(
            "state IN ('queued', 'sending', 'sent', 'unknown', 'failed', 'cancelled')", name="ck_deliveries_state"
        ),
        sa.UniqueConstraint("article_id", "reader_id", name="uq_deliveries_article_id_reader_id"),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_deliveries_article_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["reader_id"], ["readers.id"], name="fk_deliveries_reader_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name="fk_deliveries_topic_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deliveries_reader_id", "deliveries", ["reader_id"])
    op.create_index(
        "ix_deliveries_due", "deliveries", ["not_before", "id"], sqlite_where=DUE, postgresql_where=DUE
    )
    op.create_index("ix_deliveries_sending", "deliveries", ["id"], sqlite_where=SENDING, postgresql_where=SENDING)


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", KEY, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("actor", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.String(64), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("allowed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        sqlite_autoincrement=True,
    )


def _search_in_sqlite() -> None:
    # A virtual table takes no foreign key, so a trigger does what ON DELETE CASCADE does elsewhere.
    op.execute("CREATE VIRTUAL TABLE article_terms USING fts5(terms, tokenize = \"ascii tokenchars '_'\")")
    op.execute(
        "CREATE TRIGGER article_terms_follow AFTER DELETE ON articles"
        " BEGIN DELETE FROM article_terms WHERE rowid = old.id; END"
    )


def _search_in_postgres() -> None:
    op.create_table(
        "article_terms",
        sa.Column("article_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("terms", TSVECTOR(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", "part", name="pk_article_terms"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_article_terms_article_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_article_terms_terms", "article_terms", ["terms"], postgresql_using="gin")


_search_of = {"sqlite": _search_in_sqlite, "postgresql": _search_in_postgres}
