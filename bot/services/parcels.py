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

LOOK_AGAIN = 0.25
"""Seconds between two looks at what became of all parcels that are on their way."""

LOOKS = 20
"""After so many it is asked whether any worker lives."""

OVERDUE = timedelta(minutes=1)
"""Age of an unopened parcel from which its job may be lost."""

WANTED = timedelta(days=1)
"""How long what became of a parcel stays for its sender, who may be dead."""

MOST = 1_000
"""Parcels for which jobs are put in one go."""

EACH = 1
"""Parcels on their way for each sign of life, of which a worker gives four: two that it is at, two that wait."""

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
        self._waited_for: dict[int, asyncio.Future[list[Result]]] = {}
        self._looking: asyncio.Task[None] | None = None

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
        waiting: asyncio.Future[list[Result]] = asyncio.get_running_loop().create_future()
        self._waited_for[number] = waiting
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        try:
            return await waiting
        finally:
            del self._waited_for[number]
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

    async def _look(self) -> None:
        """Until nothing is waited for any more."""
        looks = 0
        try:
            while numbers := [number for number, waiting in self._waited_for.items() if not waiting.done()]:
                async with self._database.read() as unit:
                    for number, body in (await unit.parcels.settled(numbers)).items():
                        self._arrived(number, unpack_results(body))
                    is_alone = looks % LOOKS == 0 and not await unit.jobs.workers()
                if is_alone:
                    await self.open(numbers[0])
                else:
                    looks += 1
                    await self._sleep(LOOK_AGAIN)
        except Exception as error:
            for waiting in self._waited_for.values():
                if not waiting.done():
                    waiting.set_exception(error)

    def _arrived(self, number: int, results: list[Result]) -> None:
        waiting = self._waited_for.get(number)
        if waiting is not None and not waiting.done():
            waiting.set_result(results)


def _job(number: int) -> NewJob:
    return NewJob(LOAD, {"parcel": number}, once=f"{LOAD}:{number}", lock=f"{LOAD}:{number}")
