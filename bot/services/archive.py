"""The stored articles, looked through with a topic."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

from bot.services.candidates import Candidates, facts_of
from bot.services.outlets import muting
from bot.services.ports import Clock
from bot.services.searching import is_loose, wanted
from storage.engine import Database
from storage.records import Headline
from summarizer.topics.facts import Facts
from summarizer.topics.index import TopicIndex
from summarizer.topics.nodes import Atom
from summarizer.topics.query import Query

LATELY = timedelta(days=30)
"""How far back it is counted what a topic would have caught."""

RECENT, AMONG = timedelta(days=7), 300
"""How long an article is new, and how many last ones are looked through for one in a language."""

SHOWN = 3
"""Titles that are shown of what it would have caught."""


@dataclass(frozen=True, slots=True)
class Found:
    """Articles, newest first; ``older`` is the number below which there may be more, None if there are no more."""

    newest: Sequence[Headline]
    older: int | None


@dataclass(frozen=True, slots=True)
class Caught:
    """How many of the articles that were added lately a topic holds for, and the newest of them.

    ``whole``: all of them were asked; else there was no time for some, and there may be more.
    """

    count: int
    of: int
    newest: Sequence[Headline]
    whole: bool = True


class Archive:
    """Search by topic, newest first. ``tick`` gives seconds, for a search that must not take too many."""

    def __init__(self, database: Database, clock: Clock, tick: Callable[[], float] = monotonic) -> None:
        self._database = database
        self._clock = clock
        self._candidates = Candidates(tick)

    async def find(self, query: Query, limit: int, before: int | None = None) -> Found:
        """At most ``limit`` articles for which the topic holds, below the number ``before``; of a story the newest.

        Where each article must be asked it may be fewer although there are older ones: looking on takes time.
        """
        async with self._database.read() as unit:
            if is_loose(query.root):
                looked = await self._candidates.look(unit, query, limit, before, once=True)
                return Found(await unit.articles.headlines(looked.numbers), looked.rest)
            numbers = await unit.search.find(wanted(query.root), limit + 1, before, once=True)
            newest = await unit.articles.headlines(numbers[:limit])
            return Found(newest, numbers[limit - 1] if len(numbers) > limit else None)

    async def newest_in(self, language: str, reader_id: int) -> Headline | None:
        """The newest article in a language that the reader may be shown; None if none came lately."""
        async with self._database.read() as unit:
            muter = await muting(unit, reader_id)
            return await unit.articles.newest_in(language, AMONG, self._clock() - RECENT, muter)

    async def sizes(self, numbers: Sequence[int], reader_id: int | None = None) -> dict[int, int]:
        """How many articles the stories of these have, where that is more than one; for a reader, as in storage."""
        async with self._database.read() as unit:
            return await unit.stories.sizes(numbers, reader_id)

    async def caught(self, query: Query) -> Caught:
        """What the topic would have brought lately."""
        since = self._clock() - LATELY
        async with self._database.read() as unit:
            total = await unit.articles.count(since)
            if is_loose(query.root):
                looked = await self._candidates.look(unit, query, since=since)
                numbers, count, whole = looked.numbers, len(looked.numbers), looked.rest is None
            else:
                numbers = await unit.search.find(wanted(query.root), SHOWN, since=since)
                count, whole = await unit.search.count(wanted(query.root), since), True
            newest = await unit.articles.headlines(numbers[:SHOWN])
        return Caught(min(count, total), total, newest, whole)

    async def number(self, query: Query) -> tuple[int, bool]:
        """How many articles `caught` finds, and whether all were asked: for a list of topics, which shows no more."""
        since = self._clock() - LATELY
        async with self._database.read() as unit:
            if is_loose(query.root):
                looked = await self._candidates.look(unit, query, since=since)
                return len(looked.numbers), looked.rest is None
            return await unit.search.count(wanted(query.root), since), True

    async def facts(self, article_id: int) -> Facts | None:
        """What topics ask of an article; None if it is gone."""
        async with self._database.read() as unit:
            article, record = await unit.articles.get(article_id), await unit.articles.analysis(article_id)
        if article is None or record is None:
            return None
        return await asyncio.to_thread(facts_of, article, record)


def why(query: Query, facts: Facts) -> Sequence[Atom]:
    """Because of what a topic that holds does so."""
    return TopicIndex().explain(0, query, facts).because
