"""Leading: of several processes one is elected for a work, and another as soon as it dies or lets go.

The lock is the server's (`storage.sessions`). That two never lead at once, though a server may restart or a network
break without their noticing, rests on time: a leader counts as one only for `VALID` seconds after a question that the
server answered, and who follows one that did not let go in order begins only after `GRACE`.
"""

from __future__ import annotations

import asyncio
import logging

import psycopg

from storage.elections import Work, place_of
from storage.sessions import SessionLock

_LOG = logging.getLogger(__name__)

LEADERS = 7_204_200
"""First key of the locks of leaders; the second is of the work's name."""

BEAT = 0.5
"""Seconds between two questions of a leader, and between two tries of one who would be."""

VALID = 2.5
"""Seconds after the beginning of an answered question for which a leader leads."""

GRACE = 3.0
"""Seconds that a new leader waits for one who may not know yet that it is none any more. More than `VALID`."""

FAILURES = (psycopg.Error, OSError, TimeoutError)


class Leadership:
    """`Leading` among the processes that share a PostgreSQL database.

    ``owner`` is this process's own name. Who follows one of the same place, see `place_of`, knows that it is dead.
    """

    def __init__(self, address: str, name: str, owner: str, *, grace: float = GRACE) -> None:
        self._lock = SessionLock(address, LEADERS, name)
        self._name = name
        self._owner = owner
        self._grace = grace
        self._until = 0.0
        self._is_troubled = False

    @property
    def holds(self) -> bool:
        """As `Leading`."""
        return asyncio.get_running_loop().time() < self._until

    async def lead(self, work: Work) -> None:
        """As `Leading`."""
        try:
            while not await self._led(work):
                _LOG.warning("this process is the %s no more: the database was out of reach", self._name)
        finally:
            self._lock.close()

    async def _led(self, work: Work) -> bool:
        """Be elected and do the work; False if it was not done to its end."""
        await self._elected()
        _LOG.info("this process is the %s now", self._name)
        beating, working = asyncio.create_task(self._beat()), asyncio.ensure_future(work())
        try:
            await asyncio.wait({beating, working}, return_when=asyncio.FIRST_COMPLETED)
            if working.done():
                working.result()
            return working.done()
        finally:
            # Leading still, if it was not lost: what has begun comes to its end in order.
            working.cancel()
            await asyncio.gather(working, return_exceptions=True)
            beating.cancel()
            await asyncio.gather(beating, return_exceptions=True)
            await self._resign()

    async def _elected(self) -> None:
        while True:
            try:
                if await self._is_elected():
                    self._is_troubled = False
                    return
            except FAILURES as error:
                self._tell(error)
            await asyncio.sleep(BEAT)

    async def _is_elected(self) -> bool:
        """Whether this process leads from now on; may take a while, so that the one before has certainly ended."""
        if not await self._lock.take(VALID):
            return False
        if await self._follows_a_lost_one():
            end = self._now() + self._grace
            while self._now() < end:
                await asyncio.sleep(min(BEAT, max(0.0, end - self._now())))
                await self._lock.check(VALID)
        # Not before: whoever tries again after a wait that was cut short has to see whom it follows.
        begun = self._now()
        await self._sign()
        self._until = begun + VALID
        return True

    async def _follows_a_lost_one(self) -> bool:
        """Whether the last leader did not say that it had ended."""
        row = await self._lock.ask("SELECT owner, ended FROM leaders WHERE name = %s", (self._name,), within=VALID)
        return row is not None and row[1] is None and place_of(row[0]) != place_of(self._owner)

    async def _sign(self) -> None:
        """Write down who leads now."""
        await self._lock.ask(
            "INSERT INTO leaders (name, owner, since) VALUES (%s, %s, now()) "
            "ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, since = excluded.since, ended = NULL",
            (self._name, self._owner),
            within=VALID,
        )

    async def _beat(self) -> None:
        """Ask again and again; ends when it does not lead any more."""
        while True:
            await asyncio.sleep(BEAT)
            begun = self._now()
            try:
                await self._lock.check(max(0.0, self._until - begun))
            except FAILURES as error:
                self._until = 0.0
                self._tell(error)
                return
            self._until = begun + VALID

    async def _resign(self) -> None:
        """Let another begin at once; where that cannot be said, it begins after a while."""
        is_leading, self._until = self.holds, 0.0
        try:
            if is_leading:
                await self._lock.ask(
                    "UPDATE leaders SET ended = now() WHERE name = %s AND owner = %s",
                    (self._name, self._owner),
                    within=VALID,
                )
        except FAILURES as error:
            self._tell(error)
        finally:
            self._lock.close()

    def _tell(self, error: BaseException) -> None:
        if not self._is_troubled:
            self._is_troubled = True
            _LOG.warning("who is the %s cannot be asked: %s; trying again", self._name, " ".join(str(error).split()))

    def _now(self) -> float:
        return asyncio.get_running_loop().time()
