"""Jobs of several machines: rows of procrastinate, put by its own function in the transaction of what they are about.

There are none in SQLite: a single machine keeps its jobs in memory, and makes them again from the other tables.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from storage.records.jobs import NewJob
from storage.repositories.repository import Repository

TRIES = 5
"""Times that jobs are put, of which others put some at the same moment."""

_PUT = text(
    """
    WITH given AS (
        SELECT DISTINCT ON (coalesce(once, place::text)) *
        FROM jsonb_to_recordset(CAST(:jobs AS jsonb)) AS given (
            place integer, queue varchar, task varchar, once text, lock text, arguments jsonb, at timestamptz
        )
        ORDER BY coalesce(once, place::text), place
    )
    SELECT coalesce(cardinality(procrastinate_defer_jobs_v1(array_agg(
        ROW(queue, task, 0, lock, once, arguments, at)::procrastinate_job_to_defer_v1 ORDER BY place
    ))), 0)
    FROM given
    WHERE once IS NULL OR NOT EXISTS (
        SELECT 1 FROM procrastinate_jobs AS waiting WHERE waiting.queueing_lock = once AND waiting.status = 'todo'
    )
    """
)

ALIVE = 20.0
"""Seconds within which a worker that lives gives a sign of it."""

_WORKERS = text(
    "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => :within)"
)

_DEPTH = text(
    """
    SELECT queue_name, status::text, count(*)
    FROM procrastinate_jobs AS job
    WHERE status <> 'failed' OR EXISTS (
        SELECT 1 FROM procrastinate_events AS event
        WHERE event.job_id = job.id AND event.at > now() - make_interval(hours => 1)
    )
    GROUP BY 1, 2
    ORDER BY 1, 2
    """
)


class Jobs(Repository):
    """What workers are to do once this transaction is committed; on PostgreSQL only."""

    async def put(self, jobs: Sequence[NewJob]) -> int:
        """Puts them in this order; gives how many were new, and did not wait already."""
        if not jobs:
            return 0
        given = {"jobs": json.dumps([_row(place, job) for place, job in enumerate(jobs)])}
        for _ in range(TRIES - 1):
            try:
                # Another may put the same at this moment: its transaction is waited for, and ours goes on.
                async with self._connection.begin_nested():
                    return int(await self._connection.scalar(_PUT, given) or 0)
            except IntegrityError:
                continue
        return int(await self._connection.scalar(_PUT, given) or 0)

    async def workers(self, within: float = ALIVE) -> int:
        """How many gave a sign of life in so many seconds; a process counts once for each group of its tasks."""
        if self._dialect != "postgresql":
            return 0
        return int(await self._connection.scalar(_WORKERS, {"within": within}) or 0)

    async def depth(self) -> dict[tuple[str, str], int]:
        """How many jobs there are, by queue and state: todo, doing, failed, and those that ended otherwise.

        Of the failed, which stay for days to be looked at, only those of the last hour are counted.
        """
        if self._dialect != "postgresql":
            return {}
        return {(row[0], row[1]): row[2] for row in await self._connection.execute(_DEPTH)}


def queue_of(task: str) -> str:
    """Where a task's jobs wait: with those of its family, the part of its name before the point."""
    return task.partition(".")[0]


def _row(place: int, job: NewJob) -> dict[str, object]:
    return {
        "place": place,
        "queue": queue_of(job.task),
        "task": job.task,
        "once": job.once,
        "lock": job.lock,
        "arguments": dict(job.arguments),
        "at": job.at.isoformat() if job.at else None,
    }
