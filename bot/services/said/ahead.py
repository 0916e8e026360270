"""Articles are read for quotations before anybody asks: new ones soon, then older ones, a little at a time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from time import monotonic

from bot.services.said.reading import Reading
from bot.services.said.working import VERSION
from storage.engine import Database

PIECE = 5
"""Articles that the worker gets at once: whoever else waits for it waits for no more."""

WINDOW = 200
"""Numbers of which it is asked at once which are unread."""

SPAN = 1.0
"""Seconds after which a sweep ends, so that the program's end need not wait for it: the next one does some more."""

Clear = Callable[[], Awaitable[None]]


class Ahead:
    """Remembers what it has looked at, for as long as the program runs.

    ``clear`` returns once nobody waits for an answer; ``tick`` gives seconds.
    """

    def __init__(
        self, database: Database, reading: Reading, clear: Clear, tick: Callable[[], float] = monotonic
    ) -> None:
        self._database = database
        self._reading = reading
        self._clear = clear
        self._tick = tick
        self._newest = 0
        # Numbers that are still to be looked at, the greatest first: from one down to above the other.
        self._left: list[tuple[int, int]] = []

    async def sweep(self) -> None:
        """Read what is new, and then of what is old as much as there is time for."""
        until = self._tick() + SPAN
        async with self._database.read() as unit:
            latest = await unit.articles.latest(1)
        if latest and latest[0].id > self._newest:
            self._left.insert(0, (latest[0].id, self._newest))
            self._newest = latest[0].id
        while self._left and self._tick() < until:
            top, bottom = self._left[0]
            top = await self._down(top, bottom, until)
            self._left[:1] = [(top, bottom)] if top > bottom else []

    async def _down(self, top: int, bottom: int, until: float) -> int:
        """Read from the number ``top`` down to above ``bottom``; gives the number that is to be looked at next."""
        while top > bottom and self._tick() < until:
            lowest = max(bottom, top - WINDOW)
            async with self._database.read() as unit:
                left = await unit.quotes.unread(range(top, lowest, -1), VERSION)
            while left:
                if self._tick() >= until:
                    return left[0]
                await self._clear()
                left, _ = await self._reading.some(left, PIECE)
            top = lowest
        return top
