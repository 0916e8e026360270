"""Articles, what was found in them, and the stories that they tell."""

from __future__ import annotations

from functools import cache

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Index,
    Integer,
    LargeBinary,
    Select,
    String,
    Table,
    UniqueConstraint,
    select,
)

from storage.tables.base import key, metadata, owner
from storage.types import AnyText, Key, Names, UtcDateTime

articles = Table(
    "articles",
    metadata,
    key(),
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
    Index(None, "added"),
    # A number is never used twice: an old button must not open a newer article.
    sqlite_autoincrement=True,
)

_is_deleted = articles.c.deleted.is_not(None)
Index("ix_articles_deleted", articles.c.deleted, sqlite_where=_is_deleted, postgresql_where=_is_deleted)


@cache
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
    found = _later_of_story()
    return ~(found if newer is None else found.where(newer)).correlate(articles).exists()


@cache
def _later_of_story() -> Select[tuple[int]]:
    gone = articles.alias("gone_later")
    placed = select(placements.c.story).where(placements.c.article_id == articles.c.id)
    mine = placed.correlate(articles).scalar_subquery()
    return select(later.c.article_id).where(
        later.c.story == mine,
        later.c.article_id > articles.c.id,
        later.c.article_id.not_in(select(gone.c.id).where(gone.c.deleted.is_not(None))),
    )


analyses = Table(
    "analyses",
    metadata,
    Column("article_id", Key, owner("articles"), primary_key=True, autoincrement=False),
    Column("method", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("body", JSON, nullable=False),
)

# Beside the articles, whose rows SQLite would have to read whole for what stands behind their text.
placements = Table(
    "placements",
    metadata,
    Column("article_id", Key, owner("articles"), primary_key=True, autoincrement=False),
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
    Column("article_id", Key, owner("articles"), primary_key=True, autoincrement=False),
    Column("added", UtcDateTime, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index(None, "added"),
)

later = placements.alias("later")
