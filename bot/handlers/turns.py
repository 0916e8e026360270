"""Long work beside the conversation: one at a time for each admin, and ended in order when the program ends."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from telegram import Update
from telegram.ext import Application

from bot.errors import Restarting

AnyApp = Application[Any, Any, Any, Any, Any, Any]


class Turns:
    """The tasks under way; a second one of the same person waits for the first."""

    def __init__(self) -> None:
        self._locks: dict[int, asyncio.Lock] = {}
        self._waiting: Counter[int] = Counter()
        self._tasks: dict[asyncio.Task[None], int] = {}
        self._begun: dict[int, asyncio.Task[None]] = {}
        self._closed = False

    def busy(self, who: int) -> bool:
        """Whether this person would have to wait."""
        return self._waiting[who] > 0 or who in self._tasks.values()

    @asynccontextmanager
    async def turn(self, who: int) -> AsyncIterator[None]:
        """Wait for this person's turn, and have it until the block ends."""
        lock = self._locks.setdefault(who, asyncio.Lock())
        self._waiting[who] += 1
        try:
            async with lock:
                yield
        finally:
            self._waiting[who] -= 1
            if not self._waiting[who]:
                del self._waiting[who], self._locks[who]

    def start(self, app: AnyApp, update: Update, who: int, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do the work beside the conversation; what it raises is told as if the update's handler had raised it.

        Raises Restarting once the program ends.
        """
        if self._closed:
            raise Restarting
        task = app.create_task(work(), update=update)
        self._tasks[task] = who
        task.add_done_callback(self._tasks.pop)
        self._begun[update.update_id] = task
        task.add_done_callback(lambda _: self._begun.pop(update.update_id, None))

    async def rest(self, update: Update) -> None:
        """Wait until the work that an update began is done."""
        if (task := self._begun.get(update.update_id)) is not None:
            await asyncio.wait({task})

    async def idle(self) -> None:
        """Wait until nothing is under way."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def close(self) -> None:
        """Cancel what is under way, and wait until each has said how far it got."""
        self._closed = True
        for task in self._tasks:
            task.cancel()
        await self.idle()


def turns_of(app: AnyApp) -> Turns:
    """Those of the application, made at the first use."""
    found: Turns = app.bot_data.setdefault("turns", Turns())
    return found
