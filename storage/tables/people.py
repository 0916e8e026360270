"""Who may do more than readers, and who may do nothing."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, ForeignKey, Index, String, Table, UniqueConstraint
from sqlalchemy import false as no

from storage.tables.base import key, metadata
from storage.types import AnyText, Key, UtcDateTime

ROLES = ("editor", "observer")
"""Roles that owners give; who the owners are stands in the settings."""

roles = Table(
    "roles",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("role", String(16), nullable=False),
    Column("since", UtcDateTime, nullable=False),
    CheckConstraint(f"role IN ({', '.join(map(repr, ROLES))})", name="role"),
)

# Whom it is about is told by a keyed hash alone, so that it can outlive all else that is kept of them.
bans = Table(
    "bans",
    metadata,
    key(),
    Column("digest", String(64), nullable=False),
    # The reader, as long as there is one: gone with them.
    Column("reader_id", Key, ForeignKey("readers.id", ondelete="SET NULL")),
    Column("reason", AnyText, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    # Whether they have been told.
    Column("told", Boolean, nullable=False, server_default=no()),
    # Whether digests came before, and are to come again when the ban ends.
    Column("was_active", Boolean, nullable=False, server_default=no()),
    UniqueConstraint("digest"),
    Index(None, "reader_id"),
    sqlite_autoincrement=True,
)
