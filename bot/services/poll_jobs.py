"""Polls as jobs, for any number of workers: made of the feeds that are due, and done by whoever is free."""

from __future__ import annotations

import asyncio
import logging

from bot.services.leases import EACH
from bot.services.polling import Polled, Polling
from bot.services.ports import Clock, Jobs
from storage.engine import Database
from storage.errors import StorageError
from storage.records.jobs import NewJob
from storage.repositories.leases import host_of

_LOG = logging.getLogger(__name__)

POLL = "feeds.poll"
"""The task of `PollJobs.poll`; its argument is the ``feed``."""

SWEEP_FEEDS = "feeds.sweep"
"""The task of `PollJobs.sweep`."""

MOST = 500
"""Feeds for which jobs are put in one go."""


class PollJobs:
    """A feed waits for one poll at a time, and of those of a host `EACH` are polled side by side, by all workers."""

    def __init__(self, database: Database, polling: Polling, jobs: Jobs, clock: Clock) -> None:
        self._database = database
        self._polling = polling
        self._jobs = jobs
        self._clock = clock

    async def sweep(self) -> int:
        """Put jobs for the feeds that are due; gives how many. Those that wait already stay as they are.

        Of `MOST` each host has its part, however many feeds of another are due.
        """
        async with self._database.read() as unit:
            due = await unit.leases.due(MOST, now=self._clock())
        if due:
            async with self._database.write() as unit:
                await self._jobs.put(unit, *(_job(number, host_of(url)) for number, url in due))
        return len(due)

    async def listen(self, call: asyncio.Event) -> None:
        """Sweep whenever somebody made a feed due, until cancelled."""
        while True:
            await call.wait()
            call.clear()
            try:
                await self.sweep()
            except StorageError as error:
                _LOG.error("the feeds cannot be read: %s; the next sweep finds what is due", error)

    async def poll(self, feed_id: int) -> Polled | None:
        """Poll the feed; None if it is not due any more, or somebody is at it. Raises StorageError."""
        feed = await self._polling.leases.claim_due(feed_id)
        return await self._polling.poll(feed) if feed is not None else None


def _job(feed_id: int, host: str) -> NewJob:
    return NewJob(POLL, {"feed": feed_id}, once=f"{POLL}:{feed_id}", lock=f"host:{host}/{feed_id % EACH}")
