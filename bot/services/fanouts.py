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
        self._is_left = False

    async def begin(self, unit: Unit, held: Sequence[tuple[int, Sequence[int]]], now: datetime) -> dict[int, int]:
        """In the transaction that stores articles, of which each holds topics.

        Gives the number of readers whom each will reach; those that reach nobody are left out. Once the transaction is
        committed, `carry_on` has to be called.
        """
        held = [(article, topics) for article, topics in held if topics]
        if not held:
            return {}
        await refresh(unit, now)
        popularity = await unit.fanouts.popularity(sorted({one for _, topics in held for one in topics}), self._part)
        # Nearly all are told in one go: what they cost is the number of statements, not that of readers.
        small = [one for one in held if sum(popularity[topic] for topic in one[1]) < self._part]
        told = await _tell(unit, small, now) if small else {}
        for article, topics in held:
            if (article, topics) not in small:
                told[article] = await self._begin(unit, article, topics, now)
        return {article: number for article, number in told.items() if number}

    async def _begin(self, unit: Unit, article_id: int, topics: Sequence[int], now: datetime) -> int:
        """The first part of many readers; gives how many they are."""
        await unit.fanouts.begin(article_id, topics)
        upto = await unit.fanouts.shard(topics, 0, self._part)
        told = await unit.deliveries.fan_out(article_id, topics, now=now, upto=upto)
        await unit.fanouts.advance(article_id, upto)
        if upto is None:
            return told
        self._is_left = True
        return told + await unit.follows.audience(topics, upto)

    def carry_on(self) -> None:
        """What was begun is committed. Called before that, `run` would see none of it on PostgreSQL, and rest."""
        if self._is_left:
            self._is_left = False
            self._open.set()

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


async def _tell(unit: Unit, held: Sequence[tuple[int, Sequence[int]]], now: datetime) -> dict[int, int]:
    """All readers of articles that have few."""
    await unit.fanouts.begin_all(held, done=True)
    return await unit.deliveries.fan_out_all(held, now=now)
