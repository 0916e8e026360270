"""What people sent: written down before Telegram is told that it came, and forgotten once it is answered."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from bot.services.ports import Clock
from storage.engine import Database
from storage.records import UpdateRecord

_LOG = logging.getLogger(__name__)

MOST_STARTS = 10
"""Starts that may find the same update unanswered: more, and it is the update that ends the program.

Whoever kills the program at random is not to lose a command by it: so many in a row within one answer is no chance.
"""


class Incoming:
    """Updates in the database, from their arrival to their answer."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._answered = set[int]()

    async def left(self) -> list[UpdateRecord]:
        """What an earlier run of the program took and did not answer, the oldest first; each is counted as tried."""
        async with self._database.write() as unit:
            found = await unit.updates.left()
            poison = [one.id for one in found if one.attempts >= MOST_STARTS]
            await unit.updates.done(poison)
            await unit.updates.begin([one.id for one in found if one.id not in poison])
        for number in poison:
            _LOG.error("update %d was given up: the program ended %d times while it was answered", number, MOST_STARTS)
        return [one for one in found if one.attempts < MOST_STARTS]

    async def keep(self, bot: int, given: Sequence[UpdateRecord]) -> list[UpdateRecord]:
        """Write down what has come; gives what is new. Raises a kind of StorageError, and then nothing is kept."""
        async with self._database.write() as unit:
            return await unit.updates.keep(bot, given, now=self._clock())

    async def done(self, update_id: int) -> None:
        """Forget an update that is answered; those that are answered at the same time go in one transaction."""
        self._answered.add(update_id)
        async with self._database.write() as unit:
            # Whoever has its turn first takes the others along.
            answered = set(self._answered)
            await unit.updates.done(sorted(answered))
        # Only now: a commit may fail, and then nobody was taken along.
        self._answered -= answered
