"""The stored articles, looked through with a topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.services.ports import Clock
from bot.services.searching import is_loose, wanted
from storage.engine import Database
from storage.records import ArticleRecord, Headline
from storage.unit import Unit
from summarizer.model import Analysis
from summarizer.serial import load
from summarizer.text.folding import fold
from summarizer.text.terms import laid_out
from summarizer.topics.facts import Facts
from summarizer.topics.index import TopicIndex
from summarizer.topics.nodes import Atom
from summarizer.topics.query import Query

LATELY = timedelta(days=30)
"""How far back it is counted what a topic would have caught."""

SHOWN = 3
"""Titles that are shown of what it would have caught."""

LOOKED_AT = 200
"""Articles that are asked one by one where the archive alone cannot tell."""


@dataclass(frozen=True, slots=True)
class Caught:
    """How many of the articles that were added lately a topic holds for, and the newest of them."""

    count: int
    of: int
    newest: Sequence[Headline]


class Archive:
    """Search by topic, newest first."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def find(self, query: Query, limit: int, before: int | None = None) -> list[Headline]:
        """At most ``limit`` articles for which the topic holds, below the number ``before``; of a story the newest."""
        async with self._database.read() as unit:
            return await unit.articles.headlines(await _found(unit, query, limit, before, once=True))

    async def sizes(self, numbers: Sequence[int]) -> dict[int, int]:
        """How many articles the stories of these have, where that is more than one."""
        async with self._database.read() as unit:
            return await unit.stories.sizes(numbers)

    async def caught(self, query: Query) -> Caught:
        """What the topic would have brought lately."""
        since = self._clock() - LATELY
        async with self._database.read() as unit:
            total = await unit.articles.count(since)
            newest = await unit.articles.headlines(await _found(unit, query, SHOWN, None))
            if is_loose(query.root):
                count = len(await _found(unit, query, LOOKED_AT, None))
            else:
                count = await unit.search.count(wanted(query.root), since)
        return Caught(min(count, total), total, newest)

    async def because(self, article_id: int, query: Query) -> tuple[Sequence[Atom], Facts] | None:
        """Why the topic holds for an article; None if the article is gone."""
        async with self._database.read() as unit:
            facts = await _facts(unit, article_id)
        if facts is None:
            return None
        index = TopicIndex()
        index.add(article_id, query)
        return index.explain(article_id, query, facts).because, facts


async def _found(unit: Unit, query: Query, limit: int, before: int | None, *, once: bool = False) -> list[int]:
    if not is_loose(query.root):
        return await unit.search.find(wanted(query.root), limit, before, once=once)
    index = TopicIndex()
    index.add(1, query)
    found: list[int] = []
    for number in await unit.search.find(wanted(query.root), LOOKED_AT, before, once=once):
        facts = await _facts(unit, number)
        if facts is not None and index.match(facts):
            found.append(number)
            if len(found) == limit:
                break
    return found


async def _facts(unit: Unit, article_id: int) -> Facts | None:
    """What topics ask of a stored article; its terms are worked out anew."""
    article, record = await unit.articles.get(article_id), await unit.articles.analysis(article_id)
    return _read(article, load(record.body)) if article is not None and record is not None else None


def _read(article: ArticleRecord, analysis: Analysis) -> Facts:
    terms, titled, breaks = laid_out(article.title, article.text, analysis.spans, analysis.language)
    outlet = fold(article.outlet or "")
    return Facts(analysis.language, terms, titled, breaks, analysis.entities, analysis.acts, outlet)
