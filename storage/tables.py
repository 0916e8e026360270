"""The tables, as the newest migration leaves them; full text search has its own in ``storage.search``.

Deleting an article takes its analysis, its search entry and its deliveries with it, sent ones included: the ledger says
what is owed for articles that exist. Deleting a reader takes their follows and deliveries. Topics stay. Deleting a feed
takes the memory of its entries; their articles stay. An entry whose article was deleted is still known, so that the
article does not come back.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    ForeignKey,
    FromClause,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    bindparam,
    false,
    select,
    true,
)

from storage.types import AnyText, Key, Names, UtcDateTime

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
STATES = ("queued", "sending", "sent", "unknown", "failed", "cancelled")
CLAIMABLE = ("queued", "unknown")
OPEN = (*CLAIMABLE, "sending")
FEED_STATES = ("active", "paused", "failing")

metadata = MetaData(naming_convention=NAMING)


def _id() -> Column[int]:
    return Column("id", Key, primary_key=True)


def _owner(table: str, **options: Any) -> ForeignKey:
    return ForeignKey(f"{table}.id", ondelete="CASCADE", **options)


articles = Table(
    "articles",
    metadata,
    _id(),
    Column("digest", String(128), nullable=False),
    Column("title", AnyText, nullable=False),
    Column("text", AnyText, nullable=False),
    Column("language", String(16), nullable=False),
    Column("outlet", AnyText),
    Column("link", AnyText),
    Column("published", UtcDateTime),
    Column("added", UtcDateTime, nullable=False),
    Column("place", AnyText),
    Column("dated", AnyText),
    Column("authors", Names),
    # Set, nobody is shown the article any more; it can be brought back until it is purged.
    Column("deleted", UtcDateTime),
    UniqueConstraint("digest"),
    # A number is never used twice: an old button must not open a newer article.
    sqlite_autoincrement=True,
)

_is_deleted = articles.c.deleted.is_not(None)
Index("ix_articles_deleted", articles.c.deleted, sqlite_where=_is_deleted, postgresql_where=_is_deleted)


def shown() -> ColumnElement[bool]:
    """The condition on a row of articles that it is not deleted.

    The few that are come from their index: the column itself stands behind the text, which SQLite would have to read.
    """
    gone = articles.alias("gone")
    return articles.c.id.not_in(select(gone.c.id).where(gone.c.deleted.is_not(None)))


def tells_story(newer: ColumnElement[bool] | None = None) -> ColumnElement[bool]:
    """The condition on a row of articles that no newer one of its story is shown, for which ``newer`` holds as well.

    ``newer`` is a condition on `later`. An article that was never placed is a story by itself.
    """
    gone = articles.alias("gone_later")
    placed = select(placements.c.story).where(placements.c.article_id == articles.c.id)
    mine = placed.correlate(articles).scalar_subquery()
    found = select(later.c.article_id).where(
        later.c.story == mine,
        later.c.article_id > articles.c.id,
        later.c.article_id.not_in(select(gone.c.id).where(gone.c.deleted.is_not(None))),
    )
    return ~(found if newer is None else found.where(newer)).correlate(articles).exists()


analyses = Table(
    "analyses",
    metadata,
    Column("article_id", Key, _owner("articles"), primary_key=True, autoincrement=False),
    Column("method", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("body", JSON, nullable=False),
)

# Beside the articles, whose rows SQLite would have to read whole for what stands behind their text.
placements = Table(
    "placements",
    metadata,
    Column("article_id", Key, _owner("articles"), primary_key=True, autoincrement=False),
    # The story's first article, the article it is a copy of, its own first version: these may have been purged since.
    Column("story", Key, nullable=False),
    Column("republishes", Key),
    Column("revises", Key),
    # Digest of the link it came from.
    Column("source", String(64)),
    Index(None, "story", "article_id"),
    Index(None, "revises"),
    Index(None, "source"),
)

fingerprints = Table(
    "fingerprints",
    metadata,
    Column("article_id", Key, _owner("articles"), primary_key=True, autoincrement=False),
    Column("added", UtcDateTime, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index(None, "added"),
)

later = placements.alias("later")

readers = Table(
    "readers",
    metadata,
    _id(),
    Column("chat_id", BigInteger, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("language", String(16), nullable=False),
    Column("active", Boolean, nullable=False, server_default=true()),
    Column("created", UtcDateTime, nullable=False),
    Column("deactivated", UtcDateTime),
    UniqueConstraint("chat_id"),
    sqlite_autoincrement=True,
)

questions = Table(
    "questions",
    metadata,
    Column("reader_id", Key, _owner("readers"), primary_key=True, autoincrement=False),
    Column("asker", BigInteger, primary_key=True, autoincrement=False),
    Column("command", String(64), nullable=False),
    Column("prompt", BigInteger, nullable=False),
    Column("asked", UtcDateTime, nullable=False),
)

topics = Table(
    "topics",
    metadata,
    _id(),
    # Unique in place of the canonical form, which may be longer than an index of PostgreSQL takes.
    Column("digest", String(64), nullable=False),
    Column("canonical", AnyText, nullable=False),
    # The same as JSON, for a start that need not read the text of every topic.
    Column("tree", AnyText),
    UniqueConstraint("digest"),
    sqlite_autoincrement=True,
)

follows = Table(
    "follows",
    metadata,
    _id(),
    Column("reader_id", Key, _owner("readers"), nullable=False),
    Column("topic_id", Key, ForeignKey("topics.id"), nullable=False),
    Column("label", AnyText, nullable=False),
    Column("created", UtcDateTime, nullable=False),
    Column("paused", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("reader_id", "topic_id"),
    Index(None, "topic_id"),
    sqlite_autoincrement=True,
)

deliveries = Table(
    "deliveries",
    metadata,
    _id(),
    Column("article_id", Key, _owner("articles"), nullable=False),
    Column("reader_id", Key, _owner("readers"), nullable=False),
    Column("topic_id", Key, ForeignKey("topics.id"), nullable=False),
    Column("state", String(16), nullable=False, server_default="queued"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    # How many starts of the program have found the row in flight.
    Column("interruptions", Integer, nullable=False, server_default="0"),
    Column("not_before", UtcDateTime, nullable=False),
    Column("created", UtcDateTime, nullable=False),
    Column("settled", UtcDateTime),
    Column("message_id", BigInteger),
    Column("error", AnyText),
    # Set, the article is a new version, and this the one that the reader has: what is sent says what changed.
    Column("corrects", Key),
    CheckConstraint(f"state IN ({', '.join(map(repr, STATES))})", name="state"),
    UniqueConstraint("article_id", "reader_id"),
    Index(None, "reader_id"),
    sqlite_autoincrement=True,
)


def in_state(*states: str, table: FromClause = deliveries) -> ColumnElement[bool]:
    """Deliveries in one of the states, written into the statement: a partial index is not used for a parameter."""
    return table.c.state.in_(bindparam(None, list(states), expanding=True, literal_execute=True))


for _name, _columns, _states in (
    ("due", ("not_before", "id"), CLAIMABLE),
    ("sending", ("id",), ("sending",)),
    ("open", ("reader_id", "id"), OPEN),
):
    _where = deliveries.c.state.in_(_states)
    Index(f"ix_deliveries_{_name}", *(deliveries.c[c] for c in _columns), sqlite_where=_where, postgresql_where=_where)

audit = Table(
    "audit",
    metadata,
    _id(),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", BigInteger, nullable=False),
    Column("action", String(64), nullable=False),
    Column("detail", AnyText, nullable=False),
    Column("allowed", Boolean, nullable=False),
    sqlite_autoincrement=True,
)

feeds = Table(
    "feeds",
    metadata,
    _id(),
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
    Column("etag", AnyText),
    Column("last_modified", AnyText),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("last_error", AnyText),
    Column("last_success", UtcDateTime),
    Column("created", UtcDateTime, nullable=False),
    Column("created_by", BigInteger, nullable=False),
    # Whether the articles that it held when it was added are stored.
    Column("primed", Boolean, nullable=False, server_default=false()),
    CheckConstraint(f"state IN ({', '.join(map(repr, FEED_STATES))})", name="state"),
    UniqueConstraint("url"),
    Index(None, "next_poll"),
    sqlite_autoincrement=True,
)

feed_entries = Table(
    "feed_entries",
    metadata,
    Column("feed_id", Key, _owner("feeds"), primary_key=True, autoincrement=False),
    Column("key", String(64), primary_key=True),
    Column("article_id", Key, ForeignKey("articles.id", ondelete="SET NULL")),
    Column("seen", UtcDateTime, nullable=False),
    # Digest of what the feed said when it was seen last.
    Column("content", String(64)),
    Index(None, "article_id"),
)
