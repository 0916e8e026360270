"""Why a topic holds for an article, worked out once for all its readers."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial

from bot.errors import UnknownTopic
from bot.services.archive import Archive, why
from bot.services.once import Once
from bot.services.topics import Topics
from bot.texts.catalogue import Translator
from bot.texts.topics import because
from summarizer.model import ActReport, Entity
from summarizer.topics.facts import Facts
from summarizer.topics.nodes import Atom
from summarizer.topics.query import Query

KEPT = 500
"""Articles and topics that are remembered; a digest goes to all its readers within a short time."""

ARTICLES = 32
"""Articles of which is remembered what topics ask of them: that of one is of the size of its text."""

TOPICS = 2_000
"""Topics that are remembered: what one means never changes."""

Found = tuple[Sequence[Atom], Sequence[Entity], Sequence[ActReport]]

NOTHING: Found = ((), (), ())


class Matches:
    """The words of articles that made topics hold."""

    def __init__(self, topics: Topics, archive: Archive) -> None:
        self._topics = topics
        self._archive = archive
        self._lines = Once[tuple[str, int, int], list[str]](KEPT)
        self._found = Once[tuple[int, int], Found](KEPT)
        self._facts = Once[int, Facts | None](ARTICLES)
        self._queries = Once[int, Query](TOPICS)

    async def because(self, t: Translator, article_id: int, topic_id: int) -> Sequence[str]:
        """A line for each thing that was found, such as ``Tokyo -> Japan``; none for what is gone."""
        return await self._lines.get((t.language, article_id, topic_id), partial(self._worded, t, article_id, topic_id))

    async def _worded(self, t: Translator, article_id: int, topic_id: int) -> list[str]:
        find = partial(self._find, article_id, topic_id)
        return list(because(t, *await self._found.get((article_id, topic_id), find)))

    def forget(self, article_id: int | None) -> None:
        """The article was analysed again: look anew the next time. None: any may have been."""
        self._lines.forget(lambda place: article_id in (None, place[1]))
        self._found.forget(lambda place: article_id in (None, place[0]))
        self._facts.forget(lambda number: article_id in (None, number))

    async def _find(self, article_id: int, topic_id: int) -> Found:
        try:
            query = await self._queries.get(topic_id, partial(self._topics.get, topic_id))
        except UnknownTopic:
            return NOTHING
        facts = await self._facts.get(article_id, partial(self._archive.facts, article_id))
        if facts is None:
            return NOTHING
        return await asyncio.to_thread(why, query, facts), facts.entities, facts.acts
