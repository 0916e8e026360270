"""Who said what in which article, and in which articles that was looked for."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, Table

from storage.tables.base import metadata, owner
from storage.types import AnyText, Key, Names

quotes = Table(
    "quotes",
    metadata,
    Column("article_id", Key, owner("articles"), primary_key=True, autoincrement=False),
    # The how-manieth of the article's quotations it is, from 0.
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("speaker", AnyText, nullable=False),
    Column("name", AnyText),
    Column("voices", Names),
    Column("verb", AnyText, nullable=False),
    Column("direct", Boolean, nullable=False),
    # Where it stands in the article's text, in code points, and in which sentence it begins.
    Column("begins", Integer, nullable=False),
    Column("ends", Integer, nullable=False),
    Column("sentence", Integer, nullable=False),
)

# An article without a quotation has a row as well: it need not be read again.
quote_readings = Table(
    "quote_readings",
    metadata,
    Column("article_id", Key, owner("articles"), primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
)
