"""Who leads, of several processes: written down by who was elected, and when it let go."""

from __future__ import annotations

from sqlalchemy import Column, String, Table

from storage.tables.base import metadata
from storage.types import UtcDateTime

leaders = Table(
    "leaders",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("owner", String(64), nullable=False),
    Column("since", UtcDateTime, nullable=False),
    # Empty: it leads still, or died.
    Column("ended", UtcDateTime),
)
