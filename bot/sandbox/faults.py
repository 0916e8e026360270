"""Trouble on order: what the next calls of a method meet instead of, before or after their work."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.sandbox.errors import ApiError, BadRequest, Forbidden, TooManyRequests

MINUTE = 60


class Dropped(Exception):
    """The connection is to be cut without an answer."""


@dataclass(slots=True)
class Fault:
    """One order: for the next ``times`` calls of ``method`` ("*" for any), to ``chat_id`` only if it is given."""

    method: str
    kind: str
    times: int = 1
    details: dict[str, Any] = field(default_factory=dict)

    def number(self, name: str, default: float) -> float:
        """A detail as a number."""
        return float(self.details.get(name, default))

    @property
    def target(self) -> int:
        """The chat's new id after a migration."""
        return int(self.number("migrate_to_chat_id", -1001000000001))


def _migrate(fault: Fault) -> ApiError:
    return BadRequest("group chat was upgraded to a supergroup chat", migrate_to_chat_id=fault.target)


REFUSALS: dict[str, Callable[[Fault], ApiError]] = {
    "429": lambda fault: TooManyRequests(int(fault.number("retry_after", 1))),
    "500": lambda _: ApiError(500, "Internal Server Error"),
    "502": lambda _: ApiError(502, "Bad Gateway"),
    "403": lambda fault: Forbidden(str(fault.details.get("reason", "bot was blocked by the user"))),
    "migrate": _migrate,
}
"""Faults that answer with an error, and nothing is done."""

KINDS = frozenset({*REFUSALS, "drop", "delay", "hang", "deliver-then-drop"})
"""Every fault. ``drop``: cut before anything is done. ``delay``: ``seconds`` before. ``hang``: done, never answered."""


Weather = Callable[[str, str], "Fault | None"]
"""Trouble that nobody ordered: what a call of a method to a chat meets, if anything."""


class Faults:
    """The orders not yet served, and the limit on sending if it is switched on."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._armed: list[Fault] = []
        self._closing = asyncio.Event()
        self._sent: deque[datetime] = deque()
        self.per_second: int | None = None
        self.weather: Weather | None = None

    def arm(self, fault: Fault) -> None:
        """Adds an order; orders for one method are served in turn. Raises BadRequest for an unknown kind."""
        if fault.kind not in KINDS:
            raise BadRequest(f"unknown fault {fault.kind!r}; known are {', '.join(sorted(KINDS))}")
        self._armed.append(fault)

    def clear(self) -> None:
        """Forgets every order."""
        self._armed.clear()

    def take(self, method: str, chat_id: str) -> Fault | None:
        """The next order for a call, counted down; without any, whatever the weather brings."""
        for fault in self._armed:
            wanted = str(fault.details.get("chat_id", chat_id))
            if fault.method.lower() in {"*", method.lower()} and wanted == chat_id:
                fault.times -= 1
                if fault.times <= 0:
                    self._armed.remove(fault)
                return fault
        return self.weather(method, chat_id) if self.weather else None

    async def before(self, fault: Fault) -> None:
        """What happens before the call's work: raises the ordered error or Dropped, or waits."""
        if fault.kind in REFUSALS:
            raise REFUSALS[fault.kind](fault)
        if fault.kind == "drop":
            raise Dropped
        if fault.kind == "delay":
            await self._pause(fault.number("seconds", 1))

    async def after(self, fault: Fault) -> None:
        """What happens when the work is done and only the answer is missing."""
        if fault.kind == "hang":
            await self._pause(fault.number("seconds", 60 * MINUTE))
            raise Dropped
        if fault.kind == "deliver-then-drop":
            raise Dropped

    def limit(self) -> None:
        """Counts a message sent now; raises TooManyRequests above ``per_second`` in the last second, if it is set."""
        if self.per_second is None:
            return
        now = self._clock()
        while self._sent and (now - self._sent[0]).total_seconds() >= 1:
            self._sent.popleft()
        if len(self._sent) >= self.per_second:
            raise TooManyRequests(1)
        self._sent.append(now)

    def close(self) -> None:
        """Lets every waiting call go."""
        self._closing.set()

    async def _pause(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._closing.wait()
        except TimeoutError:
            return
