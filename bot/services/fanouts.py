"""Fan-outs: an article is owed to all who follow what it holds, in parts, so that no transaction is long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.services.ports import Clock, Jobs, NoJobs
from bot.services.schedules.refreshing import refresh
from storage.engine import Database
from storage.news import Kind
from storage.records.jobs import NewJob
from storage.unit import Unit

PART = 1_000
"""Readers that are written into the ledger by one transaction."""

LANES, REST = 4, 10_000
"""Fan-outs that all workers of a shared database have under way at once, and readers of each transaction after the
first: PostgreSQL's writers do not wait for each other, and half the work of a small part is to find where it ends.
"""

FAN_OUT = "articles.fan_out"
"""The task of `FanOuts.finish`; its argument is the ``article``."""

MOST = 1_000
"""Articles for which `FanOuts.sweep` puts jobs in one go."""


class FanOuts:
    """The first part goes with the article itself; a job that is put with it does the others, by `finish`.

    How far it has got stands in the table, so that a job that is lost can be made again. ``wake`` is called when there
    is something to send. Where the database ``is_shared`` several are worked on side by side, in larger parts.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        wake: Callable[[], None],
        jobs: Jobs | None = None,
        *,
        part: int = PART,
        is_shared: bool = False,
    ) -> None:
        self._database = database
        self._clock = clock
        self._wake = wake
        self._jobs = jobs or NoJobs()
        self._part = part
        self._rest = REST if is_shared else part
        self._lanes = LANES if is_shared else 1

    async def begin(self, unit: Unit, held: Sequence[tuple[int, Sequence[int]]], now: datetime) -> dict[int, int]:
        """In the transaction that stores articles, of which each holds topics.

        Gives the number of readers whom each will reach; those that reach nobody are left out.
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
        await self._jobs.put(unit, self._job(article_id))
        return told + await unit.follows.audience(topics, upto)

    async def finish(self, article_id: int) -> None:
        """Tell all who have not been told yet, a part in each transaction."""
        while await self._next(article_id):
            self._wake()

    async def sweep(self) -> int:
        """Make jobs again for what is not finished; gives how many. Those that wait stay as they are."""
        async with self._database.read() as unit:
            if not await unit.fanouts.unfinished(1):
                return 0
        async with self._database.write() as unit:
            found = await unit.fanouts.unfinished(MOST)
            await self._jobs.put(unit, *map(self._job, found))
        return len(found)

    async def _next(self, article_id: int) -> bool:
        """One part; False if none is left."""
        async with self._database.write() as unit:
            found = await unit.fanouts.hold(article_id)
            if found is None:
                return False
            upto = await unit.fanouts.shard(found.topics, found.reached, self._rest)
            now = self._clock()
            await refresh(unit, now)
            await unit.deliveries.fan_out(found.article_id, found.topics, now=now, after=found.reached, upto=upto)
            await unit.fanouts.advance(found.article_id, upto)
            unit.news.tell(Kind.OWED)
        return True

    def _job(self, article_id: int) -> NewJob:
        lane = f"{FAN_OUT}/{article_id % self._lanes}"
        return NewJob(FAN_OUT, {"article": article_id}, once=f"{FAN_OUT}:{article_id}", lock=lane)


async def _tell(unit: Unit, held: Sequence[tuple[int, Sequence[int]]], now: datetime) -> dict[int, int]:
    """All readers of articles that have few."""
    await unit.fanouts.begin_all(held, done=True)
    return await unit.deliveries.fan_out_all(held, now=now)
