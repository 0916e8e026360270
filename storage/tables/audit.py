"""Who did what with an admin's commands."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, String, Table

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

audit_doors = Table(
    "audit_doors",
    metadata,
    key(),
    Column("actor", BigInteger),
    Column("before", UtcDateTime),
    CheckConstraint("(actor IS NULL) <> (before IS NULL)", name="whose"),
)
"""What the audit's triggers let out: the entries of a person who is forgotten, or those before a moment. A row stands
here only inside the transaction that removes them."""
