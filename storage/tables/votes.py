"""What readers said of the articles that they were shown: useful or not."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, Table

from storage.tables.base import metadata, owner
from storage.types import AnyText, Key, UtcDateTime

votes = Table(
    "votes",
    metadata,
    Column("reader_id", Key, owner("readers"), primary_key=True, autoincrement=False),
    Column("article_id", Key, owner("articles"), primary_key=True, autoincrement=False),
    Column("useful", Boolean, nullable=False),
    # As the article had it then: in the article's own row it stands beside the text, which a count would have to read.
    Column("outlet", AnyText),
    # The topic that brought it; none for an article that was asked for.
    Column("topic_id", Key),
    # How many sentences the reader saw.
    Column("sentences", Integer, nullable=False),
    Column("created", UtcDateTime, nullable=False),
    Index(None, "article_id"),
    Index(None, "created"),
)
