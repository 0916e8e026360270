"""Fan-outs: which topics an article holds, and how far their followers have been written into the ledger."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Select, bindparam, func, select, update

from storage.records import FanoutRecord
from storage.repositories.binding import numbers
from storage.repositories.repository import Repository
from storage.tables import fanouts, follows


class Fanouts(Repository):
    """One row an article that any topic holds for; open until its last follower is in the ledger."""

    async def begin(self, article_id: int, topics: Sequence[int]) -> None:
        """The article holds these topics, and nobody has been told yet. A second time, nothing changes."""
        await self.begin_all([(article_id, topics)])

    async def begin_all(self, held: Sequence[tuple[int, Sequence[int]]], *, done: bool = False) -> None:
        """As ``begin``, for one or more articles with their topics; ``done``: all will have been told of them."""
        rows = [{"article_id": number, "topics": json.dumps(list(topics)), "done": done} for number, topics in held]
        await self._connection.execute(self._insert(fanouts).on_conflict_do_nothing(), rows)

    async def popularity(self, topics: Sequence[int], most: int) -> dict[int, int]:
        """How many follows each of the topics has; counting ends at ``most``."""
        rows = await self._connection.execute(_popularity(self._dialect), {"topics": topics, "most": most})
        return {row[0]: row[1] for row in rows}

    async def shard(self, topics: Sequence[int], after: int, most: int) -> int | None:
        """The reader with whom a part of ``most`` followers ends that begins behind ``after``; None: it is the last."""
        given = {"topics": topics, "after": after, "most": most}
        row = (await self._connection.execute(_shard(self._dialect), given)).one()
        return int(row[1]) if row[0] == most else None

    async def advance(self, article_id: int, reached: int | None) -> None:
        """All readers up to that number are in the ledger; None: all readers."""
        values = {"done": True} if reached is None else {"reached": reached}
        await self._connection.execute(update(fanouts).where(fanouts.c.article_id == article_id).values(values))

    async def hold(self, article_id: int) -> FanoutRecord | None:
        """That of an article, if it is not finished; until the end of the transaction nobody else holds it."""
        query = select(fanouts.c.article_id, fanouts.c.topics, fanouts.c.reached)
        query = query.where(fanouts.c.article_id == article_id, ~fanouts.c.done).with_for_update()
        row = (await self._connection.execute(query)).one_or_none()
        return FanoutRecord(row[0], tuple(json.loads(row[1])), row[2]) if row is not None else None

    async def unfinished(self, limit: int) -> list[int]:
        """The oldest articles that not all have been told of."""
        query = select(fanouts.c.article_id).where(~fanouts.c.done).order_by(fanouts.c.article_id).limit(limit)
        return [*(await self._connection.scalars(query))]

    async def topics(self, article_ids: Sequence[int]) -> dict[int, tuple[int, ...]]:
        """The topics that held when each of the articles came; articles that none held for are left out."""
        query = select(fanouts.c.article_id, fanouts.c.topics)
        rows = await self._connection.execute(query.where(fanouts.c.article_id.in_(self._numbers(article_ids))))
        return {row[0]: tuple(json.loads(row[1])) for row in rows}


@cache
def _shard(dialect: str) -> Select[Any, Any]:
    ids = select(follows.c.reader_id).where(
        follows.c.topic_id.in_(numbers(dialect, "topics")),
        follows.c.reader_id > bindparam("after", type_=BigInteger),
    )
    part = ids.distinct().order_by(follows.c.reader_id).limit(bindparam("most", type_=BigInteger)).subquery()
    return select(func.count(), func.max(part.c.reader_id))


@cache
def _popularity(dialect: str) -> Select[Any, Any]:
    topics = numbers(dialect, "topics").subquery()
    number = topics.c[0]
    follow = select(follows.c.id).where(follows.c.topic_id == number).correlate(topics)
    some = follow.limit(bindparam("most", type_=BigInteger)).subquery()
    return select(number, select(func.count()).select_from(some).correlate(topics).scalar_subquery())
