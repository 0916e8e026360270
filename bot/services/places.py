"""So many tasks side by side, each place filled again as soon as it is free."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any


class Places:
    """``call`` is set whenever a place becomes free."""

    def __init__(self, limit: int, call: asyncio.Event) -> None:
        self._limit = limit
        self._call = call
        self._tasks: set[asyncio.Task[None]] = set()

    def __bool__(self) -> bool:
        """Whether any is taken."""
        return bool(self._tasks)

    @property
    def free(self) -> int:
        """How many are."""
        return self._limit - len(self._tasks)

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Take a place for the work, which must not raise."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._landed)

    async def close(self) -> None:
        """Cancel what is at work, and wait for its end."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._call.set()
