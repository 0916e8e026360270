"""Topics: what can be followed, each in one canonical form."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from sqlalchemy import bindparam, func, select

from storage.letters import storable
from storage.records import TopicRecord
from storage.repositories.repository import Repository
from storage.tables import follows, topics

_RECORD = (topics.c.id, topics.c.canonical, topics.c.tree)


def _digest(canonical: str) -> str:
    return sha256(storable(canonical).encode()).hexdigest()


_BY_ID = select(*_RECORD).where(topics.c.id == bindparam("topic"), topics.c.canonical != "")
"""Made once: it is asked for each topic of a list."""


class Topics(Repository):
    """Every topic that was ever followed; two readers who mean the same share one."""

    async def ensure(self, canonical: str, tree: str | None = None) -> TopicRecord:
        """The topic of this form, stored with its tree if it is new; nobody else erases it before this is committed."""
        insert = self._insert(topics).on_conflict_do_nothing(index_elements=["digest"])
        insert = insert.values(digest=_digest(canonical), canonical=canonical, tree=tree)
        # On PostgreSQL; SQLite has one writer, and knows no such clause.
        kept = select(*_RECORD).where(topics.c.digest == _digest(canonical)).with_for_update(read=True, key_share=True)
        row = None
        while row is None:
            await self._connection.execute(insert)
            # None: it was there, and another transaction has just erased it.
            row = (await self._connection.execute(kept)).one_or_none()
        return TopicRecord(*row)

    async def by_canonical(self, canonical: str) -> TopicRecord | None:
        """The topic of exactly this form, or None."""
        query = select(*_RECORD).where(topics.c.digest == _digest(canonical))
        row = (await self._connection.execute(query)).one_or_none()
        return TopicRecord(*row) if row is not None else None

    async def is_followed(self, topic_id: int) -> bool:
        """Whether anybody follows the topic."""
        query = select(follows.c.id).where(follows.c.topic_id == topic_id).limit(1)
        return await self._connection.scalar(query) is not None

    async def get(self, topic_id: int) -> TopicRecord | None:
        """The topic of a number, or None; one whose only reader was forgotten has no wording and is none."""
        row = (await self._connection.execute(_BY_ID, {"topic": topic_id})).one_or_none()
        return TopicRecord(*row) if row is not None else None

    async def newest_follow(self) -> int:
        """The number of the newest follow, 0 if there was none; later ones have greater numbers."""
        return await self._connection.scalar(select(func.max(follows.c.id))) or 0

    async def followed_since(self, follow: int) -> list[TopicRecord]:
        """The topics of all follows of a greater number."""
        held = select(follows.c.topic_id).where(follows.c.id > follow)
        query = select(*_RECORD).where(topics.c.id.in_(held)).order_by(topics.c.id)
        return [TopicRecord(*row) for row in await self._connection.execute(query)]

    async def followed_among(self, topic_ids: Sequence[int]) -> list[TopicRecord]:
        """Those of the topics that somebody follows."""
        held = select(follows.c.id).where(follows.c.topic_id == topics.c.id).exists()
        query = select(*_RECORD).where(topics.c.id.in_(self._numbers(topic_ids)), held).order_by(topics.c.id)
        return [TopicRecord(*row) for row in await self._connection.execute(query)]

    async def followed_ids(self, after: int, limit: int) -> list[int]:
        """As ``followed``, their numbers alone."""
        held = select(follows.c.topic_id).where(follows.c.topic_id == topics.c.id).exists()
        query = select(topics.c.id).where(held, topics.c.id > after).order_by(topics.c.id).limit(limit)
        return list((await self._connection.scalars(query)).all())

    async def followed(self, after: int, limit: int) -> list[TopicRecord]:
        """At most ``limit`` topics that somebody follows, oldest first, of a greater number than ``after``."""
        held = select(follows.c.topic_id).where(follows.c.topic_id == topics.c.id).exists()
        query = select(*_RECORD).where(held, topics.c.id > after).order_by(topics.c.id).limit(limit)
        return [TopicRecord(*row) for row in await self._connection.execute(query)]
