"""What Telegram has handed over, and how far."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table

from storage.tables.base import metadata
from storage.types import AnyText, UtcDateTime

updates = Table(
    "updates",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat", BigInteger, nullable=False),
    Column("body", AnyText, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("received", UtcDateTime, nullable=False),
    # The process that answers it, where several share the database; none yet: whoever is free takes it.
    Column("owner", String(64)),
)

# Telegram pushes an update again until it knows that it was taken: one that was answered is told apart by this.
answered_updates = Table(
    "answered_updates",
    metadata,
    Column("bot", BigInteger, primary_key=True, autoincrement=False),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
)
Index("ix_answered_updates_at", answered_updates.c.at)

offsets = Table(
    "offsets",
    metadata,
    Column("bot", BigInteger, primary_key=True, autoincrement=False),
    Column("next", BigInteger, nullable=False),
)
