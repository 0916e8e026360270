"""Hours of readers and topics: kept, changed, and what waits put at the new ones."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.errors import UnknownTopic, UnknownZone, UnknownZoneOfChat
from bot.services.ports import Clock
from bot.services.schedules.dates import until
from bot.services.schedules.due import next_due
from bot.services.schedules.moments import first, zone_of
from bot.services.schedules.refreshing import ensured, stored
from bot.services.schedules.schedule import Kind, Quiet, Schedule
from bot.services.schedules.wishes import MORNING
from bot.services.schedules.zones import find_zone, zone_at
from storage.engine import Database
from storage.news import Kind as News
from storage.records import ReaderRecord
from storage.unit import Unit

PRIVATE = "private"
"""The kind of a chat that is one person's."""


@dataclass(frozen=True, slots=True)
class Hours:
    """What holds for a reader. ``own`` are the schedules of topics that have one, by number.

    ``most`` alerts an hour, 0 for any number; ``usual`` if that is what the settings say. ``now`` is when it was looked
    up. ``private``: the chat is one person's, whose location tells the zone.
    """

    general: Schedule
    own: Mapping[int, Schedule]
    most: int
    usual: bool
    paused_until: datetime | None
    now: datetime
    private: bool = True

    def of(self, topic: int | None) -> Schedule:
        """The schedule that holds for a topic; None for the general one."""
        return self.general if topic is None else self.own.get(topic, self.general)

    def due(self, topic: int | None = None) -> datetime | None:
        """When what comes now is sent: None at once."""
        due = next_due(self.of(topic), self.now)
        return max(due or self.paused_until, self.paused_until) if self.paused_until else due


class Schedules:
    """Changes take effect at once, for what waits as well.

    ``usual`` is the cap of whoever has set none; ``wake`` is called when what waits may have become due.
    """

    def __init__(
        self, database: Database, clock: Clock, usual: int = 0, wake: Callable[[], None] = lambda: None
    ) -> None:
        self._database = database
        self._clock = clock
        self._usual = usual
        self._wake = wake

    async def of(self, reader: ReaderRecord) -> Hours:
        """What holds for the reader now."""
        async with self._database.read() as unit:
            return await self._hours(unit, reader, self._clock())

    async def set(
        self,
        reader: ReaderRecord,
        kind: Kind,
        times: tuple[time, ...] = (),
        days: tuple[int, ...] = (),
        *,
        topic: int | None = None,
    ) -> Hours:
        """Another schedule, in general or for a topic; zone and quiet hours stay.

        Raises BadSchedule, TooManyHours, UnknownTopic.
        """
        async with self._changing(reader) as (unit, held):
            schedule = replace(held.general, kind=kind, times=times, days=days)
            if topic is None:
                await self._put(unit, reader, schedule, held)
            else:
                await self._own(unit, reader, topic, await self._distinct(unit, schedule, held.now))
        return await self.of(reader)

    async def unset(self, reader: ReaderRecord, topic: int) -> Hours:
        """The topic follows the general schedule again. Raises UnknownTopic."""
        async with self._changing(reader) as (unit, _):
            await self._own(unit, reader, topic, None)
        return await self.of(reader)

    async def quiet(self, reader: ReaderRecord, quiet: Quiet | None) -> Hours:
        """Other quiet hours, for all topics, or none."""
        async with self._changing(reader) as (unit, held):
            await self._put(unit, reader, replace(held.general, quiet=quiet), held)
        return await self.of(reader)

    async def zone(self, reader: ReaderRecord, key: str) -> Hours:
        """From now on hours are those of this zone. Raises UnknownZone."""
        zone_of(key)
        async with self._changing(reader) as (unit, held):
            await self._put(unit, reader, replace(held.general, zone=key), held)
        return await self.of(reader)

    async def place(self, reader: ReaderRecord, words: str) -> Hours:
        """As `zone`, for a place in people's words. Raises UnknownZone, SeveralZones, BadOffset."""
        try:
            key = await asyncio.to_thread(find_zone, words, self._clock())
        except UnknownZone as error:
            if reader.kind == PRIVATE:
                raise
            raise UnknownZoneOfChat(**error.values) from error
        return await self.zone(reader, key)

    async def locate(self, reader: ReaderRecord, latitude: float, longitude: float) -> Hours:
        """As `zone`, for a place on the globe, in degrees; it is not kept. Raises NoZoneThere."""
        return await self.zone(reader, await asyncio.to_thread(zone_at, latitude, longitude))

    async def cap(self, reader: ReaderRecord, most: int | None) -> Hours:
        """At most so many alerts an hour: 0 for any number, None for as many as the settings say."""
        async with self._database.write() as unit:
            await unit.readers.cap(reader.id, most)
        return await self.of(reader)

    async def pause(self, reader: ReaderRecord, words: str | None) -> Hours:
        """Nothing until the day that the words name, then what has gathered; None ends a pause.

        Raises BadPause, NoDayForPause, PastPause, FarPause.
        """
        async with self._changing(reader) as (unit, held):
            today = held.now.astimezone(zone_of(held.general.zone)).date()
            day = until(words, today) if words is not None else None
            await unit.readers.pause(reader.id, _resumed(held, day) if day else None)
        return await self.of(reader)

    @asynccontextmanager
    async def _changing(self, reader: ReaderRecord) -> AsyncIterator[tuple[Unit, Hours]]:
        async with self._database.write() as unit:
            held = await self._hours(unit, reader, self._clock())
            yield unit, held
            await unit.deliveries.reschedule(reader.id, now=held.now)
            unit.news.tell(News.OWED)
        self._wake()

    async def _hours(self, unit: Unit, reader: ReaderRecord, now: datetime) -> Hours:
        known = await unit.readers.by_chat(reader.chat_id) or reader
        follows = [one for one in await unit.follows.of_reader(known.id) if one.schedule_id is not None]
        own = {one.topic_id: await stored(unit, one.schedule_id) for one in follows}
        paused = known.paused_until if known.paused_until and known.paused_until > now else None
        most, usual = known.alerts_an_hour, known.alerts_an_hour is None
        general = await stored(unit, known.schedule_id)
        is_private = known.kind == PRIVATE
        return Hours(general, own, self._usual if most is None else most, usual, paused, now, is_private)

    async def _put(self, unit: Unit, reader: ReaderRecord, general: Schedule, held: Hours) -> None:
        """The general schedule, and its zone and quiet hours in those of topics as well."""
        await unit.readers.schedule(reader.id, await ensured(unit, general, held.now))
        own = {topic: replace(one, zone=general.zone, quiet=general.quiet) for topic, one in held.own.items()}
        for topic, schedule in own.items():
            await self._own(unit, reader, topic, await self._distinct(unit, schedule, held.now))
        if held.paused_until:
            # The day on which the pause ends is the same where clocks show another hour.
            day = held.paused_until.astimezone(zone_of(held.general.zone)).date()
            await unit.readers.pause(reader.id, _resumed(replace(held, general=general, own=own), day))

    async def _own(self, unit: Unit, reader: ReaderRecord, topic: int, schedule_id: int | None) -> None:
        if not await unit.follows.schedule(reader.id, topic, schedule_id):
            raise UnknownTopic(topic="")

    async def _distinct(self, unit: Unit, schedule: Schedule, now: datetime) -> int | None:
        """The number of a topic's own schedule: at once is one too, where the rest waits."""
        found = await ensured(unit, schedule, now)
        return await unit.schedules.ensure(schedule.wording, None, None) if found is None else found


def _resumed(held: Hours, day: date) -> datetime:
    """When digests come again after a pause: at the first hour that any schedule has from that day on."""
    return min(_first_of(schedule, day) for schedule in (held.general, *held.own.values()))


def _first_of(schedule: Schedule, day: date) -> datetime:
    zone = zone_of(schedule.zone)
    if schedule.kind.has_times:
        due = next_due(schedule, first(day, time.min, zone) - timedelta.resolution)
        assert due is not None, "a schedule with hours is due some time"  # noqa: S101
        return due
    morning = first(day, MORNING, zone)
    return next_due(Schedule(zone=schedule.zone, quiet=schedule.quiet), morning) or morning
