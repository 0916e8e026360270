"""Broadcasts: what an owner sends to all readers, or to those of a language; a draft until it is confirmed."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass

from bot.errors import BroadcastGone
from bot.services.ports import Clock
from storage.engine import Database
from storage.news import Kind
from storage.records import BroadcastRecord
from storage.repositories.broadcasts import Tally

AT_ONCE = 1_000
"""Readers to whom it is owed in one transaction: others wait only for a moment."""

REMEMBERED = 8
"""Texts that are kept at hand while they are sent."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be confirmed: its number, and how many readers it would go to now."""

    id: int
    readers: int


@dataclass(frozen=True, slots=True)
class Course:
    """How far one has got. ``settled`` once nothing of it waits or is on its way."""

    broadcast: BroadcastRecord
    tally: Tally

    @property
    def settled(self) -> bool:
        """Whether nothing more will happen."""
        return not self.tally.open and (self.broadcast.spread or self.broadcast.state == "stopped")


class Broadcasts:
    """``call`` is set when there is something to do; rows are what remembers it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self.call = asyncio.Event()
        self._texts: OrderedDict[int, str] = OrderedDict()

    async def draft(self, body: str, language: str | None, author: int) -> Draft:
        """Keep a text, as Telegram's HTML, until it is confirmed."""
        async with self._database.write() as unit:
            number = await unit.broadcasts.draft(body, language, author, now=self._clock())
            return Draft(number, await unit.broadcasts.audience(language))

    async def discard(self, number: int) -> None:
        """Forget a draft. Raises BroadcastGone if it is none any more."""
        async with self._database.write() as unit:
            if not await unit.broadcasts.discard(number):
                raise BroadcastGone

    async def begin(self, number: int, chat_id: int, message_id: int) -> None:
        """Send it; the message is to say how far it has got. Raises BroadcastGone if it is no draft any more."""
        async with self._database.write() as unit:
            if not await unit.broadcasts.begin(number, chat_id, message_id):
                raise BroadcastGone
            unit.news.tell(Kind.BROADCASTS)
        self.call.set()

    async def stop(self, number: int) -> None:
        """Send no more of it than is on its way. Raises BroadcastGone if it does not run."""
        async with self._database.write() as unit:
            if not await unit.broadcasts.stop(number, now=self._clock()):
                raise BroadcastGone
            unit.news.tell(Kind.BROADCASTS)
        self.call.set()

    async def text(self, number: int) -> str | None:
        """What is sent; None if it is gone."""
        if number not in self._texts:
            async with self._database.read() as unit:
                found = await unit.broadcasts.get(number)
            if found is None:
                return None
            self._texts[number] = found.body
            if len(self._texts) > REMEMBERED:
                self._texts.popitem(last=False)
        return self._texts[number]

    async def spread(self) -> int:
        """Owe what runs to readers to whom it is not owed yet; gives in how many parts."""
        parts = 0
        for one in await self.open():
            more = one.state == "running" and not one.spread
            while more:
                async with self._database.write() as unit:
                    more = await unit.broadcasts.owe(one.id, AT_ONCE, now=self._clock())
                parts += 1
        return parts

    async def open(self) -> list[BroadcastRecord]:
        """Those that are not reported yet."""
        async with self._database.read() as unit:
            return await unit.broadcasts.open()

    async def courses(self) -> list[Course]:
        """How far each of those has got."""
        async with self._database.read() as unit:
            return [Course(one, await unit.broadcasts.tally(one.id)) for one in await unit.broadcasts.open()]

    async def end(self, number: int) -> None:
        """It was reported."""
        async with self._database.write() as unit:
            await unit.broadcasts.end(number, now=self._clock())
