"""Readers, their hours, what they follow and what they want to hear no more of."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
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

readers = Table(
    "readers",
    metadata,
    key(),
    Column("chat_id", BigInteger, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("language", String(16), nullable=False),
    # The language was chosen, and Telegram's word for it changes it no more.
    Column("language_chosen", Boolean, nullable=False, server_default=false()),
    Column("active", Boolean, nullable=False, server_default=true()),
    Column("created", UtcDateTime, nullable=False),
    Column("deactivated", UtcDateTime),
    # When follows without a schedule of their own are told of; none: at once.
    Column("schedule_id", Key),
    # None: as the settings say.
    Column("alerts_an_hour", Integer),
    Column("paused_until", UtcDateTime),
    # The topic of a forum that posts go to; none: the general one.
    Column("thread_id", BigInteger),
    # How long summaries are: of so many sentences, or of so many words at most; neither: as for everybody.
    Column("summary_sentences", Integer),
    Column("summary_words", Integer),
    # The tour of the first visit was shown.
    Column("toured", Boolean, nullable=False, server_default=false()),
    # Nothing is sent because that was asked for: no return of the bot to the chat changes it.
    Column("stopped", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("chat_id"),
    sqlite_autoincrement=True,
)

# One row for all who have the same hours, zone and quiet hours: what an article costs does not depend on how many.
schedules = Table(
    "schedules",
    metadata,
    key(),
    Column("wording", String(200), nullable=False),
    # When what comes now is due; none: at once. Both hold until `until`, or for ever.
    Column("due", UtcDateTime),
    Column("until", UtcDateTime),
    UniqueConstraint("wording"),
    Index(None, "until"),
    sqlite_autoincrement=True,
)

# Stories, by their number, that a reader wants to hear no more of.
mutes = Table(
    "mutes",
    metadata,
    Column("reader_id", Key, owner("readers"), primary_key=True, autoincrement=False),
    Column("story", Key, primary_key=True, autoincrement=False),
    Column("created", UtcDateTime, nullable=False),
)

questions = Table(
    "questions",
    metadata,
    Column("reader_id", Key, owner("readers"), primary_key=True, autoincrement=False),
    Column("asker", BigInteger, primary_key=True, autoincrement=False),
    Column("command", String(64), nullable=False),
    Column("prompt", BigInteger, nullable=False),
    Column("asked", UtcDateTime, nullable=False),
)

topics = Table(
    "topics",
    metadata,
    key(),
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
    key(),
    Column("reader_id", Key, owner("readers"), nullable=False),
    Column("topic_id", Key, ForeignKey("topics.id"), nullable=False),
    Column("label", AnyText, nullable=False),
    Column("created", UtcDateTime, nullable=False),
    Column("paused", Boolean, nullable=False, server_default=false()),
    Column("schedule_id", Key),
    UniqueConstraint("reader_id", "topic_id"),
    Index(None, "topic_id", "reader_id"),
    sqlite_autoincrement=True,
)
