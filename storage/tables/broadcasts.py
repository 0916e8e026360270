"""What owners send to all readers."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, Integer, String, Table, false

from storage.tables.base import key, metadata
from storage.types import AnyText, Key, UtcDateTime

BROADCAST_STATES = ("draft", "running", "stopped", "done")

broadcasts = Table(
    "broadcasts",
    metadata,
    key(),
    # As Telegram's HTML.
    Column("body", AnyText, nullable=False),
    # None: readers of all languages.
    Column("language", String(16)),
    Column("state", String(16), nullable=False, server_default="draft"),
    Column("author", BigInteger, nullable=False),
    # The message that says how far it has got.
    Column("chat_id", BigInteger),
    Column("message_id", BigInteger),
    Column("created", UtcDateTime, nullable=False),
    Column("ended", UtcDateTime),
    # The last reader, by number, who has been looked at; and whether that was the last of all.
    Column("reached", Key, nullable=False, server_default="0"),
    Column("spread", Boolean, nullable=False, server_default=false()),
    # How many it was owed to.
    Column("total", Integer, nullable=False, server_default="0"),
    CheckConstraint(f"state IN ({', '.join(map(repr, BROADCAST_STATES))})", name="state"),
    sqlite_autoincrement=True,
)
