"""Composing: from the deliveries that are due for a reader to the stories that are shown."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.services.articles import Articles, Extract
from bot.services.digests.background import Background, Backgrounds
from bot.services.digests.importance import Standing, importance
from bot.services.digests.model import Digest, Part, Told
from bot.services.digests.novelty import SENTENCES, Known, choose, is_simple
from bot.services.digests.opened import Opened
from bot.services.digests.preferring import Preferring, by_liked
from bot.services.digests.taste import Tastes
from bot.services.lengths import Length
from bot.services.matches import Matches
from bot.services.ports import Clock
from bot.texts.catalogue import Translator
from storage.engine import Database
from storage.records import DeliveryRecord

EXPLAINED = 3
"""Topics of a story that are explained by the words that made them hold."""


class Composer:
    """Puts together what is due, for the courier, and again for a page that is turned."""

    def __init__(self, database: Database, articles: Articles, matches: Matches, clock: Clock) -> None:
        self._database = database
        self._opened = Opened(articles)
        self._backgrounds = Backgrounds(database)
        self._tastes = Tastes(database)
        self._preferring = Preferring(database)
        self._matches = matches
        self._clock = clock

    def forget(self, article_id: int | None) -> None:
        """The article was changed, deleted or brought back. None: any may have been."""
        self._opened.forget(article_id)

    async def due(self, t: Translator, head: DeliveryRecord) -> Digest:
        """All that goes in the message that ``head`` leads."""
        async with self._database.read() as unit:
            members = await unit.deliveries.of_digest(head.id)
        return await self.compose(t, [one for one in members if one.state == "sending"] or [head])

    async def compose(self, t: Translator, due: Sequence[DeliveryRecord], sentences: int = SENTENCES) -> Digest:
        """The stories of these deliveries, all of one reader; what holds nothing new is left out."""
        wanted = [one for one in due if one.followed]
        ledger = await self._backgrounds.of(wanted)
        if ledger.liked and (chosen := await self._preferring.instead(wanted, ledger)) != wanted:
            wanted, ledger = chosen, await self._backgrounds.of(chosen)
        extracts = await self._opened.get({one.article_id for one in wanted})
        by_story: defaultdict[int, list[DeliveryRecord]] = defaultdict(list)
        for one in wanted:
            if one.article_id in extracts:
                by_story[ledger.stories.get(one.article_id, one.article_id)].append(one)
        many = len(by_story) > 1
        if many:
            ledger = replace(ledger, taste=await self._tastes.of(wanted[0].reader_id))
        parts = [
            await self._part(t, story, group, extracts, ledger, sentences, many=many)
            for story, group in by_story.items()
        ]
        shown = sorted((one for one in parts if one is not None), key=lambda one: (-one.weight, one.number))
        kept = {one.id for part in shown for one in part.due}
        gone = sum(one.article_id not in extracts for one in wanted)
        return Digest(tuple(shown), tuple(one.id for one in due if one.id not in kept), gone, self._clock())

    async def again(self, t: Translator, members: Sequence[DeliveryRecord]) -> Digest:
        """What a digest showed, from what the ledger kept of it."""
        shown = [one for one in members if one.place is not None]
        extracts = await self._opened.get({one.article_id for one in shown})
        ledger = await self._backgrounds.of(shown)
        places: defaultdict[int, list[DeliveryRecord]] = defaultdict(list)
        for one in shown:
            if one.article_id in extracts:
                places[one.place or 0].append(one)
        parts = [await self._shown(t, group, extracts, ledger) for _, group in sorted(places.items())]
        return Digest(tuple(parts), gone=len({one.place for one in shown}) - len(parts))

    async def _part(
        self,
        t: Translator,
        story: int,
        due: Sequence[DeliveryRecord],
        extracts: Mapping[int, Extract],
        ledger: Background,
        sentences: int,
        *,
        many: bool,
    ) -> Part | None:
        """The story, unless it tells nothing new; its weight only where there are ``many`` to put in order."""
        earlier = [one for one in ledger.told.get(story, ()) if one.corrects is None]
        before = await self._opened.get({one.article_id for one in earlier})
        known: Known = [(before[one.article_id], one.told, None) for one in earlier if one.article_id in before]
        articles = list({one.article_id: extracts[one.article_id] for one in due}.values())
        labels, length = _labels(due, ledger), Length.of(due[0])
        first = {one.article_id: extracts[one.article_id] for one in by_liked(due, ledger.liked.get(story, ()))}
        sentences, query = length.short(sentences), " ".join(labels)
        chosen = await _chosen(list(first.values()), known, query, sentences)
        if not chosen and len(first) < len(articles):
            chosen = await _chosen(articles, known, query, sentences)
        if not chosen:
            return None
        told_on = max((one.not_before for one in earlier), default=None)
        lead = _lead(due, extracts, chosen)
        because = await self._because(t, due, ledger)
        weight = self._weight(lead, due, articles, ledger) if many else 0.0
        return Part(lead, tuple(due), chosen, labels, because, told_on, weight, length)

    def _weight(
        self, lead: Extract, due: Sequence[DeliveryRecord], articles: Sequence[Extract], ledger: Background
    ) -> float:
        """Where the story stands among the others of its digest."""
        outlets = {one.outlet for one in articles if one.outlet} | set(lead.story.outlets)
        newest = max(one.created or self._clock() for one in due)
        acts = any(one.analysis.acts for one in articles)
        favour = ledger.taste.favour(outlets, [topic for one in due for topic in _topics(one, ledger)])
        topics = len(_labels(due, ledger))
        return importance(Standing(topics, max(1, len(outlets)), len(articles), acts, newest, favour), self._clock())

    async def _shown(
        self, t: Translator, due: Sequence[DeliveryRecord], extracts: Mapping[int, Extract], ledger: Background
    ) -> Part:
        told = [
            Told(one.article_id, at, extract.text[slice(*extract.analysis.spans[at])])
            for one in due
            for extract in [extracts[one.article_id]]
            for at in one.told
            if at < len(extract.analysis.spans)
        ]
        story = ledger.stories.get(due[0].article_id, 0)
        # A later digest of the story is no reason to call this one a sequel.
        earlier = [one.not_before for one in ledger.told.get(story, ()) if one.id < due[0].id]
        because = await self._because(t, due, ledger)
        lead = _lead(due, extracts, told)
        return Part(
            lead,
            tuple(due),
            tuple(told),
            _labels(due, ledger),
            because,
            max(earlier, default=None),
            length=Length.of(due[0]),
        )

    async def _because(self, t: Translator, due: Sequence[DeliveryRecord], ledger: Background) -> tuple[str, ...]:
        lines: dict[str, None] = {}
        for one in due[:EXPLAINED]:
            for topic in _topics(one, ledger)[:EXPLAINED]:
                lines |= dict.fromkeys(await self._matches.because(t, one.article_id, topic))
        return tuple(lines)


async def _chosen(articles: Sequence[Extract], known: Known, query: str, sentences: int) -> tuple[Told, ...]:
    """`choose`, in a thread where it has to compare."""
    if is_simple(articles, known):
        return choose(articles, known, query, sentences)
    return await asyncio.to_thread(choose, articles, known, query, sentences)


def _topics(one: DeliveryRecord, ledger: Background) -> list[int]:
    """The reader's topics that hold for the article, the oldest first."""
    held = ledger.topics.get(one.article_id, ())
    return [topic for topic in _followed(ledger) if topic in held] or [one.topic_id]


def _labels(due: Sequence[DeliveryRecord], ledger: Background) -> tuple[str, ...]:
    named = _followed(ledger)
    found = [named.get(topic, one.label) for one in due for topic in _topics(one, ledger)]
    return tuple(dict.fromkeys(found))


def _followed(ledger: Background) -> dict[int, str]:
    """What the reader calls the topics that are not paused, the oldest first."""
    return {follow.topic_id: follow.label for follow in ledger.follows if not follow.paused}


def _lead(due: Sequence[DeliveryRecord], extracts: Mapping[int, Extract], told: Sequence[Told]) -> Extract:
    """The article whose sentence stands first; without any, the newest."""
    number = told[0].article if told else max(one.article_id for one in due)
    return next((one for one in extracts.values() if one.article_id == number), extracts[due[-1].article_id])
