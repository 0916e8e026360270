"""The jobs of several machines: procrastinate's worker on the tables that the migrations made.

Loaded where jobs are done; who only puts some needs none of it, see `bot.jobs.stored`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from datetime import timedelta
from functools import partial
from typing import Any

import procrastinate
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.exceptions import AppNotOpen, ConnectorException
from procrastinate.jobs import Job
from psycopg_pool import PoolTimeout
from sqlalchemy.engine import make_url

from bot.jobs.local import tell
from bot.jobs.manager import Manager
from bot.jobs.port import Periodic, Retry, Task, Tasks
from bot.jobs.stored import Stored
from bot.services.ports import Clock
from storage.repositories.jobs import ALIVE, queue_of

_LOG = logging.getLogger(__name__)

PLACES = {"feeds": 8, "loads": 2, "jobs": 1}
"""Jobs of a family that a worker does side by side, in places of their own, so that no other waits.

Polls wait for others. Of parcels one is analysed while another is stored; what a worker took beyond that, another
could have begun. What the dead were at is taken over however long the other jobs are.
"""

REST = 4
"""Jobs of all other families together that it does side by side; what is CPU work goes to its process pool."""

CONNECTIONS = 4
"""To the database, for the jobs' own rows; four more listen, one for each group of families."""

PATIENCE = 10.0
"""Seconds that what runs at the end may take to finish."""

LOOK_AGAIN = 1.0
"""Seconds after which jobs are looked for though no notification came.

Those that were put off are due; and procrastinate 3.10 forgets a notification that comes while it looks.
"""

HEARTBEAT = 5.0
"""Seconds between two signs of life."""

PAUSE = 2.0
"""Seconds to wait for a database that cannot be reached."""

LATE = timedelta(days=1, hours=1)
"""How late something periodic may be begun that no worker was there for."""

KEPT = 72
"""Hours that jobs stay which ended in an error, to be looked at."""

STALLED, SWEEP = "jobs.stalled", "jobs.sweep"


class SharedRunner(Stored):
    """A `bot.jobs.port.Runner` for any number of processes on one PostgreSQL database.

    ``address`` is the database's; ``clock`` says when what failed is tried again.
    """

    def __init__(
        self,
        address: str,
        clock: Clock,
        *,
        patience: float = PATIENCE,
        look_again: float = LOOK_AGAIN,
    ) -> None:
        self._address = address
        self._clock = clock
        self._patience = patience
        self._look_again = look_again
        self._connector: procrastinate.PsycopgConnector | None = None
        self.is_at_work = False
        """Whether jobs are looked for, at this moment."""

    async def run(self, tasks: Tasks) -> None:
        """As `bot.jobs.port.Runner`; a database that goes away is waited for."""
        own = (Task(STALLED, self._take_over, Retry(tries=1)), Task(SWEEP, self._remove_old, Retry(tries=1)))
        timed = (Periodic(STALLED, timedelta(seconds=10)), Periodic(SWEEP, timedelta(hours=6)))
        while True:
            try:
                await self._once(tasks + Tasks.of(own, timed))
                _LOG.error("the worker of jobs ended; starting it again")
            except (ConnectorException, PoolTimeout) as error:
                reason = " ".join(str(error.__cause__ or error).split())
                _LOG.error("jobs cannot be read: %s; trying again", reason)
            await asyncio.sleep(PAUSE)

    async def _once(self, tasks: Tasks) -> None:
        connector = procrastinate.PsycopgConnector(
            conninfo=_conninfo(self._address), min_size=1, max_size=CONNECTIONS, timeout=PAUSE, num_workers=1
        )
        app = procrastinate.App(connector=connector, periodic_defaults={"max_delay": LATE.total_seconds()})
        app.job_manager = Manager(connector)
        _register(app, tasks, self._clock)
        self._connector = connector
        async with app.open_async():
            self.is_at_work = True
            try:
                await _side_by_side(*(self._worker(app, queues, places) for queues, places in _groups(tasks)))
            finally:
                self.is_at_work = False

    async def _worker(self, app: procrastinate.App, queues: list[str], places: int) -> None:
        await app.run_worker_async(
            queues=queues,
            concurrency=places,
            fetch_job_polling_interval=self._look_again,
            shutdown_graceful_timeout=self._patience,
            delete_jobs="successful",
            install_signal_handlers=False,
            update_heartbeat_interval=HEARTBEAT,
            stalled_worker_timeout=ALIVE,
        )

    async def _take_over(self, _: object) -> None:
        """What dead workers were at is to be done again."""
        manager = self._manager()
        for job in await manager.get_stalled_jobs(seconds_since_heartbeat=ALIVE):
            _LOG.warning("a worker died with a job of %s: it is done again", job.task_name)
            await manager.retry_job(job)

    async def _remove_old(self, _: object) -> None:
        """What ended in an error has been there to be looked at."""
        await self._manager().delete_old_jobs(KEPT, include_failed=True, include_cancelled=True, include_aborted=True)

    def _manager(self) -> Manager:
        if self._connector is None:
            raise AppNotOpen
        return Manager(self._connector)


class _Again(BaseRetryStrategy):
    """Our `Retry` as procrastinate asks for it. What was cancelled at the end of a worker waits for another."""

    def __init__(self, task: Task, clock: Clock) -> None:
        self._task = task
        self._clock = clock

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if isinstance(exception, asyncio.CancelledError):
            return RetryDecision()
        at = self._task.retry.at(job.attempts + 1, self._clock())
        if isinstance(exception, Exception):
            tell(self._task.name, exception, at)
        return RetryDecision(retry_at=at) if at is not None else None


async def _side_by_side(*workers: Coroutine[Any, Any, None]) -> None:
    """Until the first ends, in whatever way; then the others end too, and what they do is finished."""
    tasks = [asyncio.ensure_future(worker) for worker in workers]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
    for error in ended:
        if isinstance(error, Exception):
            raise error


def _groups(tasks: Tasks) -> list[tuple[list[str], int]]:
    """Families that share places, and how many places."""
    families = {queue_of(name) for name in tasks.by_name}
    apart = [([name], places) for name, places in PLACES.items() if name in families]
    rest = sorted(families.difference(PLACES))
    return [*apart, (rest, REST)] if rest else apart


def _register(app: procrastinate.App, tasks: Tasks, clock: Clock) -> None:
    known = {
        name: app.task(name=name, queue=queue_of(name), retry=_Again(task, clock))(partial(_do, task))
        for name, task in tasks.by_name.items()
    }
    for one in tasks.periodic:
        app.periodic(cron=cron_of(one.every), queueing_lock=f"every:{one.task}")(known[one.task])


async def _do(task: Task, **arguments: Any) -> None:
    await task.work(arguments)


def cron_of(every: timedelta) -> str:
    """When something periodic is due, as procrastinate's clockwork reads it: six fields, the last for seconds."""
    seconds = int(every.total_seconds())
    if seconds < 60:
        return f"* * * * * */{seconds}"
    if seconds < 3600:
        return f"*/{seconds // 60} * * * *"
    return f"0 */{seconds // 3600} * * *" if seconds < 86400 else "0 0 * * *"


def _conninfo(address: str) -> str:
    return make_url(address).set(drivername="postgresql").render_as_string(hide_password=False)
