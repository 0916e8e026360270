"""Fan-outs: an article is owed to all who follow what it holds, in parts, so that no transaction is long."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from bot.services.ports import Clock
from bot.services.schedules.refreshing import refresh
from storage.engine import Database
from storage.errors import StorageError
from storage.unit import Unit

_LOG = logging.getLogger(__name__)

PART = 1_000
"""Readers that are written into the ledger by one transaction."""

PATIENCE = 1.0
"""Seconds to wait for a database that cannot be written."""


class FanOuts:
    """The first part goes with the article itself; `run` does the others, those that an earlier run left included.

    ``wake`` is called when there is something to send.
    """

    def __init__(self, database: Database, clock: Clock, wake: Callable[[], None], part: int = PART) -> None:
        self._database = database
        self._clock = clock
        self._wake = wake
        self._part = part
        self._open = asyncio.Event()
        self._open.set()

    async def begin(self, unit: Unit, article_id: int, topics: Sequence[int], now: datetime) -> int:
        """In the transaction that stores the article; gives the number of readers whom it will reach."""
        if not topics:
            return 0
        await refresh(unit, now)
        await unit.fanouts.begin(article_id, topics)
        upto = await unit.fanouts.shard(topics, 0, self._part)
        told = await unit.deliveries.fan_out(article_id, topics, now=now, upto=upto)
        await unit.fanouts.advance(article_id, upto)
        if upto is None:
            return told
        self._open.set()
        return told + await unit.follows.audience(topics, upto)

    async def run(self) -> None:
        """Finish what is open, whenever something is, until cancelled."""
        while True:
            await self._open.wait()
            self._open.clear()
            try:
                while await self._next():
                    self._wake()
            except StorageError as error:
                _LOG.error("readers cannot be written into the ledger: %s; trying again", error)
                self._open.set()
                await asyncio.sleep(PATIENCE)

    async def _next(self) -> bool:
        """One part of the oldest that is open; False if none is."""
        async with self._database.write() as unit:
            found = await unit.fanouts.next()
            if found is None:
                return False
            upto = await unit.fanouts.shard(found.topics, found.reached, self._part)
            now = self._clock()
            await refresh(unit, now)
            await unit.deliveries.fan_out(found.article_id, found.topics, now=now, after=found.reached, upto=upto)
            await unit.fanouts.advance(found.article_id, upto)
        return True
