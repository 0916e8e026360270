"""What admins are to be told: a row until Telegram has it, or refuses it for good."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, String, Table

from storage.tables.base import key, metadata
from storage.types import AnyText, UtcDateTime

notices = Table(
    "notices",
    metadata,
    key(),
    Column("chat_id", BigInteger, nullable=False),
    # The key of the sentence and what fills it, as `bot.services` wrote it.
    Column("body", AnyText, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("not_before", UtcDateTime, nullable=False),
    Column("created", UtcDateTime, nullable=False),
    sqlite_autoincrement=True,
)

# One row a family of troubles: when admins were told of it last, and of how many not since.
alarms = Table(
    "alarms",
    metadata,
    Column("family", String(32), primary_key=True),
    Column("told", UtcDateTime, nullable=False),
    Column("held", Integer, nullable=False, server_default="0"),
    # The last one of those, as `bot.services` wrote it.
    Column("body", AnyText),
)
