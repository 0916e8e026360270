"""Follows: who wants to hear of which topic."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, func, select, update

from storage.records import FollowRecord
from storage.repositories.repository import Repository
from storage.tables import follows, readers, topics

_RECORD = (
    follows.c.id,
    follows.c.reader_id,
    follows.c.topic_id,
    topics.c.canonical,
    follows.c.label,
    follows.c.created,
    follows.c.paused,
    follows.c.schedule_id,
)


_OF_READER = (
    select(*_RECORD)
    .join(topics, topics.c.id == follows.c.topic_id)
    .where(follows.c.reader_id == bindparam("reader"))
    .order_by(follows.c.id)
)


class Follows(Repository):
    """The readers' choices; a reader follows a topic once."""

    async def add(self, reader_id: int, topic_id: int, label: str, *, now: datetime) -> bool:
        """Follows the topic under the reader's own words; False, and nothing changed, if they follow it already."""
        insert = self._insert(follows).on_conflict_do_nothing(index_elements=["reader_id", "topic_id"])
        values = {"reader_id": reader_id, "topic_id": topic_id, "label": label, "created": now}
        result = await self._connection.execute(insert.values(values).returning(follows.c.id))
        return result.one_or_none() is not None

    async def remove(self, reader_id: int, topic_id: int) -> bool:
        """Stops following; False if the reader did not follow the topic."""
        mine = delete(follows).where(follows.c.reader_id == reader_id, follows.c.topic_id == topic_id)
        return (await self._connection.execute(mine)).rowcount > 0

    async def pause(self, reader_id: int, topic_id: int, *, paused: bool) -> bool:
        """Lets a follow rest, or wakes it; False if the reader did not follow the topic."""
        mine = update(follows).where(follows.c.reader_id == reader_id, follows.c.topic_id == topic_id)
        return (await self._connection.execute(mine.values(paused=paused))).rowcount > 0

    async def schedule(self, reader_id: int, topic_id: int, schedule_id: int | None) -> bool:
        """Gives the follow a schedule of its own, or takes it (None); False if the reader did not follow the topic."""
        mine = update(follows).where(follows.c.reader_id == reader_id, follows.c.topic_id == topic_id)
        return (await self._connection.execute(mine.values(schedule_id=schedule_id))).rowcount > 0

    async def of_reader(self, reader_id: int) -> list[FollowRecord]:
        """What the reader follows, oldest first."""
        return [FollowRecord(*row) for row in await self._connection.execute(_OF_READER, {"reader": reader_id})]

    async def of_readers(self, reader_ids: Sequence[int]) -> dict[int, list[FollowRecord]]:
        """What each of the readers follows, oldest first; who follows nothing is left out."""
        query = select(follows.c.reader_id, *_RECORD).join(topics, topics.c.id == follows.c.topic_id)
        query = query.where(follows.c.reader_id.in_(self._numbers(reader_ids))).order_by(follows.c.id)
        found: dict[int, list[FollowRecord]] = {}
        for reader_id, *row in await self._connection.execute(query):
            found.setdefault(reader_id, []).append(FollowRecord(*row))
        return found

    async def audience(self, topic_ids: Sequence[int], after: int) -> int:
        """How many active readers numbered above ``after`` follow any of the topics."""
        wanted = follows.c.topic_id.in_(self._numbers(topic_ids)) & ~follows.c.paused & (follows.c.reader_id > after)
        query = select(func.count(follows.c.reader_id.distinct())).join(readers, readers.c.id == follows.c.reader_id)
        return await self._connection.scalar(query.where(wanted, readers.c.active)) or 0

    async def count(self, reader_id: int) -> int:
        """How many topics the reader follows."""
        query = select(func.count()).select_from(follows).where(follows.c.reader_id == reader_id)
        return await self._connection.scalar(query) or 0
