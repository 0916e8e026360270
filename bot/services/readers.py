"""Readers: the chats that the bot talks with."""

from __future__ import annotations

from dataclasses import dataclass

from bot.services.ports import Clock
from storage.engine import Database
from storage.records import ReaderRecord


@dataclass(frozen=True, slots=True)
class Chat:
    """What is known of a chat when a message comes from it."""

    id: int
    kind: str
    language: str


class Readers:
    """Remembers each chat from its first message on."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def meet(self, chat: Chat) -> ReaderRecord:
        """The chat's reader, written down at the first meeting."""
        async with self._database.read() as unit:
            known = await unit.readers.by_chat(chat.id)
        if known is not None:
            return known
        async with self._database.write() as unit:
            return await unit.readers.meet(chat.id, chat.kind, chat.language, now=self._clock())

    async def start(self, reader: ReaderRecord) -> None:
        """Digests come again."""
        if not reader.active:
            async with self._database.write() as unit:
                await unit.readers.activate(reader.id)

    async def stop(self, reader: ReaderRecord) -> int:
        """No digest any more, waiting ones included; gives the number of follows that are kept for a return."""
        async with self._database.write() as unit:
            await unit.readers.deactivate(reader.id, now=self._clock())
            await unit.deliveries.cancel_for_reader(reader.id, now=self._clock())
            return await unit.follows.count(reader.id)

    async def leave(self, chat_id: int) -> None:
        """The chat blocked the bot or removed it."""
        async with self._database.read() as unit:
            reader = await unit.readers.by_chat(chat_id)
        if reader is not None:
            await self.stop(reader)

    async def move(self, old_chat_id: int, new_chat_id: int) -> None:
        """A group became a supergroup: all that it follows goes with it."""
        async with self._database.write() as unit:
            await unit.readers.move(old_chat_id, new_chat_id)

    async def expect(self, reader: ReaderRecord, command: str | None) -> None:
        """The reader's next message is the argument of this command; None expects nothing."""
        if reader.awaiting != command:
            async with self._database.write() as unit:
                await unit.readers.set_awaiting(reader.id, command)
