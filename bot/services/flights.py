"""Flights: what is on its way between the ledger and Telegram, for those who must wait for it to land."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

PATIENCE = 5.0
"""Seconds that whoever ends a follow waits; a message that takes longer has long since been handed over."""

FEWEST = 2
"""Messages that may wait to be written down before others are held back, however few are sent at a time."""


class Flights:
    """One a reader. ``most`` messages that have landed and are not written down yet hold back those that could start.

    So a database that cannot be written just then, with a program that dies just then, repeats few messages.
    """

    def __init__(self, most: int = FEWEST) -> None:
        self._most = max(most, FEWEST)
        self._up: dict[int, asyncio.Event] = {}
        self._unwritten = 0
        self._clear = asyncio.Event()
        self._clear.set()
        self._claiming = asyncio.Lock()

    @asynccontextmanager
    async def claiming(self) -> AsyncIterator[None]:
        """Inside, deliveries are claimed and begun."""
        async with self._claiming:
            yield

    def begin(self, reader_id: int) -> None:
        """Something is on its way to the reader."""
        self._up[reader_id] = asyncio.Event()

    def land(self, reader_id: int) -> None:
        """It is there, or it never will be; what became of it is not written down yet."""
        self._count(+1)
        if (flight := self._up.pop(reader_id, None)) is not None:
            flight.set()

    def written(self, number: int) -> None:
        """So many that had landed are written down."""
        self._count(-number)

    def end(self) -> None:
        """Who had these on their way has ended: nobody waits for them any more, and they hold back no others."""
        for flight in self._up.values():
            flight.set()
        self._up.clear()
        self._count(-self._unwritten)

    async def clearance(self) -> None:
        """Wait, with a message in hand, until enough of those before it are written down."""
        await self._clear.wait()

    async def landed(self, reader_id: int) -> None:
        """Wait until nothing is on its way to the reader that was claimed before; not for ever."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                async with self._claiming:
                    flight = self._up.get(reader_id)
                if flight is not None:
                    await flight.wait()

    def _count(self, change: int) -> None:
        self._unwritten += change
        if self._unwritten < self._most:
            self._clear.set()
        else:
            self._clear.clear()
