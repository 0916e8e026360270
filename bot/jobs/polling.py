"""The poller: wakes for feeds that are due, and polls several side by side."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable

from bot.services.places import Places
from bot.services.polling import Polling
from bot.services.ports import Clock
from storage.errors import StorageError
from storage.records import FeedRecord
from storage.repositories.leases import host_of

_LOG = logging.getLogger(__name__)

AT_ONCE = 8
"""Feeds that are polled side by side: each holds a body of 10 MB at most."""

LOOK_AGAIN = 60.0
"""Seconds after which the feeds are looked at even if none is due: another process may have added one."""

SOON = 1.0
"""Seconds after which they are looked at while what is due is left, as its host has enough to do."""

Sleep = Callable[[float], Awaitable[object]]


class Poller:
    """Claims feeds that are due and polls them; neither a bad feed nor a slow host stops another.

    ``call`` is set by whoever made a feed due; ``sleep`` waits so many seconds.
    """

    def __init__(self, polling: Polling, clock: Clock, call: asyncio.Event, sleep: Sleep) -> None:
        self._polling = polling
        self._clock = clock
        self._call = call
        self._sleep = sleep
        self._places = Places(AT_ONCE, call)
        self._busy: Counter[str] = Counter()

    async def recover(self) -> None:
        """Before the first claim: take back what this program held when it died."""
        try:
            left = await self._polling.leases.take_back()
        except StorageError as error:
            # Their leases run out by themselves, only later.
            _LOG.warning("feeds that were being polled are not taken back: %s", error)
            return
        if left:
            _LOG.info("%d feeds were being polled when the program stopped; each is polled anew", left)

    async def run(self) -> None:
        """Poll until cancelled; what is in flight then is given back as it was."""
        try:
            while True:
                self._call.clear()
                await self._rest(await self._begin())
        finally:
            await self._places.close()

    async def cycle(self) -> int:
        """Poll what is due until nothing is, and nothing is in flight; gives the number of polls."""
        polls = 0
        while True:
            self._call.clear()
            begun = await self._fill()
            polls += begun
            if self._places:
                # A place that became free while others were filled counts too.
                await self._call.wait()
            elif not begun and not self._call.is_set():
                return polls

    async def _begin(self) -> float:
        """Begin to poll in every free place; gives the seconds until there may be more to do."""
        try:
            await self._fill()
            next_due = await self._polling.leases.next_due()
        except StorageError as error:
            _LOG.error("the feeds cannot be read: %s; trying again", error)
            return LOOK_AGAIN
        except Exception:
            _LOG.exception("the feeds could not be looked at; trying again")
            return LOOK_AGAIN
        if next_due is None or not self._places.free:
            return LOOK_AGAIN
        wait = (next_due - self._clock()).total_seconds()
        return min(max(wait, SOON if self._places else 0.0), LOOK_AGAIN)

    async def _fill(self) -> int:
        free = self._places.free
        claimed = await self._polling.leases.claim(free, self._busy) if free else []
        for feed in claimed:
            self._busy[host_of(feed.url)] += 1
            self._places.begin(self._poll(feed))
        return len(claimed)

    async def _poll(self, feed: FeedRecord) -> None:
        try:
            await self._polling.poll(feed)
        except StorageError as error:
            _LOG.error("what feed %d gave could not be written down: %s", feed.id, error)
        except Exception:
            _LOG.exception("feed %d could not be polled", feed.id)
        finally:
            self._busy[host_of(feed.url)] -= 1

    async def _rest(self, seconds: float) -> None:
        """So long, or until somebody calls or a place becomes free."""
        waits = {asyncio.ensure_future(self._call.wait()), asyncio.ensure_future(self._sleep(seconds))}
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
            await asyncio.gather(*waits, return_exceptions=True)
