"""What readers keep of the archive, with their notes; and what is left of readers who are forgotten: counts."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, String, Table

from storage.tables.base import metadata, owner
from storage.types import AnyText, Key, UtcDateTime

saved = Table(
    "saved",
    metadata,
    Column("reader_id", Key, owner("readers"), primary_key=True, autoincrement=False),
    Column("article_id", Key, owner("articles"), primary_key=True, autoincrement=False),
    Column("note", AnyText),
    Column("created", UtcDateTime, nullable=False),
    Index(None, "article_id"),
)

# No row of it says of whom.
forgotten = Table(
    "forgotten",
    metadata,
    Column("what", String(80), primary_key=True),
    Column("number", BigInteger, nullable=False),
)
