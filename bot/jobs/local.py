"""The jobs of one machine: kept in memory, and done in this process.

They are lost with it. What is still to be done stands in the tables, and the sweeps that run at the start find it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count

from bot.jobs.port import Periodic, Task, Tasks
from bot.jobs.waiting import Waiting, WaitingJobs
from bot.services.ports import Clock
from storage.errors import StorageError
from storage.records.jobs import NewJob
from storage.unit import Unit

_LOG = logging.getLogger(__name__)

AT_ONCE = 8
"""Jobs that are done side by side."""

PATIENCE = 10.0
"""Seconds that what runs at the end may take to finish."""

LONGEST_REST = 3600.0
"""Seconds after which the clock is looked at again, whatever is due."""

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)

Sleep = Callable[[float], Awaitable[object]]


class LocalRunner:
    """A `bot.jobs.port.Runner` for a process that is alone. ``sleep`` waits so many seconds."""

    def __init__(
        self,
        clock: Clock,
        sleep: Sleep = asyncio.sleep,
        *,
        at_once: int = AT_ONCE,
        patience: float = PATIENCE,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._at_once = at_once
        self._patience = patience
        self._numbers = count(1)
        self._waiting = WaitingJobs()
        self._running: dict[asyncio.Task[None], Waiting] = {}
        self._call = asyncio.Event()
        self._ticks: dict[Periodic, datetime] = {}

    async def put(self, unit: Unit, *jobs: NewJob) -> None:
        """As `bot.services.ports.Jobs`."""
        unit.afterwards(lambda: self._accept(*jobs))

    @property
    def waiting(self) -> tuple[Waiting, ...]:
        """What is not begun, in the order in which it was put."""
        return tuple(self._waiting)

    async def run(self, tasks: Tasks) -> None:
        """As `bot.jobs.port.Runner`."""
        try:
            while True:
                self._call.clear()
                self._put_periodic(tasks.periodic)
                self._begin(tasks)
                await self._rest()
        finally:
            await self._end()

    def _accept(self, *jobs: NewJob) -> None:
        for job in jobs:
            self._waiting.add(Waiting(next(self._numbers), job))
        self._call.set()

    def _put_periodic(self, periodic: Sequence[Periodic]) -> None:
        """What is done without being asked for: at the start, and whenever its time has come since."""
        now = self._clock()
        for one in periodic:
            tick = _EPOCH + (now - _EPOCH) // one.every * one.every
            if self._ticks.get(one) != tick:
                self._ticks[one] = tick
                self._accept(NewJob(one.task, once=f"every:{one.task}"))

    def _begin(self, tasks: Tasks) -> None:
        now = self._clock()
        locked = {one.job.lock for one in self._running.values() if one.job.lock is not None}
        while len(self._running) < self._at_once:
            found = self._waiting.take(now, locked)
            if found is None:
                return
            if found.job.lock is not None:
                locked.add(found.job.lock)
            task = asyncio.create_task(self._do(found, tasks.by_name.get(found.job.task)))
            self._running[task] = found
            task.add_done_callback(self._landed)

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._running.pop(task, None)
        self._call.set()

    async def _do(self, found: Waiting, task: Task | None) -> None:
        job = found.job
        if task is None:
            _LOG.error("no task is called %s: its job is dropped", job.task)
            return
        try:
            await task.work(job.arguments)
        except Exception as error:
            at = task.retry.at(found.failures + 1, self._clock())
            tell(job.task, error, at)
            if at is not None:
                self._waiting.add(found.again(at))

    async def _rest(self) -> None:
        """Until somebody calls, or something is due."""
        waits = {asyncio.ensure_future(self._call.wait()), asyncio.ensure_future(self._sleep(self._longest()))}
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
            await asyncio.gather(*waits, return_exceptions=True)

    def _longest(self) -> float:
        now = self._clock()
        moments = [tick + one.every for one, tick in self._ticks.items()]
        due = self._waiting.next_due(now)
        moments += [due] if due is not None else []
        seconds = min(((moment - now) / timedelta(seconds=1) for moment in moments), default=LONGEST_REST)
        return min(max(seconds, 0.0), LONGEST_REST)

    async def _end(self) -> None:
        """What runs may finish; what does not in time is cancelled."""
        if self._running:
            await asyncio.wait(self._running, timeout=self._patience)
        left = list(self._running)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)


def tell(task: str, error: Exception, again: datetime | None) -> None:
    """Into the log: a database that is away by its sentence alone, what nobody thought of with where it happened."""
    after = f"trying again at {again:%H:%M:%S}" if again is not None else "not tried again"
    if isinstance(error, StorageError):
        _LOG.error("%s could not be done: %s; %s", task, error, after)
    else:
        _LOG.error("%s could not be done; %s", task, after, exc_info=error)
