"""Full text search, chosen by the database that it runs in."""

from __future__ import annotations

from sqlalchemy import MetaData

from storage.search import postgres
from storage.search.postgres import PostgresSearch
from storage.search.search import Search
from storage.search.sqlite import SqliteSearch

SEARCHES: dict[str, type[Search]] = {"sqlite": SqliteSearch, "postgresql": PostgresSearch}


def metadata_for(dialect: str) -> list[MetaData]:
    """The tables that search keeps in this database and SQLAlchemy can describe; FTS5's cannot be."""
    return [postgres.metadata] if dialect == "postgresql" else []


__all__ = ["SEARCHES", "Search", "metadata_for"]
