"""When digests are due: over years, in zones of every kind, with both changes of clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import BadSchedule, NeverDue, TooManyHours, UnknownZone
from bot.services.schedules.due import LONGEST, next_due, window
from bot.services.schedules.moments import exists, first, last, zone_of
from bot.services.schedules.schedule import Kind, Quiet, Schedule, parse_wording

ZONES = (
    "UTC",
    "Europe/Paris",
    "Europe/Dublin",
    "America/New_York",
    "America/St_Johns",
    "America/Santiago",
    "America/Havana",
    "Asia/Kathmandu",
    "Asia/Tehran",
    "Asia/Beirut",
    "Asia/Pyongyang",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Australia/Lord_Howe",
    "Antarctica/Troll",
    "Pacific/Apia",
    "Pacific/Kwajalein",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "Etc/GMT+12",
)
"""Clocks changed by 30 minutes, one hour and two, at midnight, at the fast; a day skipped; odd differences from UTC."""

WEEK = timedelta(days=7)

minutes = st.builds(time, st.integers(0, 23), st.sampled_from((0, 1, 15, 30, 59)))
hours = st.lists(minutes, min_size=1, max_size=4, unique=True).map(tuple)
quiets = st.lists(minutes, min_size=2, max_size=2, unique=True).map(lambda ends: Quiet(*ends))
moments = st.integers(0, 75 * 366 * 1440).map(lambda ahead: datetime(1985, 1, 1, tzinfo=UTC) + timedelta(minutes=ahead))
changes = st.sampled_from(
    [
        ("Europe/Paris", datetime(2026, 3, 29, tzinfo=UTC)),
        ("Europe/Paris", datetime(2026, 10, 25, tzinfo=UTC)),
        ("Australia/Lord_Howe", datetime(2026, 4, 4, 12, tzinfo=UTC)),
        ("Australia/Lord_Howe", datetime(2026, 10, 3, 12, tzinfo=UTC)),
        ("America/Havana", datetime(2026, 3, 8, tzinfo=UTC)),
        ("America/Havana", datetime(2026, 11, 1, tzinfo=UTC)),
        ("Antarctica/Troll", datetime(2026, 3, 29, tzinfo=UTC)),
        ("Pacific/Apia", datetime(2011, 12, 30, tzinfo=UTC)),
        ("Asia/Beirut", datetime(2026, 3, 28, 12, tzinfo=UTC)),
    ]
)
"""A zone, and a moment within a day of a change of its clocks."""
near = st.builds(
    lambda change, hours: (change[0], change[1] + timedelta(minutes=hours)), changes, st.integers(-2880, 2880)
)
places = st.one_of(st.tuples(st.sampled_from(ZONES), moments), near)
kinds = st.one_of(
    st.just((Kind.AT_ONCE, (), ())),
    st.just((Kind.HOURLY, (), ())),
    st.tuples(st.just(Kind.DAILY), hours, st.just(())),
    st.tuples(st.just(Kind.WEEKDAYS), hours, st.just(())),
    st.tuples(st.just(Kind.WEEKLY), hours, st.sets(st.integers(0, 6), min_size=1).map(tuple)),
)


def local(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def skipped(day: date, at: time, zone: str) -> bool:
    return local(first(day, at, ZoneInfo(zone)), zone) != datetime.combine(day, at)


def dues(schedule: Schedule, begin: datetime, end: datetime) -> list[datetime]:
    found: list[datetime] = []
    due = next_due(schedule, begin)
    while due is not None and due < end:
        assert not found or due > found[-1]
        found.append(due)
        due = next_due(schedule, due)
    return found


def is_quiet(quiet: Quiet, at: time) -> bool:
    if quiet.start < quiet.end:
        return quiet.start <= at < quiet.end
    return at >= quiet.start or at < quiet.end


@settings(max_examples=150, deadline=None)
@given(places, kinds, st.none() | quiets)
def test_due_is_later_soon_and_never_in_quiet_hours(
    place: tuple[str, datetime], kind: tuple[Kind, tuple[time, ...], tuple[int, ...]], quiet: Quiet | None
) -> None:
    zone, after = place
    schedule = Schedule(*kind, zone, quiet)
    due = next_due(schedule, after)
    if due is None:
        assert schedule.kind is Kind.AT_ONCE
        assert quiet is None or not is_quiet(quiet, local(after, zone).time())
        return
    assert after < due < after + LONGEST
    if quiet is not None:
        assert not is_quiet(quiet, local(due, zone).time()) or skipped(local(due, zone).date(), quiet.end, zone)


@settings(max_examples=60, deadline=None)
@given(places, hours, st.sampled_from((Kind.DAILY, Kind.WEEKDAYS, Kind.WEEKLY)), st.sets(st.integers(0, 6), min_size=1))
def test_each_day_that_qualifies_has_one_digest_for_each_time(
    place: tuple[str, datetime], times: tuple[time, ...], kind: Kind, days: set[int]
) -> None:
    zone, begin = place
    schedule = Schedule(kind, times, tuple(days) if kind is Kind.WEEKLY else (), zone)
    found = dues(schedule, begin, begin + 2 * WEEK)
    day, last_day = local(begin, zone).date() + timedelta(days=1), local(begin + 2 * WEEK, zone).date()
    expected: list[datetime] = []
    while day < last_day:
        if day.weekday() in schedule.on and exists(day, ZoneInfo(zone)):
            for at in sorted(times):
                shown = [due for due in found if local(due, zone) == datetime.combine(day, at)]
                assert len(shown) == 1 or (skipped(day, at, zone) and first(day, at, ZoneInfo(zone)) in found)
                expected.append(first(day, at, ZoneInfo(zone)))
        day += timedelta(days=1)
    inside = [due for due in found if local(begin, zone).date() < local(due, zone).date() < last_day]
    assert set(inside) <= set(expected)


@settings(max_examples=60, deadline=None)
@given(places, kinds, quiets)
def test_what_is_held_comes_once_at_the_end_of_the_quiet_hours(
    place: tuple[str, datetime], kind: tuple[Kind, tuple[time, ...], tuple[int, ...]], quiet: Quiet
) -> None:
    zone, begin = place
    open_, held = Schedule(*kind, zone), Schedule(*kind, zone, quiet)
    found = dues(held, begin, begin + WEEK)
    for due in dues(open_, begin, begin + WEEK - timedelta(days=2)):
        reached = min(one for one in found if one >= due)
        # Quiet hours may leave a minute of the day, and the clock may skip just that one.
        assert reached == due or reached - due < timedelta(hours=50)
    assert len(found) <= len(dues(open_, begin - timedelta(days=2), begin + WEEK)) or kind[0] is Kind.AT_ONCE


@settings(max_examples=100, deadline=None)
@given(places, kinds, st.none() | quiets, st.integers(0, 48 * 60))
def test_a_window_holds_until_it_ends(
    place: tuple[str, datetime],
    kind: tuple[Kind, tuple[time, ...], tuple[int, ...]],
    quiet: Quiet | None,
    later: int,
) -> None:
    zone, now = place
    schedule = Schedule(*kind, zone, quiet)
    due, until = window(schedule, now)
    moment = now + timedelta(minutes=later)
    if until is None:
        assert (due, schedule.quiet, schedule.kind) == (None, None, Kind.AT_ONCE)
    elif moment < until:
        assert window(schedule, moment) == (due, until)
    else:
        assert until > now
        assert due is None or due == until


@settings(max_examples=80, deadline=None)
@given(places)
def test_hourly_comes_within_the_hour_and_when_the_clock_shows_a_full_one(place: tuple[str, datetime]) -> None:
    zone, after = place
    due = next_due(Schedule(Kind.HOURLY, zone=zone), after)
    assert due is not None
    assert timedelta(0) < due - after <= timedelta(hours=1)
    changed = due.astimezone(ZoneInfo(zone)).utcoffset() != after.astimezone(ZoneInfo(zone)).utcoffset()
    assert local(due, zone).minute == 0 or changed


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(ZONES), kinds, st.none() | quiets)
def test_a_wording_is_read_as_it_was_written(
    zone: str, kind: tuple[Kind, tuple[time, ...], tuple[int, ...]], quiet: Quiet | None
) -> None:
    schedule = Schedule(*kind, zone, quiet)
    assert parse_wording(schedule.wording) == schedule
    assert len(schedule.wording) <= 200


def test_a_skipped_time_comes_at_the_first_moment_after_the_gap() -> None:
    schedule = Schedule(Kind.DAILY, (time(2, 30),), zone="Europe/Paris")
    due = next_due(schedule, datetime(2026, 3, 28, 12, tzinfo=UTC))
    assert due == datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert local(due, "Europe/Paris") == datetime.combine(date(2026, 3, 29), time(3))


def test_a_doubled_time_comes_once() -> None:
    schedule = Schedule(Kind.DAILY, (time(2, 30),), zone="Europe/Paris")
    found = dues(schedule, datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 10, 26, 12, tzinfo=UTC))
    assert found == [datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 26, 1, 30, tzinfo=UTC)]


def test_a_doubled_quiet_hour_is_quiet_twice() -> None:
    schedule = Schedule(zone="Europe/Paris", quiet=Quiet(time(23), time(2, 30)))
    second = datetime(2026, 10, 25, 1, 15, tzinfo=UTC)
    assert local(second, "Europe/Paris").time() == time(2, 15)
    assert next_due(schedule, second) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_a_day_that_a_zone_skips_has_no_digest() -> None:
    schedule = Schedule(Kind.DAILY, (time(7, 30),), zone="Pacific/Apia")
    found = dues(schedule, datetime(2011, 12, 29, tzinfo=UTC), datetime(2012, 1, 1, 12, tzinfo=UTC))
    assert [local(due, "Pacific/Apia").day for due in found] == [29, 31, 1]
    friday = Schedule(Kind.WEEKLY, (time(9),), (4,), "Pacific/Apia")
    assert local(next_due(friday, datetime(2011, 12, 28, tzinfo=UTC)) or found[0], "Pacific/Apia").day == 6


def test_quiet_hours_that_a_gap_swallows_hold_nothing() -> None:
    schedule = Schedule(Kind.DAILY, (time(2, 30),), zone="Europe/Paris", quiet=Quiet(time(2), time(3)))
    assert next_due(schedule, datetime(2026, 3, 28, 12, tzinfo=UTC)) == datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert last(date(2026, 3, 29), time(3), ZoneInfo("Europe/Paris")) == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_what_was_due_in_quiet_hours_still_comes_at_their_end() -> None:
    schedule = Schedule(Kind.DAILY, (time(23),), quiet=Quiet(time(22), time(7)))
    assert next_due(schedule, datetime(2026, 5, 4, 23, 30, tzinfo=UTC)) == datetime(2026, 5, 5, 7, tzinfo=UTC)
    assert next_due(schedule, datetime(2026, 5, 5, 7, tzinfo=UTC)) == datetime(2026, 5, 6, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        ((Kind.DAILY,), BadSchedule),
        ((Kind.HOURLY, (time(7),)), BadSchedule),
        ((Kind.WEEKLY, (time(7),)), BadSchedule),
        ((Kind.DAILY, tuple(time(hour) for hour in range(9))), TooManyHours),
    ],
)
def test_parts_that_do_not_belong_together_are_refused(
    parts: tuple[Kind, tuple[time, ...]], error: type[Exception]
) -> None:
    with pytest.raises(error):
        Schedule(*parts)


def test_quiet_hours_all_day_are_refused() -> None:
    with pytest.raises(NeverDue):
        Quiet(time(7), time(7))


def test_a_zone_that_does_not_exist_is_named() -> None:
    with pytest.raises(UnknownZone):
        zone_of("Mars/Olympus_Mons")


@pytest.mark.parametrize(
    "wording", ["", "daily", "daily 07:30", "daily 7:30 in UTC", "once in UTC quiet 22:00", "daily 07:30 in ../etc x y"]
)
def test_lines_that_are_no_wording_are_refused(wording: str) -> None:
    with pytest.raises(BadSchedule):
        parse_wording(wording)
