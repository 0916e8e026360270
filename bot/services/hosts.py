"""Turns at hosts among all processes of a shared database: one asks a host at a time, and it rests after each."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from bot.services.ports import Clock
from storage.engine import Database
from storage.errors import StorageError

_LOG = logging.getLogger(__name__)

HELD = timedelta(seconds=40)
"""How long a process that died holds a host; longer than any request takes."""

LONGEST = 1.0
"""Seconds between two looks whether a host is free: whoever has it may be done sooner than they said."""

Sleep = Callable[[float], Awaitable[object]]


class HostTurns:
    """``pause`` is from the end of a request to the start of the next; ``sleep`` waits so many seconds."""

    def __init__(self, database: Database, clock: Clock, pause: float, sleep: Sleep = asyncio.sleep) -> None:
        self._database = database
        self._clock = clock
        self._pause = timedelta(seconds=pause)
        self._sleep = sleep

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        """Wait for the host. Where the database cannot be reached, each process is polite by itself."""
        held = await self._taken(name)
        try:
            yield
        finally:
            if held is not None:
                await self._given_back(name, held)

    async def forget(self) -> int:
        """Forget those that rest; gives how many."""
        async with self._database.write() as unit:
            return await unit.hosts.forget(self._clock() - HELD)

    async def _taken(self, name: str) -> datetime | None:
        while True:
            now = self._clock()
            try:
                async with self._database.write() as unit:
                    free_at = await unit.hosts.take(name, now + HELD, now=now)
            except StorageError as error:
                _LOG.warning("a host is asked without a look at who else does: %s", error)
                return None
            if free_at is None:
                return now + HELD
            await self._sleep(min(max((free_at - now).total_seconds(), 0.0), LONGEST))

    async def _given_back(self, name: str, held: datetime) -> None:
        try:
            async with self._database.write() as unit:
                await unit.hosts.rest(name, held, self._clock() + self._pause)
        except StorageError as error:
            _LOG.warning("a host rests longer than it need: %s", error)
