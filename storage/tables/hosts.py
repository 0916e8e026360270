"""Hosts that are asked for pages by several processes."""

from __future__ import annotations

from sqlalchemy import Column, String, Table

from storage.tables.base import metadata
from storage.types import UtcDateTime

hosts = Table(
    "hosts",
    metadata,
    Column("name", String(255), primary_key=True),
    # When it may be asked again, by whoever comes first.
    Column("free_at", UtcDateTime, nullable=False, index=True),
)
