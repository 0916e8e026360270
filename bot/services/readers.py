"""Readers: the chats that the bot talks with, and the questions it has put to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.services.flights import Flights
from bot.services.ports import Clock
from storage.engine import Database
from storage.records import QuestionRecord, ReaderRecord

PATIENCE = timedelta(minutes=10)
"""How long a question waits for its answer; a later message is about something else."""

FALLBACK = "en"

LONGEST_TAG = 16
"""Characters of a language's tag that are kept; those of a language with a catalogue are shorter."""


@dataclass(frozen=True, slots=True)
class Chat:
    """What is known of a chat when a message comes from it; ``own`` if the language is that of its only reader."""

    id: int
    kind: str
    language: str | None
    own: bool


def tag(said: str | None) -> str | None:
    """The language's tag as Telegram says it, as far as it can be kept."""
    return said[:LONGEST_TAG] if said else None


class Readers:
    """Remembers each chat from its first message on."""

    def __init__(self, database: Database, clock: Clock, flights: Flights | None = None) -> None:
        self._database = database
        self._clock = clock
        self._flights = flights or Flights()

    async def meet(self, chat: Chat) -> ReaderRecord:
        """The chat's reader, written down at the first meeting, and when they change their language."""
        known = await self.known(chat.id)
        said = tag(chat.language)
        is_settled = known is not None and (known.language_chosen or not chat.own)
        if known is not None and (is_settled or said in (None, known.language)):
            return known
        async with self._database.write() as unit:
            if known is not None and said:
                await unit.readers.speak(known.id, said)
            return await unit.readers.meet(chat.id, chat.kind, said or FALLBACK, now=self._clock())

    async def choose_language(self, reader: ReaderRecord, language: str) -> None:
        """From now on the reader is written to in this language, whatever Telegram says of theirs."""
        async with self._database.write() as unit:
            await unit.readers.speak(reader.id, language, chosen=True)

    async def follow_telegram(self, reader: ReaderRecord, language: str | None) -> str:
        """From now on the reader is written to in the language of their Telegram, now this one; gives it."""
        async with self._database.write() as unit:
            await unit.readers.speak(reader.id, tag(language) or FALLBACK)
        return tag(language) or FALLBACK

    async def known(self, chat_id: int) -> ReaderRecord | None:
        """The chat's reader if it ever wrote."""
        async with self._database.read() as unit:
            return await unit.readers.by_chat(chat_id)

    async def start(self, reader: ReaderRecord) -> None:
        """Digests come again."""
        if not reader.active:
            async with self._database.write() as unit:
                await unit.readers.activate(reader.id)

    async def back(self, reader: ReaderRecord) -> None:
        """Digests come again where nothing could be sent, but not where /stop was said: a link does not undo that."""
        if not reader.active:
            async with self._database.write() as unit:
                await unit.readers.resume(reader.chat_id)

    async def stop(self, reader: ReaderRecord) -> int:
        """No digest until they say so, waiting ones included; gives the number of follows that are kept for that."""
        return await self._end(reader, asked=True)

    async def _end(self, reader: ReaderRecord, *, asked: bool) -> int:
        async with self._database.write() as unit:
            await unit.readers.deactivate(reader.id, now=self._clock(), asked=asked)
            await unit.deliveries.cancel_for_reader(reader.id, now=self._clock())
            kept = await unit.follows.count(reader.id)
        # Nothing is to come after the answer.
        await self._flights.landed(reader.id)
        return kept

    async def leave(self, chat_id: int) -> None:
        """The chat blocked the bot, removed it, or took the right to write from it."""
        reader = await self.known(chat_id)
        if reader is not None:
            await self._end(reader, asked=False)

    async def move(self, old_chat_id: int, new_chat_id: int) -> None:
        """A group became a supergroup: all that it follows goes with it."""
        async with self._database.write() as unit:
            await unit.readers.move(old_chat_id, new_chat_id)

    async def ask(self, reader: ReaderRecord, asker: int, command: str, prompt: int) -> None:
        """From now on ``asker``'s answer to the message ``prompt`` is the argument of this command."""
        async with self._database.write() as unit:
            await unit.questions.ask(reader.id, asker, command, prompt, now=self._clock())

    async def question(self, reader: ReaderRecord, asker: int) -> QuestionRecord | None:
        """What the asker was asked and has not answered yet, unless it was too long ago."""
        async with self._database.read() as unit:
            found = await unit.questions.of(reader.id, asker)
        return found if found is not None and self._clock() - found.asked <= PATIENCE else None

    async def asked_any(self, chat_id: int) -> bool:
        """Whether a question is open in the chat, whoever was asked."""
        async with self._database.read() as unit:
            return await unit.questions.any(chat_id)

    async def forget(self, reader: ReaderRecord, asker: int) -> None:
        """The asker's question, if there is one, is no longer open."""
        async with self._database.read() as unit:
            is_open = await unit.questions.of(reader.id, asker) is not None
        if is_open:
            async with self._database.write() as unit:
                await unit.questions.end(reader.id, asker)
