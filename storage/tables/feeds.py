"""Feeds, and which of their entries are known."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    false,
    true,
)

from storage.tables.base import key, metadata, owner
from storage.types import AnyText, Key, UtcDateTime

FEED_STATES = ("active", "paused", "failing")

feeds = Table(
    "feeds",
    metadata,
    key(),
    Column("url", AnyText, nullable=False),
    Column("title", AnyText, nullable=False),
    Column("site", AnyText),
    Column("outlet", AnyText),
    Column("language", String(16)),
    Column("state", String(16), nullable=False, server_default="active"),
    Column("whole_article", Boolean, nullable=False, server_default=true()),
    # Seconds between two polls, as it has adapted itself so far.
    Column("interval", Integer, nullable=False),
    Column("next_poll", UtcDateTime, nullable=False),
    # Until when a poller holds it; a poller that died holds nothing for longer.
    Column("leased", UtcDateTime),
    # Which poller that is, and which of its claims: a name that no two claims share.
    Column("holder", String(80)),
    Column("etag", AnyText),
    Column("last_modified", AnyText),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("last_error", AnyText),
    Column("last_success", UtcDateTime),
    Column("created", UtcDateTime, nullable=False),
    Column("created_by", BigInteger, nullable=False),
    # Whether the articles that it held when it was added are stored.
    Column("primed", Boolean, nullable=False, server_default=false()),
    # Milliseconds that its server took to answer the last good poll.
    Column("took", Integer),
    CheckConstraint(f"state IN ({', '.join(map(repr, FEED_STATES))})", name="state"),
    UniqueConstraint("url"),
    Index(None, "next_poll"),
    sqlite_autoincrement=True,
)

feed_entries = Table(
    "feed_entries",
    metadata,
    Column("feed_id", Key, owner("feeds"), primary_key=True, autoincrement=False),
    Column("key", String(64), primary_key=True),
    Column("article_id", Key, ForeignKey("articles.id", ondelete="SET NULL")),
    Column("seen", UtcDateTime, nullable=False),
    # Digest of what the feed said when it was seen last.
    Column("content", String(64)),
    # How often its page was asked for in vain; when that is tried again, with what the feed said until then.
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("due", UtcDateTime),
    Column("teaser", AnyText),
    # Why its article is no more than what the feed said.
    Column("trouble", AnyText),
    Index(None, "article_id"),
)
