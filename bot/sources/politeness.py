"""Politeness to a host: one request at a time, and a pause after each."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from time import monotonic

PAUSE = 1.0
"""Seconds between the end of a request and the start of the next at the same host."""

MANY = 1000
"""Hosts remembered before those that rest are forgotten."""


@dataclass(slots=True)
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0
    free_at: float = 0.0


class Politeness:
    """Turns at hosts. ``clock`` gives seconds, ``sleep`` waits for some.

    ``beside`` gives turns at hosts among several processes, entered with one's own.
    """

    def __init__(
        self,
        pause: float = PAUSE,
        *,
        clock: Callable[[], float] = monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        beside: Callable[[str], AbstractAsyncContextManager[None]] | None = None,
    ) -> None:
        self._pause = pause
        self._clock = clock
        self._sleep = sleep
        self._beside = beside
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, name: str, *, pause: bool = True) -> AsyncIterator[None]:
        """Wait until the host may be asked again, and keep others waiting until the request is over."""
        host = self._hosts.setdefault(name, _Host())
        host.waiting += 1
        try:
            async with host.lock:
                wait = host.free_at - self._clock()
                if wait > 0:
                    await self._sleep(wait)
                try:
                    async with self._beside(name) if self._beside is not None and pause else nullcontext():
                        yield
                finally:
                    host.free_at = self._clock() + (self._pause if pause else 0.0)
        finally:
            host.waiting -= 1
            self._forget()

    def _forget(self) -> None:
        if len(self._hosts) <= MANY:
            return
        now = self._clock()
        for name in [name for name, host in self._hosts.items() if not host.waiting and host.free_at <= now]:
            del self._hosts[name]
