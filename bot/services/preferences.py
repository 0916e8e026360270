"""What a reader prefers: how long summaries are, and which outlets; and what they are shown when they come first."""

from __future__ import annotations

from bot.services.lengths import MOST_SENTENCES, WORDS, Length
from bot.services.outlets import Outlets
from bot.services.ports import Clock
from bot.services.suggesting import Suggesting
from storage.engine import Database
from storage.records import ReaderRecord


class Preferences:
    """Kept with the reader; what is set holds from the next message on."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self.outlets = Outlets(database, clock)
        self.suggesting = Suggesting(database)

    async def measure(self, reader: ReaderRecord, *, sentences: int | None = None, words: int | None = None) -> Length:
        """Summaries of so many sentences, up to `MOST_SENTENCES`, or of one of `WORDS`; the nearest that there is."""
        if words is not None:
            words = _nearest(words)
        if sentences is not None:
            sentences = min(max(sentences, 1), MOST_SENTENCES)
        async with self._database.write() as unit:
            await unit.readers.measure(reader.id, sentences=sentences, words=words)
        return Length(sentences, words)

    async def guided(self, reader: ReaderRecord) -> None:
        """The reader was shown around."""
        async with self._database.write() as unit:
            await unit.readers.guided(reader.id)


def _nearest(words: int) -> int:
    return min(WORDS, key=lambda known: abs(known - words))
