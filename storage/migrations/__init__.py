"""The database's history, one file a revision, the same on SQLite and PostgreSQL."""

from __future__ import annotations

HEAD = "0024"
"""The newest revision, written down so that a start need not load Alembic to learn it."""
