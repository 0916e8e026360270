"""The ledger: what is owed to whom, how far an article is written into it, and what became of each."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    ForeignKey,
    FromClause,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    bindparam,
    false,
    text,
)

from storage.tables.base import key, metadata, owner
from storage.types import AnyText, Key, UtcDateTime

STATES = ("queued", "sending", "sent", "unknown", "failed", "cancelled")
CLAIMABLE = ("queued", "unknown")
OPEN = (*CLAIMABLE, "sending")

deliveries = Table(
    "deliveries",
    metadata,
    key(),
    # What is owed: an article under a topic, or what an owner sends to all.
    Column("article_id", Key, owner("articles")),
    Column("reader_id", Key, owner("readers"), nullable=False),
    Column("topic_id", Key, ForeignKey("topics.id")),
    Column("broadcast_id", Key, owner("broadcasts")),
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
    # An alert is a message by itself; what is due of a reader's digests at a time goes out as one message.
    Column("kind", String(16), nullable=False, server_default="alert"),
    # The delivery in whose message it goes, that one itself included, and its place there.
    Column("digest", Key),
    Column("place", Integer),
    # The sentences that the reader was shown, by their index, as JSON.
    Column("told", AnyText),
    # The process that is sending it, and until when nobody else may.
    Column("owner", String(64)),
    Column("leased", UtcDateTime),
    CheckConstraint(f"state IN ({', '.join(map(repr, STATES))})", name="state"),
    CheckConstraint("(article_id IS NULL) <> (broadcast_id IS NULL)", name="what"),
    UniqueConstraint("article_id", "reader_id"),
    Index(None, "reader_id"),
    sqlite_autoincrement=True,
)


def in_state(*states: str, table: FromClause = deliveries) -> ColumnElement[bool]:
    """Deliveries in one of the states, written into the statement: a partial index is not used for a parameter."""
    return table.c.state.in_(bindparam(None, list(states), expanding=True, literal_execute=True))


_cast = deliveries.c.broadcast_id.is_not(None)
for _name, _columns, _where in (
    # What goes to all has a queue of its own: it waits for all the rest, and holds up nothing.
    ("due", ("not_before", "id"), deliveries.c.state.in_(CLAIMABLE) & deliveries.c.broadcast_id.is_(None)),
    ("cast", ("not_before", "id"), deliveries.c.state.in_(CLAIMABLE) & _cast),
    ("sending", ("id",), deliveries.c.state.in_(("sending",))),
    ("open", ("reader_id", "id"), deliveries.c.state.in_(OPEN)),
    ("broadcast", ("broadcast_id", "state"), _cast),
):
    Index(f"ix_deliveries_{_name}", *(deliveries.c[c] for c in _columns), sqlite_where=_where, postgresql_where=_where)

Index(
    "uq_deliveries_broadcast_id_reader_id",
    deliveries.c.broadcast_id,
    deliveries.c.reader_id,
    unique=True,
    sqlite_where=_cast,
    postgresql_where=_cast,
)

_alerted = text("kind = 'alert' AND state = 'sent'")
Index(
    "ix_deliveries_alerts",
    deliveries.c.reader_id,
    deliveries.c.settled,
    sqlite_where=_alerted,
    postgresql_where=_alerted,
)
_grouped = deliveries.c.digest.is_not(None)
Index("ix_deliveries_digest", deliveries.c.digest, sqlite_where=_grouped, postgresql_where=_grouped)

# Which topics an article holds, and how far it has been written into the ledger for their followers.
fanouts = Table(
    "fanouts",
    metadata,
    Column("article_id", Key, owner("articles"), primary_key=True, autoincrement=False),
    Column("topics", AnyText, nullable=False),
    # The last reader, by number, who has been looked at.
    Column("reached", Key, nullable=False, server_default="0"),
    Column("done", Boolean, nullable=False, server_default=false()),
)
_unfinished = text("NOT done")
Index("ix_fanouts_open", fanouts.c.article_id, sqlite_where=_unfinished, postgresql_where=_unfinished)

# What Telegram has handed over and nobody has answered yet; gone as soon as it is.
