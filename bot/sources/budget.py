"""Seconds that one fetch may take over all its requests; waiting for a turn costs nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Budget:
    """What is left of a number of seconds."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Spend from it. Raises TimeoutError when nothing is left."""
        clock = asyncio.get_running_loop().time
        start = clock()
        try:
            async with asyncio.timeout(self._left):
                yield
        finally:
            self._left -= clock() - start
