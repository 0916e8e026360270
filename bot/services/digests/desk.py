"""What a reader does with a digest that came: turn its pages, open a story, mute it, ask for fewer of its kind."""

from __future__ import annotations

from datetime import time

from bot.errors import DigestGone, NotFollowedAnyMore, SeldomEnough
from bot.services.digests.composing import Composer
from bot.services.digests.model import Digest, Part
from bot.services.ports import Clock
from bot.services.schedules.refreshing import stored
from bot.services.schedules.schedule import Kind
from bot.services.schedules.service import Schedules
from bot.texts.catalogue import Translator
from storage.engine import Database
from storage.records import DeliveryRecord, FollowRecord, ReaderRecord

MORNING = time(8)
MONDAY = 0


class DigestDesk:
    """Everything is read from the ledger, so that buttons work however old their message is."""

    def __init__(self, database: Database, composer: Composer, schedules: Schedules, clock: Clock) -> None:
        self._database = database
        self._composer = composer
        self._schedules = schedules
        self._clock = clock

    async def page(self, t: Translator, reader: ReaderRecord, head: int) -> Digest:
        """The stories of a digest that the reader got. Raises DigestGone."""
        async with self._database.read() as unit:
            members = await unit.deliveries.of_digest(head)
        if not members or any(one.reader_id != reader.id for one in members):
            raise DigestGone
        return await self._composer.again(t, members)

    async def story(self, t: Translator, reader: ReaderRecord, delivery_id: int) -> tuple[Part, bool]:
        """The story that a delivery stands for, and whether the reader muted it. Raises DigestGone."""
        delivery = await self._mine(reader, delivery_id)
        digest = await self._composer.again(t, [delivery])
        if not digest.parts:
            raise DigestGone
        async with self._database.read() as unit:
            story = (await unit.stories.stories_of([delivery.article_id])).get(delivery.article_id)
            muted = story in await unit.mutes.of_reader(reader.id)
        return digest.parts[0], muted

    async def mute(self, reader: ReaderRecord, delivery_id: int, *, muted: bool) -> None:
        """Hear no more of the story, what waits of it included, or hear of it again. Raises DigestGone."""
        delivery = await self._mine(reader, delivery_id)
        async with self._database.write() as unit:
            story = (await unit.stories.stories_of([delivery.article_id])).get(delivery.article_id)
            if story is None:
                raise DigestGone
            if muted:
                await unit.mutes.add(reader.id, story, now=self._clock())
                await unit.deliveries.cancel_for_story(reader.id, story, now=self._clock())
            else:
                await unit.mutes.remove(reader.id, story)

    async def fewer(self, reader: ReaderRecord, delivery_id: int) -> tuple[FollowRecord, Kind]:
        """The topic that brought it comes a step more seldom: once a day, then once a week; gives it as it was before.

        Raises DigestGone, NotFollowedAnyMore, SeldomEnough.
        """
        follow = await self._follow(reader, delivery_id)
        held = (await self._schedules.of(reader)).of(follow.topic_id)
        if held.kind is Kind.WEEKLY:
            raise SeldomEnough(topic=follow.label)
        if held.kind in (Kind.DAILY, Kind.WEEKDAYS):
            await self._schedules.set(reader, Kind.WEEKLY, held.times[:1], (MONDAY,), topic=follow.topic_id)
            return follow, Kind.WEEKLY
        await self._schedules.set(reader, Kind.DAILY, (MORNING,), topic=follow.topic_id)
        return follow, Kind.DAILY

    async def as_before(self, reader: ReaderRecord, delivery_id: int, schedule_id: int | None) -> FollowRecord:
        """The topic has these hours of its own again; None: none, it comes as the others do.

        Raises DigestGone, NotFollowedAnyMore.
        """
        follow = await self._follow(reader, delivery_id)
        if schedule_id is None:
            await self._schedules.unset(reader, follow.topic_id)
        else:
            async with self._database.read() as unit:
                held = await stored(unit, schedule_id)
            await self._schedules.set(reader, held.kind, held.times, held.days, topic=follow.topic_id)
        return follow

    async def _mine(self, reader: ReaderRecord, delivery_id: int) -> DeliveryRecord:
        async with self._database.read() as unit:
            found = await unit.deliveries.get(delivery_id)
        if found is None or found.reader_id != reader.id:
            raise DigestGone
        return found

    async def _follow(self, reader: ReaderRecord, delivery_id: int) -> FollowRecord:
        delivery = await self._mine(reader, delivery_id)
        async with self._database.read() as unit:
            follows = await unit.follows.of_reader(reader.id)
        for follow in follows:
            if follow.topic_id == delivery.topic_id:
                return follow
        raise NotFollowedAnyMore(topic=delivery.label)
