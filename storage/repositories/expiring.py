"""Expiring: what is older than it may be kept, removed a piece at a time so that nobody waits for it."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from sqlalchemy import delete, select, tuple_

from storage.repositories.audit import Audit
from storage.repositories.repository import Repository
from storage.repositories.traces import NOBODY, Traces
from storage.tables import answered_updates, audit, deliveries, questions, readers


class Expiring(Repository):
    """Rows are numbered in the order of their time: looked at from the oldest on, the first young one is the end."""

    async def deliveries(self, before: datetime, after: int, limit: int) -> tuple[int, int | None]:
        """Removes deliveries that were settled before that moment, from ``limit`` that are numbered above ``after``.

        Gives how many, and from where to go on, None at the end. They are left as counts.
        """
        columns = (deliveries.c.id, deliveries.c.created, deliveries.c.settled, deliveries.c.state)
        query = select(*columns).where(deliveries.c.id > after).order_by(deliveries.c.id).limit(limit)
        rows = (await self._connection.execute(query)).all()
        old = [row for row in rows if row.settled is not None and row.settled < before]
        which = deliveries.c.id.in_(self._numbers([row.id for row in old]))
        await self._connection.execute(delete(deliveries).where(which))
        await self._count(Counter(f"delivery.{row.state}" for row in old))
        return len(old), rows[-1].id if len(rows) == limit and rows[-1].created < before else None

    async def audit(self, before: datetime, after: int, limit: int) -> tuple[int, int | None]:
        """As `deliveries`, of the audit's entries; what the program itself did stays: it says what need not be done."""
        columns = (audit.c.id, audit.c.at, audit.c.actor)
        query = select(*columns).where(audit.c.id > after).order_by(audit.c.id).limit(limit)
        rows = (await self._connection.execute(query)).all()
        old = [row for row in rows if row.at < before and row.actor != NOBODY]
        await Audit(self._connection).expire(before, [row.id for row in old])
        return len(old), rows[-1].id if len(rows) == limit and rows[-1].at < before else None

    async def questions(self, before: datetime) -> int:
        """Removes questions that were put before that moment and never answered."""
        return (await self._connection.execute(delete(questions).where(questions.c.asked < before))).rowcount

    async def answered(self, before: datetime, limit: int) -> int:
        """Removes at most ``limit`` of the pushed updates that were answered before that moment; gives how many."""
        key = tuple_(answered_updates.c.bot, answered_updates.c.id)
        old = select(answered_updates.c.bot, answered_updates.c.id).where(answered_updates.c.at < before).limit(limit)
        return (await self._connection.execute(delete(answered_updates).where(key.in_(old)))).rowcount

    async def left(self, before: datetime, limit: int) -> list[int]:
        """At most ``limit`` chats that stopped, or blocked the program, before that moment."""
        gone = ~readers.c.active & (readers.c.deactivated < before)
        return list(await self._connection.scalars(select(readers.c.chat_id).where(gone).limit(limit)))

    async def _count(self, counts: Counter[str]) -> None:
        await Traces(self._connection).add(counts)
