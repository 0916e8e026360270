"""Leases on feeds: taken by one poller at a time, kept up while it polls, and taken back after a crash."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from itertools import count
from uuid import uuid4

from bot.services.ports import Clock
from storage.engine import Database
from storage.errors import StorageError
from storage.records import FeedRecord
from storage.repositories.leases import Claim
from storage.unit import Unit

_LOG = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
"""How long a poller that died holds a feed."""

RENEWED = LEASE.total_seconds() / 4
"""Seconds after which a poller that lives says so; three of them may fail."""

EACH = 2
"""Feeds of one host that are polled side by side: it is asked for one thing at a time anyway."""

Sleep = Callable[[float], Awaitable[object]]


class Lost(Exception):
    """Somebody else holds the feed by now, or it was removed."""


class Leases:
    """``owner`` is who claims: the same at each start of a program that is alone in its folder.

    ``sleep`` waits so many seconds.
    """

    def __init__(self, database: Database, clock: Clock, owner: str = "", sleep: Sleep = asyncio.sleep) -> None:
        self._database = database
        self._clock = clock
        self._owner = f"{owner or uuid4().hex}/"
        self._run = uuid4().hex[:12]
        self._numbers = count(1)
        self._sleep = sleep

    async def take_back(self) -> int:
        """Free what this owner held when it died; to be called at the start, before anything is claimed."""
        async with self._database.write() as unit:
            return await unit.leases.take_back(self._owner)

    async def claim(self, limit: int, busy: Mapping[str, int]) -> list[FeedRecord]:
        """At most so many feeds that are due, of no host more than `EACH` with those that are ``busy``."""
        now = self._clock()
        next_due = await self.next_due()
        if next_due is None or next_due > now:
            return []
        async with self._database.write() as unit:
            return await unit.leases.claim(limit, self._claim(now, busy), now=now)

    async def claim_due(self, feed_id: int) -> FeedRecord | None:
        """This feed; None if it is not due, or somebody holds it."""
        now = self._clock()
        async with self._database.write() as unit:
            return await unit.leases.claim_due(feed_id, self._claim(now, {}), now=now)

    async def claim_one(self, feed_id: int) -> FeedRecord | None:
        """This feed, due or not; None if somebody polls it at this moment."""
        now = self._clock()
        async with self._database.write() as unit:
            return await unit.leases.claim_one(feed_id, self._claim(now, {}), now=now)

    async def next_due(self) -> datetime | None:
        """When the next feed is due."""
        async with self._database.read() as unit:
            return await unit.leases.next_due()

    async def release(self, feed: FeedRecord) -> None:
        """Give it back as it was."""
        async with self._database.write() as unit:
            await unit.leases.release(feed)

    @asynccontextmanager
    async def held(self, feed: FeedRecord) -> AsyncIterator[Unit]:
        """A transaction that writes, for the feed's holder only. Raises Lost."""
        async with self._database.write() as unit:
            if not await unit.leases.holds(feed):
                raise Lost
            yield unit

    @asynccontextmanager
    async def kept_up(self, feed: FeedRecord) -> AsyncIterator[None]:
        """The lease does not run out meanwhile."""
        renewing = asyncio.create_task(self._renew(feed))
        try:
            yield
        finally:
            renewing.cancel()
            with suppress(asyncio.CancelledError):
                await renewing

    async def _renew(self, feed: FeedRecord) -> None:
        is_held = True
        while is_held:
            await self._sleep(RENEWED)
            try:
                async with self._database.write() as unit:
                    is_held = await unit.leases.renew(feed, self._clock() + LEASE)
            except StorageError as error:
                _LOG.warning("the lease on feed %d was not renewed: %s", feed.id, error)

    def _claim(self, now: datetime, busy: Mapping[str, int]) -> Claim:
        return Claim(f"{self._owner}{self._run}/{next(self._numbers)}", now + LEASE, EACH, busy)
