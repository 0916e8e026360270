"""Digests: schedules, who pauses and mutes, what was told, fan-outs that are not finished, updates not yet handled."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
ALERTED = sa.text("kind = 'alert' AND state = 'sent'")
GROUPED = sa.text("digest IS NOT NULL")


def upgrade() -> None:
    _schedules()
    _ledger()
    op.create_table(
        "mutes",
        sa.Column("reader_id", KEY, autoincrement=False, nullable=False),
        sa.Column("story", KEY, autoincrement=False, nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("reader_id", "story", name="pk_mutes"),
        sa.ForeignKeyConstraint(["reader_id"], ["readers.id"], name="fk_mutes_reader_id", ondelete="CASCADE"),
    )
    op.create_table(
        "fanouts",
        sa.Column("article_id", KEY, autoincrement=False, nullable=False),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.Column("reached", KEY, nullable=False, server_default="0"),
        sa.Column("done", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("article_id", name="pk_fanouts"),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_fanouts_article_id", ondelete="CASCADE"),
    )
    op.create_index(
        "ix_fanouts_open", "fanouts", ["article_id"], sqlite_where=sa.text("NOT done"), postgresql_where=sa.text("NOT done")
    )
    op.create_table(
        "updates",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("received", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_updates"),
    )
    op.create_table(
        "offsets",
        sa.Column("bot", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("next", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("bot", name="pk_offsets"),
    )


def _schedules() -> None:
    op.create_table(
        "schedules",
        sa.Column("id", KEY, nullable=False),
        sa.Column("wording", sa.String(200), nullable=False),
        sa.Column("due", MOMENT),
        sa.Column("until", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_schedules"),
        sa.UniqueConstraint("wording", name="uq_schedules_wording"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_schedules_until", "schedules", ["until"])
    op.add_column("readers", sa.Column("schedule_id", KEY))
    op.add_column("readers", sa.Column("alerts_an_hour", sa.Integer()))
    op.add_column("readers", sa.Column("paused_until", MOMENT))
    op.add_column("follows", sa.Column("schedule_id", KEY))
    op.drop_index("ix_follows_topic_id", "follows")
    op.create_index("ix_follows_topic_id_reader_id", "follows", ["topic_id", "reader_id"])


def _ledger() -> None:
    op.add_column("deliveries", sa.Column("kind", sa.String(16), nullable=False, server_default="alert"))
    op.add_column("deliveries", sa.Column("digest", KEY))
    op.add_column("deliveries", sa.Column("place", sa.Integer()))
    op.add_column("deliveries", sa.Column("told", sa.Text()))
    op.add_column("deliveries", sa.Column("owner", sa.String(64)))
    op.add_column("deliveries", sa.Column("leased", MOMENT))
    op.create_index(
        "ix_deliveries_alerts", "deliveries", ["reader_id", "settled"], sqlite_where=ALERTED, postgresql_where=ALERTED
    )
    op.create_index("ix_deliveries_digest", "deliveries", ["digest"], sqlite_where=GROUPED, postgresql_where=GROUPED)


def downgrade() -> None:
    op.drop_index("ix_deliveries_digest", "deliveries")
    op.drop_index("ix_deliveries_alerts", "deliveries")
    for column in ("leased", "owner", "told", "place", "digest", "kind"):
        op.drop_column("deliveries", column)
    op.drop_index("ix_follows_topic_id_reader_id", "follows")
    op.create_index("ix_follows_topic_id", "follows", ["topic_id"])
    op.drop_column("follows", "schedule_id")
    for column in ("paused_until", "alerts_an_hour", "schedule_id"):
        op.drop_column("readers", column)
    for table in ("offsets", "updates", "fanouts", "mutes", "schedules"):
        op.drop_table(table)
