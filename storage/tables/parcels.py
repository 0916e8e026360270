"""Drafts on their way to a worker that loads them, and what became of each."""

from __future__ import annotations

from sqlalchemy import Column, Index, LargeBinary, Table

from storage.tables.base import key, metadata
from storage.types import UtcDateTime

parcels = Table(
    "parcels",
    metadata,
    key(),
    # The drafts, packed; nothing once they are loaded.
    Column("body", LargeBinary),
    # What became of them, packed; whoever sent the parcel takes it out.
    Column("outcomes", LargeBinary),
    Column("created", UtcDateTime, nullable=False),
    Index(None, "created"),
    sqlite_autoincrement=True,
)
