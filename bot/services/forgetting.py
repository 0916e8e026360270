"""Forgetting: a reader at their word and at once, and by itself what is older than it may be kept."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.services.ports import Clock
from bot.services.topics import Topics
from storage.engine import Database
from storage.news import Kind
from storage.unit import Unit

_LOG = logging.getLogger(__name__)

AT_ONCE = 1_000
"""Rows that are looked at in one transaction: others wait only for a moment."""

UNANSWERED = timedelta(days=1)
"""How long a question stays that nobody answered; after ten minutes it counts no more."""

PUSHED_AGAIN = timedelta(days=2)
"""How long it is known that an update was answered: Telegram pushes one again for a day at most."""

Piece = Callable[[Unit, datetime, int], Awaitable[tuple[int, int | None]]]


@dataclass(frozen=True, slots=True)
class Limits:
    """How many days each may be kept, 0 for ever: ``deliveries`` once settled, the ``audit``, ``readers`` who left."""

    deliveries: int = 365
    audit: int = 365
    readers: int = 730


class Forgetting:
    """Erases for good; what is left are counts, from which nobody can be told."""

    def __init__(self, database: Database, topics: Topics, clock: Clock, limits: Limits | None = None) -> None:
        self._database = database
        self._topics = topics
        self._clock = clock
        self.limits = limits or Limits()

    async def forget(self, chat_id: int) -> bool:
        """Erase all that is kept of a chat, or of the person of that number; False if nothing was known of them."""
        known = await self._erase(chat_id)
        await self._database.scrub()
        return known

    async def expire(self) -> int:
        """Remove what may be kept no longer; gives how many rows and readers that were."""
        now, limits = self._clock(), self.limits
        async with self._database.write() as unit:
            count = await unit.expiring.questions(now - UNANSWERED)
            count += await unit.broadcasts.discard_old(now - UNANSWERED)
        await self._answered(now - PUSHED_AGAIN)
        if limits.deliveries:
            count += await self._each(_deliveries, now - timedelta(days=limits.deliveries))
        if limits.audit:
            count += await self._each(_audit, now - timedelta(days=limits.audit))
        if limits.readers:
            count += await self._left(now - timedelta(days=limits.readers))
        if count:
            _LOG.info("%d rows were older than they may be kept, and are removed", count)
        return count

    async def _each(self, piece: Piece, before: datetime) -> int:
        count, after = 0, 0
        while True:
            async with self._database.write() as unit:
                removed, following = await piece(unit, before, after)
            count += removed
            if following is None:
                return count
            after = following

    async def _answered(self, before: datetime) -> None:
        removed = AT_ONCE
        while removed == AT_ONCE:
            async with self._database.write() as unit:
                removed = await unit.expiring.answered(before, AT_ONCE)

    async def _left(self, before: datetime) -> int:
        count = 0
        while True:
            async with self._database.read() as unit:
                found = await unit.expiring.left(before, AT_ONCE)
            for chat in found:
                await self._erase(chat)
            count += len(found)
            if not found:
                return count

    async def _erase(self, chat_id: int) -> bool:
        async with self._database.write() as unit:
            known = await unit.readers.by_chat(chat_id) is not None
            ended = await unit.traces.erase(chat_id)
            if ended:
                unit.news.tell(Kind.ENDED, *ended)
        await self._topics.release(ended)
        return known


async def _deliveries(unit: Unit, before: datetime, after: int) -> tuple[int, int | None]:
    return await unit.expiring.deliveries(before, after, AT_ONCE)


async def _audit(unit: Unit, before: datetime, after: int) -> tuple[int, int | None]:
    return await unit.expiring.audit(before, after, AT_ONCE)
