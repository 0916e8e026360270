"""Which outlet an article is of, and the outlets that readers prefer or want nothing of."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ColumnElement, Exists, Index, String, Table, select

from storage.letters import OUTLET_KEY
from storage.tables.base import metadata, owner
from storage.types import AnyText, Key, UtcDateTime

# Beside the articles, whose rows SQLite would have to read whole for what stands behind their text.
article_outlets = Table(
    "article_outlets",
    metadata,
    Column("article_id", Key, owner("articles"), primary_key=True, autoincrement=False),
    # As `storage.letters.outlet_key` has it: the same for all spellings.
    Column("outlet", String(OUTLET_KEY), nullable=False),
    Index(None, "outlet", "article_id"),
)

outlet_wishes = Table(
    "outlet_wishes",
    metadata,
    Column("reader_id", Key, owner("readers"), primary_key=True, autoincrement=False),
    Column("outlet", String(OUTLET_KEY), primary_key=True),
    Column("name", AnyText, nullable=False),
    # Shown before others, or not at all.
    Column("preferred", Boolean, nullable=False),
    Column("created", UtcDateTime, nullable=False),
)


def muted(reader: ColumnElement[int], article: ColumnElement[int]) -> Exists:
    """The condition that a reader wants nothing of an article's outlet; both are columns or values."""
    wishes, credited = outlet_wishes.alias("unwanted"), article_outlets.alias("credited")
    found = (
        select(wishes.c.outlet)
        .join(credited, credited.c.outlet == wishes.c.outlet)
        .where(credited.c.article_id == article, wishes.c.reader_id == reader, ~wishes.c.preferred)
    )
    return found.correlate_except(wishes, credited).exists()
