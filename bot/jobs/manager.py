"""procrastinate's manager of jobs, where a job goes back among those that wait."""

from __future__ import annotations

from datetime import datetime

from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status
from procrastinate.manager import JobManager


class Manager(JobManager):
    """A job that is to be done again, while one waits already under the same ``once``, ends in favour of that.

    procrastinate leaves it as it is in version 3.10, marked as running for as long as its worker lives, see
    https://github.com/procrastinate-org/procrastinate/issues/1446.
    """

    async def retry_job_by_id_async(
        self,
        job_id: int,
        retry_at: datetime,
        priority: int | None = None,
        queue: str | None = None,
        lock: str | None = None,
    ) -> None:
        """As procrastinate's."""
        try:
            await super().retry_job_by_id_async(job_id, retry_at, priority, queue, lock)
        except UniqueViolation:
            await self.finish_job_by_id_async(job_id, Status.SUCCEEDED, delete_job=True)
