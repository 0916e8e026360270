"""Articles that full text search offers where it cannot tell by itself: each is read and asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from bot.services.searching import wanted
from storage.records import AnalysisRecord, ArticleRecord
from storage.unit import Unit
from summarizer.serial import load
from summarizer.text.folding import fold
from summarizer.text.terms import laid_out
from summarizer.topics.facts import Facts
from summarizer.topics.index import TopicIndex
from summarizer.topics.query import Query

PAGE = 50
"""Articles that are read at once; their words are laid out in a thread, a millisecond each."""

PATIENCE = 1.0
"""Seconds after which no further page is read."""


@dataclass(frozen=True, slots=True)
class Looked:
    """Articles for which the topic holds, newest first; ``rest`` is the number below which others may be.

    None if there are no others.
    """

    numbers: Sequence[int]
    rest: int | None


class Candidates:
    """Asks articles one by one, a page at a time, until there are enough or time is up. ``tick`` gives seconds."""

    def __init__(self, tick: Callable[[], float] = monotonic) -> None:
        self._tick = tick

    async def look(
        self,
        unit: Unit,
        query: Query,
        limit: int | None = None,
        before: int | None = None,
        *,
        since: datetime | None = None,
        once: bool = False,
    ) -> Looked:
        """At most ``limit`` articles below the number ``before``; the first page is read however long it takes."""
        until = self._tick() + PATIENCE
        found: list[int] = []
        while True:
            page = await unit.search.find(wanted(query.root), PAGE, before, since=since, once=once)
            rows = await unit.articles.analysed(page)
            found += await asyncio.to_thread(holding, query, rows)
            if limit is not None and len(found) > limit:
                return Looked(found[:limit], found[limit - 1])
            if len(page) < PAGE:
                return Looked(found, None)
            before = page[-1]
            if self._tick() >= until:
                return Looked(found, before)


def facts_of(article: ArticleRecord, record: AnalysisRecord) -> Facts:
    """What topics ask of a stored article; its terms are worked out anew."""
    analysis = load(record.body)
    terms, titled, breaks = laid_out(article.title, article.text, analysis.spans, analysis.language)
    outlet = fold(article.outlet or "")
    return Facts(analysis.language, terms, titled, breaks, analysis.entities, analysis.acts, outlet)


def holding(query: Query, rows: Sequence[tuple[ArticleRecord, AnalysisRecord]]) -> list[int]:
    """Those of the articles for which the topic holds, in their order."""
    index = TopicIndex()
    index.add(1, query)
    return [article.id for article, record in rows if index.match(facts_of(article, record))]
