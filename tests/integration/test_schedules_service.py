"""Hours of readers on a real database: what waits moves with them, and moments are worked out anew when they pass."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.errors import PastPause, UnknownTopic, UnknownZone
from bot.services.schedules.refreshing import refresh
from bot.services.schedules.schedule import Kind, Quiet, Schedule
from bot.services.schedules.service import Schedules
from storage.engine import Database
from storage.records import DeliveryRecord, NewArticle, ReaderRecord
from tests.fixtures.stage import NOW

HALF_PAST_SEVEN = (time(7, 30),)
NIGHT = Quiet(time(22), time(7))


class Desk:
    """A reader of two topics, and articles that come when the test says so."""

    def __init__(self, database: Database, reader: ReaderRecord, topics: tuple[int, int]) -> None:
        self.database = database
        self.reader = reader
        self.topics = topics
        self.now = NOW
        self.schedules = Schedules(database, lambda: self.now, usual=10)
        self._articles = 0

    async def arrive(self, topic: int = 0) -> None:
        self._articles += 1
        async with self.database.write() as unit:
            await refresh(unit, self.now)
            new = NewArticle(f"d{self._articles}", "T", "x", "en")
            article, _ = await unit.articles.add(new, now=self.now)
            await unit.deliveries.fan_out(article.id, [self.topics[topic]], now=self.now)

    async def waiting(self) -> list[DeliveryRecord]:
        async with self.database.read() as unit:
            return await unit.deliveries.of_reader(self.reader.id)


@pytest.fixture
async def desk(database: Database) -> Desk:
    async with database.write() as unit:
        reader = await unit.readers.meet(1, "private", "en", now=NOW)
        topics = [await unit.topics.ensure(name) for name in ("fisheries", "sanctions")]
        for topic in topics:
            await unit.follows.add(reader.id, topic.id, topic.canonical, now=NOW)
    return Desk(database, reader, (topics[0].id, topics[1].id))


async def test_who_has_said_nothing_is_told_at_once(desk: Desk) -> None:
    hours = await desk.schedules.of(desk.reader)
    assert (hours.general, hours.own, hours.due()) == (Schedule(), {}, None)
    assert (hours.most, hours.usual) == (10, True)


async def test_what_waits_moves_to_the_new_hour_in_the_new_zone(desk: Desk) -> None:
    await desk.arrive()
    await desk.schedules.zone(desk.reader, "Asia/Tokyo")
    hours = await desk.schedules.set(desk.reader, Kind.DAILY, HALF_PAST_SEVEN)
    due = datetime(2026, 3, 1, 22, 30, tzinfo=UTC)
    assert hours.due() == due
    assert [(one.not_before, one.kind) for one in await desk.waiting()] == [(due, "digest")]
    await desk.schedules.zone(desk.reader, "UTC")
    assert [one.not_before for one in await desk.waiting()] == [datetime(2026, 3, 2, 7, 30, tzinfo=UTC)]
    await desk.schedules.set(desk.reader, Kind.AT_ONCE)
    assert [(one.not_before, one.kind) for one in await desk.waiting()] == [(NOW, "alert")]


async def test_a_topic_has_hours_of_its_own_and_follows_the_zone(desk: Desk) -> None:
    mine, other = desk.topics
    await desk.schedules.set(desk.reader, Kind.DAILY, HALF_PAST_SEVEN)
    await desk.schedules.set(desk.reader, Kind.AT_ONCE, topic=mine)
    hours = await desk.schedules.zone(desk.reader, "Europe/Paris")
    assert hours.of(mine) == Schedule(zone="Europe/Paris")
    assert hours.of(other) == Schedule(Kind.DAILY, HALF_PAST_SEVEN, zone="Europe/Paris")
    await desk.arrive(0)
    await desk.arrive(1)
    assert [one.kind for one in await desk.waiting()] == ["alert", "digest"]
    assert (await desk.schedules.unset(desk.reader, mine)).own == {}
    assert [one.kind for one in await desk.waiting()] == ["digest", "digest"]


async def test_a_topic_at_once_stays_so_where_nothing_else_was_said(desk: Desk) -> None:
    await desk.schedules.set(desk.reader, Kind.AT_ONCE, topic=desk.topics[0])
    hours = await desk.schedules.set(desk.reader, Kind.HOURLY)
    assert hours.of(desk.topics[0]).kind is Kind.AT_ONCE


async def test_quiet_hours_hold_what_comes_in_them_and_nothing_else(desk: Desk) -> None:
    await desk.schedules.quiet(desk.reader, NIGHT)
    await desk.arrive()
    desk.now = NOW.replace(hour=23)
    await desk.arrive()
    desk.now = NOW + timedelta(days=1)
    await desk.arrive()
    dues = [(one.not_before, one.kind) for one in await desk.waiting()]
    assert dues == [(NOW, "alert"), (datetime(2026, 3, 2, 7, tzinfo=UTC), "digest"), (desk.now, "alert")]


async def test_moments_that_are_past_are_worked_out_anew_once(desk: Desk) -> None:
    await desk.schedules.set(desk.reader, Kind.DAILY, HALF_PAST_SEVEN)
    desk.now = NOW + timedelta(days=1)
    async with desk.database.write() as unit:
        assert await refresh(unit, desk.now) == 1
        assert await refresh(unit, desk.now) == 0
    await desk.arrive()
    assert [one.not_before for one in await desk.waiting()] == [datetime(2026, 3, 3, 7, 30, tzinfo=UTC)]


async def test_a_clock_that_ran_a_year_ahead_leaves_nothing_behind(desk: Desk) -> None:
    desk.now = NOW + timedelta(days=365)
    await desk.schedules.set(desk.reader, Kind.DAILY, HALF_PAST_SEVEN)
    desk.now = NOW
    await desk.arrive()
    assert [one.not_before for one in await desk.waiting()] == [datetime(2026, 3, 2, 7, 30, tzinfo=UTC)]


async def test_a_schedule_that_others_let_go_stale_is_up_to_date_for_who_takes_it(desk: Desk) -> None:
    await desk.schedules.set(desk.reader, Kind.DAILY, HALF_PAST_SEVEN)
    await desk.schedules.set(desk.reader, Kind.AT_ONCE)
    desk.now = NOW + timedelta(days=3)
    async with desk.database.write() as unit:
        article, _ = await unit.articles.add(NewArticle("late", "T", "x", "en"), now=desk.now)
        await unit.deliveries.fan_out(article.id, [desk.topics[0]], now=desk.now)
    await desk.schedules.set(desk.reader, Kind.DAILY, HALF_PAST_SEVEN)
    assert [one.not_before for one in await desk.waiting()] == [datetime(2026, 3, 5, 7, 30, tzinfo=UTC)]


async def test_a_pause_ends_in_the_morning_and_what_came_meanwhile_waits(desk: Desk) -> None:
    await desk.schedules.zone(desk.reader, "Asia/Tokyo")
    hours = await desk.schedules.pause(desk.reader, "until 5 March")
    end = datetime(2026, 3, 4, 22, 30, tzinfo=UTC)
    assert (hours.paused_until, hours.due()) == (end, end)
    await desk.arrive()
    assert [(one.not_before, one.kind) for one in await desk.waiting()] == [(end, "digest")]
    moved = await desk.schedules.zone(desk.reader, "UTC")
    assert moved.paused_until == datetime(2026, 3, 5, 7, 30, tzinfo=UTC)
    assert (await desk.schedules.pause(desk.reader, None)).paused_until is None
    assert [one.kind for one in await desk.waiting()] == ["alert"]


async def test_a_pause_ends_at_the_hour_of_the_digest(desk: Desk) -> None:
    await desk.schedules.set(desk.reader, Kind.DAILY, (time(18),))
    hours = await desk.schedules.pause(desk.reader, "until 5 March")
    assert hours.paused_until == datetime(2026, 3, 5, 18, tzinfo=UTC)
    desk.now = datetime(2026, 3, 6, tzinfo=UTC)
    assert (await desk.schedules.of(desk.reader)).paused_until is None


async def test_a_cap_of_ones_own_the_usual_one_and_none(desk: Desk) -> None:
    assert (await desk.schedules.cap(desk.reader, 3)).most == 3
    assert (await desk.schedules.cap(desk.reader, 0)).most == 0
    assert (await desk.schedules.cap(desk.reader, None)).most == 10


async def test_what_cannot_be_changes_nothing(desk: Desk) -> None:
    before = await desk.schedules.set(desk.reader, Kind.DAILY, HALF_PAST_SEVEN)
    with pytest.raises(UnknownZone):
        await desk.schedules.zone(desk.reader, "Mars/Olympus")
    with pytest.raises(PastPause):
        await desk.schedules.pause(desk.reader, "until yesterday 1 May 2020")
    with pytest.raises(UnknownTopic):
        await desk.schedules.set(desk.reader, Kind.HOURLY, topic=999)
    after = await desk.schedules.of(desk.reader)
    assert (after.general, after.own, after.paused_until) == (before.general, {}, None)
