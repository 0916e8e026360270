"""An article goes into the archive: written, placed in its story, and owed to its readers, all in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.services.ports import Clock
from bot.services.stories import Stories
from bot.services.topics import Topics
from bot.services.working import Prepared
from storage.engine import Database
from storage.records import AnalysisRecord, Headline, NewArticle, PlacementRecord
from storage.unit import Unit
from summarizer.stories.fingerprint import dump


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


class Storing:
    """Writes articles; the followers' topics are matched before."""

    def __init__(self, database: Database, topics: Topics, stories: Stories, clock: Clock) -> None:
        self._database = database
        self._topics = topics
        self._stories = stories
        self._clock = clock

    async def store(self, new: Incoming, *, quiet: bool) -> Loaded:
        """The article with all that belongs to it, and what is owed for it: no digests if ``quiet``."""
        matches = () if quiet or new.replaced else await self._topics.matching(new.prepared.facts)
        now, number = self._clock(), 0
        try:
            async with self._stories.turn(), self._database.write() as unit:
                article, is_new = await unit.articles.add(new.article, now=now)
                if not is_new:
                    return Loaded(article, new.prepared.sentences, is_new=False, followers=0)
                number = article.id
                record = AnalysisRecord(number, new.prepared.method, new.prepared.version, new.prepared.body)
                await unit.articles.put_analysis(record)
                await unit.search.put(number, new.prepared.tokens)
                return await self._placed(unit, article, new, matches, now)
        except BaseException:
            self._stories.forget(number)
            raise

    async def _placed(
        self, unit: Unit, article: Headline, new: Incoming, matches: Sequence[int], now: datetime
    ) -> Loaded:
        """Put a new article into its story, and tell those whom it concerns."""
        sentences, held = new.prepared.sentences, new.prepared.fingerprint
        if new.replaced is not None:
            versions = await unit.stories.versions(new.replaced)
            before = await unit.stories.of(versions[0])
            story = before.story if before else versions[0]
            await unit.stories.put(
                PlacementRecord(article.id, story, None, versions[0], new.source), dump(held), added=now
            )
            self._stories.keep(article.id, held, now, story)
            told = await unit.deliveries.correct(article.id, versions, now=now)
            return Loaded(article, sentences, is_new=True, followers=told, revises=new.replaced)
        place = await self._stories.place(unit, article.id, held, now)
        first = await self._original(unit, place.duplicate_of)
        copied = first.id if first else None
        placement = PlacementRecord(article.id, int(place.story), copied, None, new.source)
        await unit.stories.put(placement, dump(held), added=now)
        followers = 0 if first else await unit.deliveries.fan_out(article.id, matches, now=now)
        return Loaded(article, sentences, is_new=True, followers=followers, republishes=first)

    async def _original(self, unit: Unit, number: int | str | None) -> Headline | None:
        """The article that another is a copy of, unless it was deleted: then the copy takes its place."""
        found = await unit.articles.headlines([int(number)]) if number is not None else []
        return found[0] if found else None
