"""The poller: wakes for feeds that are due, and polls several side by side."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.services.notices import Tell
from bot.services.polling import Polling
from bot.services.ports import Clock
from storage.errors import StorageError
from storage.records import FeedRecord

_LOG = logging.getLogger(__name__)

AT_ONCE = 8
"""Feeds that are polled side by side: each holds a body of 10 MB at most."""

LOOK_AGAIN = 60.0
"""Seconds after which the feeds are looked at even if none is due: another process may have added one."""

Sleep = Callable[[float], Awaitable[object]]


class Poller:
    """Claims feeds that are due, polls them and tells the admins what they should know; no feed stops another.

    ``call`` is set by whoever made a feed due; ``sleep`` waits so many seconds.
    """

    def __init__(self, polling: Polling, tell: Tell, clock: Clock, call: asyncio.Event, sleep: Sleep) -> None:
        self._polling = polling
        self._tell = tell
        self._clock = clock
        self._call = call
        self._sleep = sleep
        self._in_flight: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Poll until cancelled; what is in flight then is given back as it was."""
        try:
            while True:
                self._call.clear()
                await self._rest(await self._begin())
        finally:
            for task in self._in_flight:
                task.cancel()
            await asyncio.gather(*self._in_flight, return_exceptions=True)

    async def cycle(self) -> int:
        """Poll what is due until nothing is, and nothing is in flight; gives the number of polls."""
        polls = 0
        while True:
            begun = await self._fill()
            polls += begun
            if self._in_flight:
                await asyncio.wait(self._in_flight, return_when=asyncio.FIRST_COMPLETED)
            elif not begun:
                return polls

    async def _begin(self) -> float:
        """Begin to poll in every free place; gives the seconds until there may be more to do."""
        try:
            await self._fill()
            next_due = await self._polling.next_due()
        except StorageError as error:
            _LOG.error("the feeds cannot be read: %s; trying again", error)
            return LOOK_AGAIN
        except Exception:
            _LOG.exception("the feeds could not be looked at; trying again")
            return LOOK_AGAIN
        if next_due is None or len(self._in_flight) >= AT_ONCE:
            return LOOK_AGAIN
        return min(max((next_due - self._clock()).total_seconds(), 0.0), LOOK_AGAIN)

    async def _fill(self) -> int:
        free = AT_ONCE - len(self._in_flight)
        claimed = await self._polling.claim(free) if free else []
        for feed in claimed:
            task = asyncio.create_task(self._poll(feed))
            self._in_flight.add(task)
            task.add_done_callback(self._landed)
        return len(claimed)

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._in_flight.discard(task)
        self._call.set()

    async def _poll(self, feed: FeedRecord) -> None:
        try:
            polled = await self._polling.poll(feed)
            if polled.notice is not None:
                await self._tell(polled.notice)
        except StorageError as error:
            _LOG.error("what feed %d gave could not be written down: %s", feed.id, error)
        except Exception:
            _LOG.exception("feed %d could not be polled", feed.id)

    async def _rest(self, seconds: float) -> None:
        """So long, or until somebody calls or a place becomes free."""
        waits = {asyncio.ensure_future(self._call.wait()), asyncio.ensure_future(self._sleep(seconds))}
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
            await asyncio.gather(*waits, return_exceptions=True)
