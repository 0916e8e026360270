"""What the clients watch: every change in a chat, numbered, so that none is missed between two looks."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any

Event = dict[str, Any]

KEPT = 2000


class Signal:
    """Wakes all who wait when something has changed."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def notify(self) -> None:
        """Wakes everyone who waits now."""
        self._event.set()
        self._event = asyncio.Event()

    async def wait(self, timeout: float) -> bool:  # noqa: ASYNC109 - the bound of a long poll is its caller's
        """Waits for the next change, at most ``timeout`` seconds; False if none came."""
        try:
            # Not `wait_for`: before Python 3.12 it loses a cancellation that comes together with the event.
            async with asyncio.timeout(timeout):
                await self._event.wait()
        except TimeoutError:
            return False
        return True


class Events:
    """The last changes in all chats, each with a number greater than the one before, across restarts too."""

    def __init__(self, last: int = 0) -> None:
        self.last = last
        self.changed = Signal()
        self._kept: deque[Event] = deque(maxlen=KEPT)
        self._dropped = last

    def publish(self, kind: str, chat_id: int | None, **body: Any) -> int:
        """Numbers a change and wakes who waits for one; returns its number."""
        self.last += 1
        if len(self._kept) == KEPT:
            self._dropped = self._kept[0]["seq"]
        self._kept.append({"seq": self.last, "kind": kind, "chat_id": chat_id, **body})
        self.changed.notify()
        return self.last

    def since(self, seq: int) -> list[Event] | None:
        """The changes after number ``seq``; None if some of them are no longer kept and all must be read anew."""
        if seq < self._dropped or seq > self.last:
            return None
        return [event for event in self._kept if event["seq"] > seq]
