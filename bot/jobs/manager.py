"""procrastinate's manager of jobs, where a job goes back among those that wait."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial

from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Status
from procrastinate.manager import JobManager
from psycopg_pool import PoolTimeout

PAUSES = (0.1, 0.5, 2.0)
"""Seconds before it is said again what became of a job."""


class Manager(JobManager):
    """A job that is to be done again, while one waits already under the same ``once``, ends in favour of that.

    procrastinate leaves it as it is in version 3.10, marked as running for as long as its worker lives, see
    https://github.com/procrastinate-org/procrastinate/issues/1446. So it leaves one whose end it cannot write down at
    once, and with it all that wait for its lock.
    """

    async def finish_job_by_id_async(self, job_id: int, status: Status, delete_job: bool) -> None:
        """As procrastinate's, a few times where the database cannot be reached just then."""
        await _said(partial(super().finish_job_by_id_async, job_id, status, delete_job))

    async def retry_job_by_id_async(
        self,
        job_id: int,
        retry_at: datetime,
        priority: int | None = None,
        queue: str | None = None,
        lock: str | None = None,
    ) -> None:
        """As procrastinate's, a few times where the database cannot be reached just then."""
        try:
            await _said(partial(super().retry_job_by_id_async, job_id, retry_at, priority, queue, lock))
        except UniqueViolation:
            await self.finish_job_by_id_async(job_id, Status.SUCCEEDED, delete_job=True)


async def _said(say: Callable[[], Awaitable[None]]) -> None:
    for pause in PAUSES:
        try:
            return await say()
        except UniqueViolation:
            raise
        except (ConnectorException, PoolTimeout):
            await asyncio.sleep(pause)
    return await say()
