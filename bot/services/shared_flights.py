"""Flights of all processes that share a database: the sender may be another one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from bot.services.flights import PATIENCE, Flights
from storage.engine import Database

AGAIN = 0.05
"""Seconds between two looks at the ledger."""

Sleep = Callable[[float], Awaitable[object]]


class SharedFlights(Flights):
    """As `Flights`; what another process has on its way stands in the ledger until it has landed there."""

    def __init__(self, database: Database, most: int, sleep: Sleep = asyncio.sleep) -> None:
        super().__init__(most)
        self._database = database
        self._sleep = sleep

    async def landed(self, reader_id: int) -> None:
        """As `Flights`. What is claimed later is not waited for: whoever asks has ended before what it would be for."""
        await super().landed(reader_id)
        for _ in range(int(PATIENCE / AGAIN)):
            async with self._database.read() as unit:
                if not await unit.deliveries.is_under_way(reader_id):
                    return
            await self._sleep(AGAIN)
