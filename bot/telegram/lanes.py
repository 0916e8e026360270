"""Updates side by side across chats, one after another within a chat."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable

from telegram import Update

_LOG = logging.getLogger(__name__)

Handle = Callable[[Update], Awaitable[None]]


class Lanes:
    """Keeps the order of a chat's updates, so that a long load or a flood in one chat holds up nobody else.

    A lane exists only while its chat has updates in hand: memory does not grow with the number of readers. ``abreast``
    chats are answered at a time.
    """

    def __init__(self, handle: Handle, abreast: int = 64) -> None:
        self._handle = handle
        self._places = asyncio.Semaphore(abreast)
        self._waiting: dict[int, deque[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def put(self, update: Update) -> None:
        """Handle it once those before it in its chat are done."""
        chat = chat_of(update)
        lane = self._waiting.get(chat)
        if lane is not None:
            lane.append(update)
            return
        self._waiting[chat] = deque([update])
        task = asyncio.create_task(self._drive(chat))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def idle(self) -> None:
        """Wait until nothing is in hand."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    def drop(self) -> None:
        """Begin nothing more; what is being handled goes on."""
        for lane in self._waiting.values():
            lane.clear()

    async def close(self) -> None:
        """Let go of what is being handled."""
        self.drop()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _drive(self, chat: int) -> None:
        lane = self._waiting[chat]
        try:
            while lane:
                async with self._places:
                    if lane:
                        await self._one(lane.popleft())
        finally:
            del self._waiting[chat]

    async def _one(self, update: Update) -> None:
        try:
            await self._handle(update)
        except Exception:
            _LOG.exception("update %d could not be handled", update.update_id)


def chat_of(update: Update) -> int:
    """The chat that an update belongs to, else the person, else 0."""
    if update.effective_chat is not None:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user is not None else 0
