"""Presence: each process that shares a database holds a lock of its own, by which others know that it lives."""

from __future__ import annotations

import asyncio
import logging

from storage.elections import PRESENT, PUSHED, key_of
from storage.leading import BEAT, FAILURES, VALID
from storage.sessions import SessionLock

_LOG = logging.getLogger(__name__)


class Presence:
    """Shown until cancelled, and again whenever the connection was lost. ``owner`` is this process's own name.

    ``pushed`` is the number of the bot whose updates Telegram pushes to it, if it does.
    """

    def __init__(self, address: str, owner: str, *, pushed: int | None = None) -> None:
        self._lock = SessionLock(address, PRESENT, owner)
        self._pushed = pushed
        self._is_troubled = False

    async def run(self) -> None:
        """Hold the lock until cancelled."""
        try:
            while True:
                try:
                    await self.show()
                    self._is_troubled = False
                    await self._keep()
                except FAILURES as error:
                    if not self._is_troubled:
                        self._is_troubled = True
                        _LOG.warning("the database is out of reach: %s", " ".join(str(error).split()))
                await asyncio.sleep(BEAT)
        finally:
            self.hide()

    async def show(self) -> None:
        """Take the lock; to be done before anything is claimed under the name. Raises psycopg.Error and OSError."""
        if not await self._lock.take(VALID):
            # The server has not let go of a connection that was lost; when it does, nobody would hold the lock.
            raise OSError("a connection of before is still held")
        if self._pushed is not None:
            key = PUSHED, key_of(str(self._pushed))
            await self._lock.ask("SELECT pg_try_advisory_lock_shared(%s, %s)", key, within=VALID)

    def hide(self) -> None:
        """Let go of it: what is held under the name is others' to take."""
        self._lock.close()

    async def _keep(self) -> None:
        while True:
            await asyncio.sleep(BEAT)
            await self._lock.check(VALID)
