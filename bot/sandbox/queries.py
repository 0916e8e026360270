"""Pressed buttons and inline questions that wait for the bot's word."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from bot.sandbox.errors import BadRequest

LIFETIME = timedelta(minutes=15)
LONGEST_WAIT = 60.0
"""Seconds."""

STALE = "query is too old and response timeout expired or query ID is invalid"


class Queries:
    """Open queries by their id; each can be answered once, within LIFETIME, and not after a restart."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._open: dict[str, tuple[asyncio.Future[dict[str, Any]], datetime]] = {}

    def open(self, query_id: str) -> asyncio.Future[dict[str, Any]]:
        """A future that holds the answer once the bot has given it."""
        now = self._clock()
        self._open = {key: entry for key, entry in self._open.items() if now - entry[1] < LIFETIME}
        future: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._open[query_id] = (future, now)
        return future

    async def wait(self, query_id: str, seconds: float, nothing: dict[str, Any]) -> dict[str, Any]:
        """Whether the bot ``answered``, and its answer, or ``nothing`` where none comes in so many ``seconds``."""
        try:
            async with asyncio.timeout(min(seconds, LONGEST_WAIT)):
                answer = await self.open(query_id)
        except TimeoutError:
            return {"answered": False, **nothing}
        return {"answered": True, **answer}

    def answer(self, query_id: str, body: dict[str, Any]) -> None:
        """Hands the bot's answer over. Raises BadRequest for an unknown, expired or already answered query."""
        future, opened = self._open.pop(query_id, (None, None))
        if future is None or opened is None or self._clock() - opened >= LIFETIME:
            raise BadRequest(STALE)
        if not future.done():
            future.set_result(body)
