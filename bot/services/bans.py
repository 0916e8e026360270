"""Bans: readers who are not served. A ban outlives all else that is kept of them, so it knows them by a hash only."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass

from bot.errors import AlreadyBanned, NotBanned, OwnersBan, ReasonTooLong
from bot.services.flights import Flights
from bot.services.ports import Clock
from storage.engine import Database
from storage.records import BanRecord

LONGEST = 300
"""Letters of a reason."""


@dataclass(frozen=True, slots=True)
class Banned:
    """What a ban did: its number, and how many messages that waited were cancelled."""

    id: int
    cancelled: int


@dataclass(frozen=True, slots=True)
class BanPage:
    """Some bans, the newest first; ``number`` counts pages from 0."""

    bans: list[BanRecord]
    number: int
    pages: int
    total: int


class Bans:
    """Asks the database each time, by index: a ban holds at once, also in another process."""

    def __init__(
        self, database: Database, clock: Clock, key: bytes, owners: frozenset[int], flights: Flights | None = None
    ) -> None:
        self._database = database
        self._clock = clock
        self._key = key
        self._owners = owners
        self._flights = flights or Flights()

    async def ban(self, number: int, reason: str) -> Banned:
        """Serve the person or the chat no more: what waits for them is cancelled, a role is taken.

        Raises OwnersBan, AlreadyBanned and ReasonTooLong.
        """
        if number in self._owners:
            raise OwnersBan
        if len(reason) > LONGEST:
            raise ReasonTooLong(limit=LONGEST)
        digest, now, cancelled = self._digest(number), self._clock(), 0
        async with self._database.write() as unit:
            reader = await unit.readers.by_chat(number)
            reader_id, was_active = (reader.id, reader.active) if reader else (None, False)
            if not await unit.bans.add(digest, reason, now=now, reader_id=reader_id, was_active=was_active):
                raise AlreadyBanned(id=number)
            if reader is not None:
                if reader.active:
                    # Who had blocked the bot did not ask for silence, and is not to be taken for one who did.
                    await unit.readers.deactivate(reader.id, now=now, asked=True)
                cancelled = await unit.deliveries.cancel_for_reader(reader.id, now=now)
            await unit.roles.take(number)
            made = await unit.bans.among([digest])
        if reader is not None:
            # Nothing is to come after the answer.
            await self._flights.landed(reader.id)
        return Banned(made.id if made else 0, cancelled)

    async def unban(self, number: int) -> int:
        """Serve the person or the chat again; gives the ban's number. Raises NotBanned."""
        async with self._database.read() as unit:
            found = await unit.bans.among([self._digest(number)])
        if found is None:
            raise NotBanned(id=number)
        await self.lift(found.id)
        return found.id

    async def lift(self, ban_id: int) -> None:
        """As `unban`, by the ban's number. Digests come again to whom they came before. Raises NotBanned."""
        async with self._database.write() as unit:
            found = await unit.bans.get(ban_id)
            if found is None or not await unit.bans.remove(ban_id):
                raise NotBanned(id=ban_id)
            reader = await unit.readers.by_chat(found.chat_id) if found.chat_id is not None else None
            if reader is not None and found.was_active:
                await unit.readers.activate(reader.id)

    async def among(self, numbers: Iterable[int]) -> BanRecord | None:
        """The ban of a person or a chat among these; None for nearly all."""
        async with self._database.read() as unit:
            return await unit.bans.among([self._digest(number) for number in numbers])

    async def to_be_told(self, ban: BanRecord) -> bool:
        """Whether the banned one is to be told: once, and never again."""
        if ban.told:
            return False
        async with self._database.write() as unit:
            return await unit.bans.tell(ban.id)

    async def page(self, number: int, size: int) -> BanPage:
        """A page of them; a number too large gives the last page."""
        async with self._database.read() as unit:
            total = await unit.bans.count()
            pages = max(1, -(-total // size))
            number = min(max(number, 0), pages - 1)
            return BanPage(await unit.bans.page(size, number * size), number, pages, total)

    def _digest(self, number: int) -> str:
        return hmac.new(self._key, str(number).encode(), hashlib.sha256).hexdigest()
