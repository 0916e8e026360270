"""Saved articles: what readers keep of the archive, with a note of their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update

from storage.records import SavedRecord
from storage.repositories.repository import Repository
from storage.tables import articles, saved

_RECORD = (
    saved.c.article_id,
    articles.c.title,
    articles.c.outlet,
    articles.c.published,
    articles.c.link,
    articles.c.deleted,
    saved.c.note,
    saved.c.created,
)


class Saved(Repository):
    """A reader saves an article once. One that an admin deleted stays among them, and says so, until it is purged."""

    async def add(self, reader_id: int, article_id: int, *, now: datetime) -> bool:
        """Keeps the article; False, and nothing changed, if the reader has it already."""
        values = {"reader_id": reader_id, "article_id": article_id, "created": now}
        insert = self._insert(saved).values(values).on_conflict_do_nothing()
        return (await self._connection.execute(insert.returning(saved.c.article_id))).one_or_none() is not None

    async def note(self, reader_id: int, article_id: int, note: str | None) -> bool:
        """Puts another note to a saved article, or takes it (None); False if it is not saved."""
        mine = update(saved).where(saved.c.reader_id == reader_id, saved.c.article_id == article_id)
        return (await self._connection.execute(mine.values(note=note))).rowcount > 0

    async def remove(self, reader_id: int, article_id: int) -> bool:
        """Keeps the article no longer, nor the note; False if it was not saved."""
        mine = delete(saved).where(saved.c.reader_id == reader_id, saved.c.article_id == article_id)
        return (await self._connection.execute(mine)).rowcount > 0

    async def count(self, reader_id: int) -> int:
        """How many articles the reader has saved."""
        query = select(func.count()).select_from(saved).where(saved.c.reader_id == reader_id)
        return await self._connection.scalar(query) or 0

    async def get(self, reader_id: int, article_id: int) -> SavedRecord | None:
        """The saved article of a number, or None."""
        query = select(*_RECORD).join(articles, articles.c.id == saved.c.article_id)
        query = query.where(saved.c.reader_id == reader_id, saved.c.article_id == article_id)
        row = (await self._connection.execute(query)).one_or_none()
        return _record(row) if row is not None else None

    async def page(self, reader_id: int, limit: int, offset: int = 0) -> list[SavedRecord]:
        """At most ``limit`` of the reader's, the last that were saved first, after the first ``offset``."""
        query = select(*_RECORD).join(articles, articles.c.id == saved.c.article_id)
        query = query.where(saved.c.reader_id == reader_id)
        query = query.order_by(saved.c.created.desc(), saved.c.article_id.desc()).limit(limit).offset(offset)
        return [_record(row) for row in await self._connection.execute(query)]


def _record(row: Sequence[Any]) -> SavedRecord:
    number, title, outlet, published, link, deleted, note, created = row
    return SavedRecord(number, title, outlet, published, link, deleted is not None, note, created)
