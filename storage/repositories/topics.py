"""Topics: what can be followed, each in one canonical form."""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import select

from storage.records import TopicRecord
from storage.repositories.repository import Repository
from storage.tables import follows, topics
from storage.types import storable

_RECORD = (topics.c.id, topics.c.canonical)


def _digest(canonical: str) -> str:
    return sha256(storable(canonical).encode()).hexdigest()


class Topics(Repository):
    """Every topic that was ever followed; two readers who mean the same share one."""

    async def ensure(self, canonical: str) -> TopicRecord:
        """The topic of this form, stored if it is new."""
        insert = self._insert(topics).on_conflict_do_nothing(index_elements=["digest"])
        await self._connection.execute(insert.values(digest=_digest(canonical), canonical=canonical))
        topic = await self.by_canonical(canonical)
        assert topic is not None, "inserted in this transaction or by another that has committed"  # noqa: S101
        return topic

    async def by_canonical(self, canonical: str) -> TopicRecord | None:
        """The topic of exactly this form, or None."""
        query = select(*_RECORD).where(topics.c.digest == _digest(canonical))
        row = (await self._connection.execute(query)).one_or_none()
        return TopicRecord(*row) if row is not None else None

    async def is_followed(self, topic_id: int) -> bool:
        """Whether anybody follows the topic."""
        query = select(follows.c.id).where(follows.c.topic_id == topic_id).limit(1)
        return await self._connection.scalar(query) is not None

    async def all(self) -> list[TopicRecord]:
        """The topics that somebody follows, oldest first."""
        followed = select(follows.c.topic_id).where(follows.c.topic_id == topics.c.id).exists()
        query = select(*_RECORD).where(followed).order_by(topics.c.id)
        return [TopicRecord(*row) for row in await self._connection.execute(query)]
