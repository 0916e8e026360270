"""The article that somebody means who names some words: one about them, before newer ones that have them in passing."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from bot.services.candidates import Candidates, Looked, holding
from bot.services.outlets import NO_WISHES, wishes_of
from bot.services.searching import is_loose, wanted
from storage.engine import Database
from storage.letters import outlet_key
from storage.records import AnalysisRecord, ArticleRecord
from storage.unit import Unit
from summarizer.serial import load
from summarizer.text.terms import laid_out
from summarizer.topics.facts import Facts
from summarizer.topics.index import TopicIndex
from summarizer.topics.nodes import All, Not
from summarizer.topics.query import Query

NEWEST = 50
"""Articles that have the words and are looked at, the newest; each costs as much however many there are."""

ASKED = 10
"""As many where each article must be read to tell whether it has them."""

AT_ONCE = 10
"""Articles that are read together: the first ones mostly have what is sought."""

PAGES = 5
"""Times that as many articles, all of muted outlets, are passed over before one of them is shown after all."""

LEAD = 2
"""Sentences that an article begins with, in which it says what it is about."""

Row = tuple[ArticleRecord, AnalysisRecord]


class Best:
    """Chooses among the newest articles; how long that takes does not grow with the archive."""

    def __init__(self, database: Database, candidates: Candidates) -> None:
        self._database = database
        self._candidates = candidates

    async def find(self, query: Query, reader_id: int | None = None) -> Looked:
        """One article at most: that of most of the query in its title or lead, or of the newest that have it.

        For a reader none of a muted outlet, unless nothing else was found, and the one of its story's articles that an
        outlet they prefer published, if the query holds for that too.
        """
        async with self._database.read() as unit:
            wishes = await wishes_of(unit, reader_id) if reader_id is not None else NO_WISHES
            looked = await self._heard(unit, query, wishes.muted)
            if not looked.numbers:
                return looked
            number = await _foremost(unit, query, looked.numbers)
            if reader_id is not None and wishes.preferred:
                number = await _liked(unit, reader_id, number, query)
            return replace(looked, numbers=[number])

    async def _heard(self, unit: Unit, query: Query, muted: dict[str, str]) -> Looked:
        """The newest that have it, without muted outlets if there are others."""
        first = looked = await self._newest(unit, query, None)
        for _ in range(PAGES if muted else 0):
            found = await unit.articles.headlines(looked.numbers)
            heard = [one.id for one in found if outlet_key(one.outlet or "") not in muted]
            if heard:
                return Looked(heard, looked.rest)
            if looked.rest is None:
                break
            looked = await self._newest(unit, query, looked.rest)
        return first

    async def _newest(self, unit: Unit, query: Query, before: int | None) -> Looked:
        if is_loose(query.root):
            return await self._candidates.look(unit, query, ASKED, before)
        numbers = await unit.search.find(wanted(query.root), NEWEST, before)
        return Looked(numbers, numbers[-1] if len(numbers) == NEWEST else None)


async def _foremost(unit: Unit, query: Query, numbers: Sequence[int]) -> int:
    """The article whose title and lead hold most parts of the query; of several the newest. Numbers: newest first."""
    sought = _Parts(query)
    best, most = numbers[0], 0
    for start in range(0, len(numbers), AT_ONCE):
        rows = await unit.articles.analysed(numbers[start : start + AT_ONCE])
        for number, count in await asyncio.to_thread(sought.of, rows):
            best, most = (number, count) if count > most else (best, most)
        if most == sought.total:
            break
    return best


async def _liked(unit: Unit, reader_id: int, number: int, query: Query) -> int:
    """The same story in the article of an outlet that the reader prefers, if the query holds for one."""
    story = (await unit.stories.stories_of([number])).get(number, 0)
    liked = (await unit.outlets.preferred([reader_id], [story])).get(reader_id, {}).get(story, [])
    if number in liked:
        return number
    rows = await unit.articles.analysed(liked[:AT_ONCE]) if liked else []
    found = await asyncio.to_thread(holding, query, rows)
    return await _foremost(unit, query, found) if found else number


class _Parts:
    """What a query asks for, each part by itself; what must not occur is no part."""

    def __init__(self, query: Query) -> None:
        parts = query.root.parts if isinstance(query.root, All) else (query.root,)
        asked = [part for part in parts if not isinstance(part, Not)]
        self.total = len(asked)
        self._index = TopicIndex()
        for number, part in enumerate(asked):
            self._index.add(number, Query(part))

    def of(self, rows: Sequence[Row]) -> list[tuple[int, int]]:
        """The number of each article, and how many parts hold for its title and lead."""
        return [(article.id, len(self._index.match(_opening(article, record)))) for article, record in rows]


def _opening(article: ArticleRecord, record: AnalysisRecord) -> Facts:
    """What an article is about, as far as its title, its first sentences and its analysis tell."""
    analysis = load(record.body)
    spans = analysis.spans[:LEAD]
    lead = article.text[: spans[-1][1]] if spans else ""
    terms, titled, breaks = laid_out(article.title or "", lead, spans, analysis.language)
    entities = [one for one in analysis.entities if one.role == "about" or any(at < LEAD for at in one.sentences)]
    acts = [one for one in analysis.acts if one.sentence < LEAD]
    return replace(
        Facts.of(analysis, article.outlet), terms=terms, titled=titled, breaks=breaks, entities=entities, acts=acts
    )
