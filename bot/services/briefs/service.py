"""Briefs and timelines for a reader: gathered, worked out in the pool, remembered while nothing changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import date, datetime, time

from bot.errors import NoDates, NothingAtAll, NothingToBrief, SentenceGone, UnknownArticle
from bot.services.articles import Articles, Extract
from bot.services.briefs.gathering import Gathering
from bot.services.briefs.model import Briefing, Chronicle, Found
from bot.services.briefs.periods import Asked, understand
from bot.services.briefs.working import occasions, tales
from bot.services.outlets import Outlets
from bot.services.ports import Clock, Pool
from bot.services.schedules.moments import first, zone_of
from bot.services.schedules.service import Schedules
from bot.services.topics import understand as read_topic
from storage.engine import Database
from storage.records import ReaderRecord

REMEMBERED = 64
"""Briefs and timelines that are kept for their next page."""

SHOWN = 60

Begin = Callable[[int], None]


def _silent(_articles: int) -> None:
    """Nobody waits for it."""


class Briefs:
    """Reads only; what is remembered is asked for anew as soon as another article matches, or one was deleted."""

    def __init__(self, database: Database, articles: Articles, schedules: Schedules, pool: Pool, clock: Clock) -> None:
        self._gathering = Gathering(database)
        self._outlets = Outlets(database, clock)
        self._articles = articles
        self._schedules = schedules
        self._pool = pool
        self._clock = clock
        self._known: OrderedDict[Hashable, Briefing | Chronicle] = OrderedDict()

    async def asked(self, reader: ReaderRecord, argument: str) -> Asked:
        """What the words behind a command mean on the reader's day. Raises BadSince, NoSuchDay, PeriodAhead."""
        return understand(argument, self._clock().astimezone(zone_of(await self._zone(reader))).date())

    async def brief(self, reader: ReaderRecord, asked: Asked, begin: Begin = _silent) -> Briefing:
        """The stories of a topic. Raises BadTopic, NothingToBrief, NothingAtAll.

        ``begin`` is told how many articles are going to be read, unless the answer is remembered.
        """
        query = read_topic(asked.topic, "query")
        since = _beginning(asked.since, await self._zone(reader))
        numbers, whole = await self._gathering.numbers(query, since)
        wishes = await self._outlets.of(reader)
        liked, muted = frozenset(wishes.preferred), frozenset(wishes.muted)
        language = reader.language.partition("-")[0].lower()
        key = ("brief", query.canonical, since, asked.sentences, tuple(numbers), liked, muted, language)
        known = self._recall(key)
        if isinstance(known, Briefing):
            return known
        begin(len(numbers))
        found = await self._read(numbers, asked, since, muted)
        told = await self._pool.run(
            tales, found.pieces, asked.sentences, asked.topic, since, self._clock(), liked, language
        )
        made = Briefing(tuple(told), len(found.pieces), _outlets(found), asked.since, whole)
        self._keep(key, made)
        return made

    async def timeline(self, reader: ReaderRecord, asked: Asked, begin: Begin = _silent) -> Chronicle:
        """The dated events of a topic, as in `brief`. Raises BadTopic, NothingToBrief, NothingAtAll, NoDates."""
        query = read_topic(asked.topic, "query")
        zone = await self._zone(reader)
        since = _beginning(asked.since, zone)
        numbers, whole = await self._gathering.numbers(query, since)
        muted = frozenset((await self._outlets.of(reader)).muted)
        key = ("timeline", query.canonical, since, zone, tuple(numbers), muted)
        known = self._recall(key)
        if isinstance(known, Chronicle):
            return known
        begin(len(numbers))
        found = await self._read(numbers, asked, since, muted)
        told = await self._pool.run(occasions, found.pieces, query, asked.since, zone_of(zone))
        if not told:
            raise NoDates(topic=_shown(asked.topic), count=len(found.pieces))
        undated = sum(one.published is None for one in found.pieces)
        made = Chronicle(tuple(told), len(found.pieces), _outlets(found), asked.since, whole, undated)
        self._keep(key, made)
        return made

    def forget(self) -> None:
        """An article was changed, deleted or brought back."""
        self._known.clear()

    async def source(self, article_id: int, index: int) -> Extract:
        """The article that a reference leads to, as it was cited. Raises SentenceGone."""
        try:
            found = await self._articles.cited(article_id)
        except UnknownArticle as error:
            raise SentenceGone from error
        if index >= found.total:
            raise SentenceGone
        return found

    async def _read(self, numbers: list[int], asked: Asked, since: datetime | None, muted: frozenset[str]) -> Found:
        found = await self._gathering.read(numbers, since, muted)
        if not found.pieces and asked.since is None:
            raise NothingAtAll(topic=_shown(asked.topic))
        if not found.pieces:
            raise NothingToBrief(topic=_shown(asked.topic), date=asked.since)
        return found

    async def _zone(self, reader: ReaderRecord) -> str:
        return (await self._schedules.of(reader)).general.zone

    def _recall(self, key: Hashable) -> Briefing | Chronicle | None:
        if key in self._known:
            self._known.move_to_end(key)
        return self._known.get(key)

    def _keep(self, key: Hashable, made: Briefing | Chronicle) -> None:
        self._known[key] = made
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)


def _beginning(day: date | None, zone: str) -> datetime | None:
    return first(day, time.min, zone_of(zone)) if day else None


def _outlets(found: Found) -> int:
    return len({one.outlet for one in found.pieces if one.outlet})


def _shown(topic: str) -> str:
    return " ".join(topic.split())[:SHOWN]
