"""What people sent: written down before Telegram is told that it came, and forgotten once it is answered."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.services.ports import Clock
from storage.elections import key_of, place_of
from storage.engine import Database
from storage.news import Kind
from storage.records import UpdateRecord
from storage.unit import Unit

_LOG = logging.getLogger(__name__)

MOST_STARTS = 10
"""Starts that may find the same update unanswered: more, and it is the update that ends the program.

Whoever kills the program at random is not to lose a command by it: so many in a row within one answer is no chance.
"""

DOUBT = timedelta(seconds=2)
"""For so long a process must be seen nowhere before it counts as dead: it may only have lost a connection."""


class Incoming:
    """Updates in the database, from their arrival to their answer, where one process answers all.

    ``bot`` is its number. ``pushed``: they come as Telegram pushes them, in no order and perhaps again, and not as it
    is asked for them.
    """

    def __init__(self, database: Database, clock: Clock, bot: int = 0, *, pushed: bool = False) -> None:
        self._database = database
        self._clock = clock
        self._bot = bot
        self._pushed = pushed
        self._answered: dict[int, int] = {}

    async def left(self) -> list[UpdateRecord]:
        """What an earlier run of the program took and did not answer, the oldest first; each is counted as tried."""
        async with self._database.write() as unit:
            found = await unit.updates.left()
            poison = [one.id for one in found if one.attempts >= MOST_STARTS]
            await unit.updates.done(poison)
            await unit.updates.begin([one.id for one in found if one.id not in poison])
        return _without(found, poison)

    async def keep(self, given: Sequence[UpdateRecord]) -> list[UpdateRecord]:
        """Write down what has come; gives what is to be answered now, in its order.

        Raises a kind of StorageError, and then nothing is kept.
        """
        async with self._database.write() as unit:
            return await self._add(unit, given)

    async def done(self, update_id: int, chat: int = 0) -> list[UpdateRecord]:
        """Forget an update that is answered; those that are answered at the same time go in one transaction.

        Gives what waited in their chats, and is to be answered now.
        """
        self._answered[update_id] = chat
        async with self._database.write() as unit:
            # Whoever has its turn first takes the others along.
            answered = dict(self._answered)
            following = await self._end(unit, answered)
        # Only now: a commit may fail, and then nobody was taken along.
        for number in answered:
            self._answered.pop(number, None)
        return following

    async def release(self) -> None:
        """At the end: what is not answered is for others at once. Where there are none, the next start finds it."""

    async def _add(self, unit: Unit, given: Sequence[UpdateRecord]) -> list[UpdateRecord]:
        """Those that are new."""
        if not self._pushed:
            return await unit.updates.keep(self._bot, given, now=self._clock())
        known = await unit.updates.known(self._bot, [one.id for one in given])
        new = [one for one in given if one.id not in known and not await unit.updates.is_given(self._bot, one.id)]
        if new:
            await unit.updates.add(new, now=self._clock())
        return new

    async def _end(self, unit: Unit, answered: Mapping[int, int]) -> list[UpdateRecord]:
        if self._pushed:
            await unit.updates.answered(self._bot, sorted(answered), now=self._clock())
        else:
            await unit.updates.done(sorted(answered))
        return []


def _without(found: Sequence[UpdateRecord], poison: Sequence[int]) -> list[UpdateRecord]:
    for number in poison:
        _LOG.error("update %d was given up: the program ended %d times while it was answered", number, MOST_STARTS)
    return [one for one in found if one.id not in poison]


class SharedIncoming(Incoming):
    """As `Incoming`, where several processes answer: a chat is one's at a time, and what the dead left is others'.

    ``owner`` is this process's name, which it shows the others, see `storage.presence`.
    """

    def __init__(self, database: Database, clock: Clock, bot: int, owner: str, *, pushed: bool = False) -> None:
        super().__init__(database, clock, bot, pushed=pushed)
        self._owner = owner
        self._first_missed: dict[str, datetime] = {}

    async def left(self) -> list[UpdateRecord]:
        """What waits for somebody, what the dead left included, by chats; it is this process's from now on."""
        async with self._database.read() as unit:
            held = await unit.updates.held(self._owner)
            owners = {owner for owner, _ in held if owner is not None}
            present = await unit.updates.present() if owners else set()
        dead = self._dead({owner for owner in owners if key_of(owner) not in present})
        chats = sorted({chat for owner, chat in held if owner is None or owner in dead})
        if not chats:
            return []
        async with self._database.write() as unit:
            await unit.updates.take_chats(chats)
            if dead:
                await unit.updates.take_from(sorted(dead))
            found = await unit.updates.claim(chats, self._owner)
            poison = [one.id for one in found if one.attempts >= MOST_STARTS]
            if poison:
                await unit.updates.done(poison)
        return _without(found, poison)

    async def keep(self, given: Sequence[UpdateRecord]) -> list[UpdateRecord]:
        """As `Incoming`; what another process has to answer first is left to it."""
        chats = sorted({one.chat for one in given})
        async with self._database.write() as unit:
            await unit.updates.take_chats(chats)
            new = await self._add(unit, given)
            claimed = await unit.updates.claim(chats, self._owner)
            if not {one.id for one in new} <= {one.id for one in claimed}:
                unit.news.tell(Kind.UPDATES)
            return claimed

    async def release(self) -> None:
        """As `Incoming`."""
        async with self._database.write() as unit:
            await unit.updates.let_go(self._owner)

    async def _end(self, unit: Unit, answered: Mapping[int, int]) -> list[UpdateRecord]:
        chats = sorted(set(answered.values()))
        await unit.updates.take_chats(chats)
        await super()._end(unit, answered)
        return await unit.updates.claim(chats, self._owner)

    def _dead(self, missing: set[str]) -> set[str]:
        """Those that are missing for long enough."""
        now = self._clock()
        self._first_missed = {owner: self._first_missed.get(owner, now) for owner in missing}
        here = place_of(self._owner)
        return {owner for owner, since in self._first_missed.items() if place_of(owner) == here or now - since >= DOUBT}
