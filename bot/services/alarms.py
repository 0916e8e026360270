"""Alarms: what goes wrong in the program itself. Admins are told of each family once an hour, with a count."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.services.notices import HOUR, Notice, Notices
from bot.services.ports import Clock
from storage.engine import Database
from storage.errors import StorageError
from storage.unit import Unit

_LOG = logging.getLogger(__name__)

LOOK_AGAIN = 20.0
"""Seconds between two looks at what was noted."""

DIGEST, HALT, DATABASE, UNEXPECTED = "digest", "halt", "database", "unexpected"
"""Families."""

Sleep = Callable[[float], Awaitable[object]]
Tell = Callable[[Sequence[int], Notice], Awaitable[None]]
"""Sends a notice to chats, without the database."""


class Alarms:
    """Never told of: the token, and what a reader wrote. Callers give neither."""

    def __init__(self, database: Database, notices: Notices, clock: Clock) -> None:
        self._database = database
        self._notices = notices
        self._clock = clock
        self._noted: dict[str, tuple[Notice, int]] = {}
        self._told_directly: datetime | None = None

    async def owe(self, unit: Unit, family: str, notice: Notice, *, number: int = 1) -> None:
        """Write it down for the admins, in the transaction of what it reports, or count it to those of this hour."""
        now = self._clock()
        before = await unit.alarms.ring(family, notice.dump(), now=now, quiet_since=now - HOUR, number=number)
        if before is not None:
            await self._notices.owe(unit, replace(notice, more=before + number - 1), now=now)

    def note(self, family: str, notice: Notice) -> None:
        """As `owe`, where there is no transaction; it is written down at the next look."""
        _, number = self._noted.get(family, (notice, 0))
        self._noted[family] = notice, number + 1

    def fail(self, error: StorageError) -> None:
        """The database failed; how, but not over what."""
        self.note(DATABASE, Notice("alarm.database", {"kind": type(error).__name__}))

    async def run(self, tell: Tell, sleep: Sleep) -> None:
        """Look again and again, until cancelled."""
        while True:
            await self.look(tell)
            await sleep(LOOK_AGAIN)

    async def look(self, tell: Tell) -> None:
        """Write down what was noted, and what was held back for an hour; what the database does not take is told."""
        noted, self._noted = self._noted, {}
        try:
            await self._write(noted)
        except StorageError as error:
            for family, (notice, number) in noted.items():
                later, more = self._noted.get(family, (notice, 0))
                self._noted[family] = later, more + number
            await self._tell_directly(tell, error)
        except Exception:
            _LOG.exception("the alarms could not be looked at")

    async def _write(self, noted: dict[str, tuple[Notice, int]]) -> None:
        quiet_since = self._clock() - HOUR
        async with self._database.read() as unit:
            ripe = await unit.alarms.held(quiet_since=quiet_since)
        if not noted and not ripe:
            return
        async with self._database.write() as unit:
            for family, (notice, number) in noted.items():
                await self.owe(unit, family, notice, number=number)
            for held in await unit.alarms.held(quiet_since=quiet_since):
                # Itself is one of those that were held back.
                await self.owe(unit, held.family, Notice.load(held.body), number=0)
        self._notices.wake()

    async def _tell_directly(self, tell: Tell, error: StorageError) -> None:
        now = self._clock()
        if self._told_directly is not None and now - self._told_directly < HOUR:
            return
        self._told_directly = now
        try:
            await tell(self._notices.chats, Notice("alarm.database", {"kind": type(error).__name__}))
        except Exception:
            _LOG.exception("nobody could be told that the database failed")
            self._told_directly = None
