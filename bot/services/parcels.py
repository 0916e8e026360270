"""Drafts that workers load: sent as parcels, each with a job, and waited for."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

from bot.services.batches import Batches, Result
from bot.services.packing import pack_drafts, pack_results, unpack_drafts, unpack_results
from bot.services.ports import Clock, Jobs
from bot.sources.draft import Draft
from storage.engine import Database
from storage.records.jobs import NewJob

LOAD = "loads.parcel"
"""The task of `Parcels.open`; its argument is the ``parcel``."""

SWEEP_PARCELS = "loads.sweep"
"""The task of `Parcels.sweep`."""

LOOK_AGAIN = 0.1
"""Seconds between two looks at what became of parcels."""

OVERDUE = timedelta(minutes=1)
"""Age of an unopened parcel from which its job may be lost."""

WANTED = timedelta(days=1)
"""How long what became of a parcel stays for its sender, who may be dead."""

MOST = 1_000
"""Parcels for which jobs are put in one go."""

EACH = 2
"""Parcels on their way for each sign of life, of which a worker gives two: some that it is at, some that wait."""

Sleep = Callable[[float], Awaitable[object]]


class Parcels:
    """The senders' side, and the workers'. ``sleep`` waits so many seconds."""

    def __init__(
        self, database: Database, batches: Batches, jobs: Jobs, clock: Clock, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._database = database
        self._batches = batches
        self._jobs = jobs
        self._clock = clock
        self._sleep = sleep

    async def room(self) -> int:
        """How many may be on their way; 0 where no worker lives, or drafts are better loaded here."""
        async with self._database.read() as unit:
            return EACH * await unit.jobs.workers()

    async def send(self, drafts: Sequence[Draft]) -> list[Result]:
        """Have them loaded, and wait for it; what became of each, in their order. Raises StorageError.

        Where all workers die meanwhile, the drafts are loaded here.
        """
        async with self._database.write() as unit:
            number = await unit.parcels.add(pack_drafts(drafts), now=self._clock())
            await self._jobs.put(unit, _job(number))
        try:
            return await self._outcome(number)
        finally:
            async with self._database.write() as unit:
                await unit.parcels.remove([number])

    async def open(self, number: int) -> None:
        """Load what is in a parcel, unless somebody did. Raises StorageError; what is loaded stays."""
        async with self._database.read() as unit:
            body = await unit.parcels.body(number)
        if body is None:
            return
        ready = await self._batches.prepare(unpack_drafts(body))
        results = [result async for some in self._batches.store(ready) for result in some]
        async with self._database.write() as unit:
            await unit.parcels.settle(number, pack_results(results))

    async def sweep(self) -> int:
        """Make jobs again for what nobody opened in time; gives how many."""
        now = self._clock()
        async with self._database.write() as unit:
            await unit.parcels.discard_old(now - WANTED)
            found = await unit.parcels.unopened(now - OVERDUE, MOST)
            await self._jobs.put(unit, *map(_job, found))
        return len(found)

    async def _outcome(self, number: int) -> list[Result]:
        while True:
            async with self._database.read() as unit:
                found = await unit.parcels.settled([number])
                is_hopeless = not found and not await unit.jobs.workers()
            if number in found:
                return unpack_results(found[number])
            if is_hopeless:
                await self.open(number)
            else:
                await self._sleep(LOOK_AGAIN)


def _job(number: int) -> NewJob:
    return NewJob(LOAD, {"parcel": number}, once=f"{LOAD}:{number}", lock=f"{LOAD}:{number}")
