"""Saved articles: kept by a reader, with a note, for as long as they like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import NoteTooLong, NotSaved, TooManySaved, UnknownArticle
from bot.services.ports import Clock
from storage.engine import Database
from storage.records import ReaderRecord, SavedRecord

MOST = 1_000
"""Articles that one reader may save."""

NOTE_LIMIT = 1_000
"""Characters of a note: with what stands around it, it fits in one message."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some of a reader's saved articles; ``number`` is counted from 0, ``total`` are all that there are."""

    items: Sequence[SavedRecord]
    number: int
    pages: int
    total: int


class Saved:
    """Every change is for good at once; twice the same changes nothing."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def save(self, reader: ReaderRecord, article_id: int) -> tuple[SavedRecord, bool]:
        """Keep the article in its newest version; gives it, and whether it is new among them.

        Raises UnknownArticle, TooManySaved.
        """
        async with self._database.write() as unit:
            number = (await unit.stories.versions(article_id))[-1]
            if await unit.articles.get(number) is None:
                raise UnknownArticle(id=article_id)
            is_new = await unit.saved.add(reader.id, number, now=self._clock())
            if is_new and await unit.saved.count(reader.id) > MOST:
                raise TooManySaved(most=MOST)
            found = await unit.saved.get(reader.id, number)
        if found is None:
            raise UnknownArticle(id=article_id)
        return found, is_new

    async def note(self, reader: ReaderRecord, article_id: int, text: str) -> SavedRecord:
        """Put a note to an article, which is saved by that; an empty one takes it.

        Raises NoteTooLong, UnknownArticle, TooManySaved.
        """
        if len(text) > NOTE_LIMIT:
            raise NoteTooLong(limit=NOTE_LIMIT, length=len(text))
        kept, _ = await self.save(reader, article_id)
        async with self._database.write() as unit:
            await unit.saved.note(reader.id, kept.article_id, text or None)
        return await self.get(reader, kept.article_id)

    async def get(self, reader: ReaderRecord, article_id: int) -> SavedRecord:
        """The saved article of a number, or of an earlier version. Raises NotSaved."""
        async with self._database.read() as unit:
            for number in reversed(await unit.stories.versions(article_id)):
                if (found := await unit.saved.get(reader.id, number)) is not None:
                    return found
        raise NotSaved(id=article_id)

    async def remove(self, reader: ReaderRecord, article_id: int) -> None:
        """Keep it no longer, nor its note. Raises NotSaved."""
        async with self._database.write() as unit:
            if not await unit.saved.remove(reader.id, article_id):
                raise NotSaved(id=article_id)

    async def page(self, reader: ReaderRecord, number: int, size: int) -> Page:
        """The page of that number, the last that were saved first; the last page if there are not so many."""
        async with self._database.read() as unit:
            total = await unit.saved.count(reader.id)
            pages = max(1, -(-total // size))
            number = min(max(number, 0), pages - 1)
            return Page(await unit.saved.page(reader.id, size, number * size), number, pages, total)
