"""Groups, channels and forum topics: where posts go, and chats that the bot comes to, leaves and comes back to."""

from __future__ import annotations

from bot.services.ports import Clock
from bot.services.readers import FALLBACK
from storage.engine import Database
from storage.records import ReaderRecord


class Groups:
    """What is special about chats of many."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def arrive(self, chat_id: int, kind: str, language: str | None) -> ReaderRecord:
        """The bot may write in a chat: it is met, or active again with what it followed unless that was stopped."""
        async with self._database.write() as unit:
            await unit.readers.meet(chat_id, kind, language or FALLBACK, now=self._clock())
            await unit.readers.resume(chat_id)
            found = await unit.readers.by_chat(chat_id)
        assert found is not None, "met in this transaction"  # noqa: S101
        return found

    async def settle(self, reader: ReaderRecord, thread: int | None, *, at_first: bool) -> None:
        """Posts go to this forum topic from now on; ``at_first``: only if nothing is followed yet."""
        async with self._database.read() as unit:
            stays = await unit.readers.thread(reader.chat_id) == thread
            is_new = not at_first or await unit.follows.count(reader.id) == 0
        if not stays and is_new:
            async with self._database.write() as unit:
                await unit.readers.place(reader.id, thread)

    async def thread(self, chat_id: int) -> int | None:
        """The forum topic that a chat's posts go to; None: the general one, or no forum at all."""
        async with self._database.read() as unit:
            return await unit.readers.thread(chat_id)

    async def mend(self, chat_id: int, gone: int) -> None:
        """The forum topic was deleted: posts go to the general one from now on."""
        async with self._database.write() as unit:
            await unit.readers.mend(chat_id, gone)
