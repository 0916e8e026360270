"""Inline questions: asked from any chat, answered with cards of the archive, and forgotten."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.services.articles import Articles, Extract
from bot.services.outlets import muting, unmuted
from bot.services.topics import understand
from bot.services.words import western
from storage.engine import Database
from storage.records import AnalysisRecord, ArticleRecord, Headline
from summarizer.serial import load

PAGE = 20
"""Cards at a time; Telegram takes 50, and asks for more when somebody scrolls."""

PAGES = 5
"""Pages of nothing but muted outlets that are passed over at once."""

_ARTICLE = re.compile(r"#?([0-9]{4,18})")
_OFFSET = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class Cards:
    """Articles ready to be summarised, and the offset that asks for those after them; empty at the end."""

    extracts: Sequence[Extract]
    next_offset: str = ""


class Inline:
    """The newest stories, one article by its number, or those for which a topic holds."""

    def __init__(self, database: Database, articles: Articles) -> None:
        self._database = database
        self._articles = articles

    async def find(self, words: str, offset: str = "", reader_id: int | None = None) -> Cards:
        """The cards for a question, from an offset on that an earlier answer gave. Raises BadTopic.

        For a reader, without outlets that they have muted; an article by its number comes from any.
        """
        if offset and not _OFFSET.fullmatch(offset):
            return Cards(())
        before = int(offset) if offset else None
        words = " ".join(words.split())
        number = _ARTICLE.fullmatch(western(words))
        if number:
            return Cards(await self._open([int(number[1])]) if before is None else ())
        if not words:
            return await self._newest(before, reader_id)
        query, shown = understand(words, "query"), list[Headline]()
        for _ in range(PAGES):
            found = await self._articles.archive.find(query, PAGE, before)
            async with self._database.read() as unit:
                shown = await unmuted(unit, reader_id, found.newest)
            before = found.older
            # Telegram asks for no further page where one has nothing.
            if shown or before is None:
                break
        return Cards(await self._open([one.id for one in shown]), str(before) if before is not None else "")

    async def _newest(self, before: int | None, reader_id: int | None) -> Cards:
        async with self._database.read() as unit:
            found = await unit.articles.stories(PAGE, before, await muting(unit, reader_id))
        newest = [one.id for one in found]
        return Cards(await self._open(newest), str(newest[-1]) if len(newest) == PAGE else "")

    async def _open(self, numbers: Sequence[int]) -> list[Extract]:
        async with self._database.read() as unit:
            rows = await unit.articles.analysed(numbers)
        return await asyncio.to_thread(lambda: [_extract(*row) for row in rows])


def _extract(article: ArticleRecord, record: AnalysisRecord) -> Extract:
    """Without what other outlets say: of twenty cards that would take too long."""
    return Extract(
        article.id,
        article.title,
        article.text,
        article.outlet,
        article.published,
        article.link,
        load(record.body),
        article.place,
        article.dated,
        article.authors,
    )
