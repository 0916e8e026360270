"""Mutes: stories that readers want to hear no more of."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from storage.repositories.repository import Repository
from storage.tables import mutes


class Mutes(Repository):
    """A reader's no to a story; a fan-out passes it over."""

    async def add(self, reader_id: int, story: int, *, now: datetime) -> bool:
        """From now on nothing of the story is owed to the reader; False if that was so already."""
        insert = self._insert(mutes).on_conflict_do_nothing()
        values = {"reader_id": reader_id, "story": story, "created": now}
        result = await self._connection.execute(insert.values(values), execution_options={"preserve_rowcount": True})
        return result.rowcount > 0

    async def remove(self, reader_id: int, story: int) -> bool:
        """The reader hears of the story again; False if they did anyway."""
        mine = delete(mutes).where(mutes.c.reader_id == reader_id, mutes.c.story == story)
        return (await self._connection.execute(mine)).rowcount > 0

    async def of_reader(self, reader_id: int) -> list[int]:
        """The stories that the reader muted, the last first."""
        query = select(mutes.c.story).where(mutes.c.reader_id == reader_id)
        return list(await self._connection.scalars(query.order_by(mutes.c.created.desc(), mutes.c.story.desc())))
