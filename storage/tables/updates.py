"""What Telegram has handed over, and how far."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, Table

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
)

offsets = Table(
    "offsets",
    metadata,
    Column("bot", BigInteger, primary_key=True, autoincrement=False),
    Column("next", BigInteger, nullable=False),
)
