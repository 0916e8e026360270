"""Who did what with an admin's commands."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, String, Table

from storage.tables.base import key, metadata
from storage.types import AnyText, UtcDateTime

audit = Table(
    "audit",
    metadata,
    key(),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", BigInteger, nullable=False),
    Column("action", String(64), nullable=False),
    Column("detail", AnyText, nullable=False),
    Column("allowed", Boolean, nullable=False),
    sqlite_autoincrement=True,
)
