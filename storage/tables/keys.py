"""Keys that all machines must share."""

from __future__ import annotations

from sqlalchemy import Column, LargeBinary, String, Table

from storage.tables.base import metadata

keys = Table(
    "keys",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("body", LargeBinary, nullable=False),
)
