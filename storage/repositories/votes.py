"""Votes: which articles a reader called useful or not, and how many of each there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Integer, cast, func, select

from storage.records import Tally, VoteRecord
from storage.repositories.repository import Repository
from storage.tables import votes

USEFUL = func.coalesce(func.sum(cast(votes.c.useful, Integer)), 0)
"""How many of the votes say that it was useful."""


class Votes(Repository):
    """A reader has one vote on an article, and may change it."""

    async def cast(self, vote: VoteRecord, *, now: datetime) -> bool | None:
        """Keeps the vote in place of an earlier one; gives what that said, None if there was none."""
        before = await self.said(vote.reader_id, vote.article_id)
        values = {name: getattr(vote, name) for name in VoteRecord.__slots__} | {"created": now}
        insert = self._insert(votes).values(values)
        changed = {name: value for name, value in values.items() if name not in ("reader_id", "article_id")}
        await self._connection.execute(
            insert.on_conflict_do_update(index_elements=["reader_id", "article_id"], set_=changed)
        )
        return before

    async def said(self, reader_id: int, article_id: int) -> bool | None:
        """What the reader says of the article, None if there is no vote of theirs."""
        mine = (votes.c.reader_id == reader_id) & (votes.c.article_id == article_id)
        found: bool | None = await self._connection.scalar(select(votes.c.useful).where(mine))
        return found

    async def of_reader(self, reader_id: int, limit: int) -> list[Tally]:
        """The reader's last ``limit`` votes, counted by outlet and topic."""
        last = select(votes.c.outlet, votes.c.topic_id, votes.c.useful).where(votes.c.reader_id == reader_id)
        last_ones = last.order_by(votes.c.created.desc(), votes.c.article_id.desc()).limit(limit).subquery()
        useful = func.sum(cast(last_ones.c.useful, Integer))
        query = select(last_ones.c.outlet, last_ones.c.topic_id, useful, func.count())
        rows = await self._connection.execute(query.group_by(last_ones.c.outlet, last_ones.c.topic_id))
        return [Tally(int(useful), number, outlet, topic) for outlet, topic, useful, number in rows]

    async def of_articles(self, article_ids: Sequence[int]) -> dict[int, Tally]:
        """The votes of all readers on each of the articles; one without any is left out."""
        query = select(votes.c.article_id, USEFUL, func.count())
        query = query.where(votes.c.article_id.in_(self._numbers(article_ids))).group_by(votes.c.article_id)
        rows = await self._connection.execute(query)
        return {number: Tally(int(useful), count) for number, useful, count in rows}
