"""An article goes into the archive: written, placed in its story, and owed to its readers, all in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.services.fanouts import FanOuts
from bot.services.ports import Clock
from bot.services.stories import Stories
from bot.services.topics import Topics
from bot.services.versions import source_of
from bot.services.working import Prepared
from bot.sources.draft import Draft
from storage.engine import Database
from storage.news import Kind
from storage.records import AnalysisRecord, Headline, NewArticle, PlacementRecord
from storage.turns import Turn
from storage.unit import Unit
from summarizer.stories.fingerprint import dump
from summarizer.text.daylines import is_day


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a draft; ``followers`` is the number of digests that were queued for it.

    ``republishes`` is the article that it is a copy of, ``revises`` the version of it that was there before: then
    ``followers`` are told what changed.
    """

    article: Headline
    sentences: int
    is_new: bool
    followers: int
    republishes: Headline | None = None
    revises: int | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article on its way into the archive; ``source`` as `source_of` has it, ``replaced`` an earlier version."""

    article: NewArticle
    prepared: Prepared
    source: str | None
    replaced: int | None


def incoming(draft: Draft, key: str, prepared: Prepared, replaced: int | None = None) -> Incoming:
    """What is stored of a draft; what its source did not say is what the text says of itself."""
    said = prepared.credits
    article = NewArticle(
        digest=key,
        title=_title(draft) or prepared.headline,
        text=draft.text,
        language=prepared.language,
        outlet=draft.outlet or said.outlet,
        link=draft.link,
        published=draft.published,
        place=said.place,
        dated=said.dated,
        authors=draft.authors or said.authors,
    )
    return Incoming(article, prepared, source_of(draft.link), replaced)


def _title(draft: Draft) -> str | None:
    """What the source calls it; the day that stands above many a text says nothing of what it tells."""
    return None if draft.title and is_day(draft.title) else draft.title


@dataclass(frozen=True, slots=True)
class _Added:
    """An article that is new, and the followed topics that hold for it."""

    article: Headline
    new: Incoming
    topics: Sequence[int]


class Storing:
    """Writes articles; the followers' topics are matched before."""

    def __init__(self, database: Database, topics: Topics, stories: Stories, fanouts: FanOuts, clock: Clock) -> None:
        self._database = database
        self._topics = topics
        self._stories = stories
        self._fanouts = fanouts
        self._clock = clock

    async def store(self, arrived: Sequence[Incoming], *, quiet: bool) -> list[Loaded]:
        """Articles, in their order, with all that belongs to them and what is owed for them: no digests if ``quiet``.

        All are stored, or none is.
        """
        topics = await self._matching(arrived, quiet)
        now, numbers = self._clock(), list[int]()
        try:
            async with self._stories.turn(), self._database.write() as unit:
                await unit.turns.take(Turn.STORIES)
                added = await unit.articles.add_all([one.article for one in arrived], now=now)
                fresh = [
                    _Added(article, one, held)
                    for (article, is_new), one, held in zip(added, arrived, topics, strict=True)
                    if is_new
                ]
                numbers += [one.article.id for one in fresh]
                loaded = await self._written(unit, fresh, now) if fresh else {}
                if any(one.followers for one in loaded.values()):
                    unit.news.tell(Kind.OWED)
        except BaseException:
            for number in numbers:
                self._stories.forget(number)
            raise
        return [
            loaded[article.id] if is_new else Loaded(article, one.prepared.sentences, is_new=False, followers=0)
            for (article, is_new), one in zip(added, arrived, strict=True)
        ]

    async def _matching(self, arrived: Sequence[Incoming], quiet: bool) -> list[Sequence[int]]:
        if quiet or any(one.replaced for one in arrived):
            return [() if quiet or one.replaced else await self._topics.matching(one.prepared.facts) for one in arrived]
        return [*await self._topics.matching_all([one.prepared.facts for one in arrived])]

    async def _written(self, unit: Unit, fresh: Sequence[_Added], now: datetime) -> dict[int, Loaded]:
        await unit.articles.put_analyses([_analysis(one.article.id, one.new.prepared) for one in fresh])
        await unit.search.put_all([(one.article.id, one.new.prepared.tokens) for one in fresh])
        loaded = {one.article.id: await self._revised(unit, one, now) for one in fresh if one.new.replaced is not None}
        rest = [one for one in fresh if one.new.replaced is None]
        return loaded | await self._placed(unit, rest, now) if rest else loaded

    async def _revised(self, unit: Unit, one: _Added, now: datetime) -> Loaded:
        """Put a new version into the story of the one before, and tell those who got that."""
        article, held, replaced = one.article, one.new.prepared.fingerprint, one.new.replaced
        versions = await unit.stories.versions(replaced or 0)
        before = await unit.stories.of(versions[0])
        story = before.story if before else versions[0]
        placed = PlacementRecord(article.id, story, None, versions[0], one.new.source)
        await unit.stories.put(placed, dump(held), added=now)
        self._stories.keep(article.id, held, now, story)
        told = await unit.deliveries.correct(article.id, versions, now=now)
        return Loaded(article, one.new.prepared.sentences, is_new=True, followers=told, revises=replaced)

    async def _placed(self, unit: Unit, fresh: Sequence[_Added], now: datetime) -> dict[int, Loaded]:
        """Put new articles into their stories, and tell those whom they concern."""
        held = [(one.article.id, one.new.prepared.fingerprint) for one in fresh]
        places = await self._stories.place(unit, held, now)
        # Of a deleted original, the copy that is nearest stands in for it.
        likely = [(place.duplicate_of, place.because.nearest) if place.duplicate_of else () for place in places]
        originals = await _originals(unit, [number for numbers in likely for number in numbers])
        firsts = [next((originals[one] for one in numbers if one in originals), None) for numbers in likely]
        placed = [
            PlacementRecord(one.article.id, int(place.story), first.id if first else None, None, one.new.source)
            for one, place, first in zip(fresh, places, firsts, strict=True)
        ]
        bodies = [dump(body) for _, body in held]
        await unit.stories.put_all(list(zip(placed, bodies, strict=True)), added=now)
        own = [one for one, first in zip(fresh, firsts, strict=True) if not first]
        told = await self._fanouts.begin(unit, [(one.article.id, one.topics) for one in own], now)
        return {
            one.article.id: Loaded(
                one.article,
                one.new.prepared.sentences,
                is_new=True,
                followers=told.get(one.article.id, 0),
                republishes=first,
            )
            for one, first in zip(fresh, firsts, strict=True)
        }


def _analysis(number: int, prepared: Prepared) -> AnalysisRecord:
    return AnalysisRecord(number, prepared.method, prepared.version, prepared.body)


async def _originals(unit: Unit, numbers: Sequence[int | str | None]) -> dict[int | str | None, Headline]:
    """Those of the articles that are there: of one that was deleted with its copies, a new copy takes the place."""
    wanted = {int(number) for number in numbers if number is not None}
    return {one.id: one for one in await unit.articles.headlines(sorted(wanted))} if wanted else {}
