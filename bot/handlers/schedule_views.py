"""Schedules and settings in a reader's words: what holds, when the next digest comes, and in which time zone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from babel import Locale
from babel.dates import format_skeleton, get_day_names
from babel.lists import format_list
from babel.units import format_unit
from telegram import InlineKeyboardMarkup

from bot.services.schedules.moments import zone_of
from bot.services.schedules.schedule import WORKING, Kind, Quiet, Schedule
from bot.services.schedules.service import Hours
from bot.services.schedules.wishes import EVENING, MORNING
from bot.telegram.schedule_keyboards import GENERAL, Asks, Choice, Page, back, caps, keyboard, pauses
from bot.texts.catalogue import Translator
from bot.texts.html import Markup, cut
from storage.records import FollowRecord

KINDS: tuple[tuple[str, Kind, tuple[time, ...]], ...] = (
    ("button.once", Kind.AT_ONCE, ()),
    ("button.hourly", Kind.HOURLY, ()),
    ("button.morning", Kind.DAILY, (MORNING,)),
    ("button.evening", Kind.DAILY, (EVENING,)),
    ("button.weekdays", Kind.WEEKDAYS, (MORNING,)),
)
"""The schedules that have a button of their own, by its number."""

QUIETS: tuple[Quiet | None, ...] = (
    None,
    Quiet(time(22), time(7)),
    Quiet(time(23), time(7)),
    Quiet(time(21), time(8)),
)

MOST_OWN = 20
"""Topics with hours of their own that one message names."""

USUAL = len(KINDS)
"""The number of the button that lets a topic follow the general schedule again."""

_LABEL = 60


def shown(
    t: Translator,
    hours: Hours,
    follows: Sequence[FollowRecord],
    page: Page,
    topic: int = GENERAL,
    *,
    active: bool = True,
) -> tuple[Markup, InlineKeyboardMarkup]:
    """What holds, in general or for a topic, with the buttons of a page."""
    label = next((cut(one.label, _LABEL) for one in follows if one.topic_id == topic), "")
    lines = _topic(t, hours, topic, label) if topic else _general(t, hours, follows)
    return _said(t, lines, active=active), keyboard(_CHOICES[page](t, hours, topic), topic)


def overview(t: Translator, hours: Hours, follows: Sequence[FollowRecord], *, active: bool = True) -> Markup:
    """What holds in general, and which topics have hours of their own."""
    return _said(t, _general(t, hours, follows), active=active)


def often(t: Translator, schedule: Schedule) -> str:
    """How often, and when: every day at 07:30 and 18:00."""
    times = _listed(t, [f"{at:%H:%M}" for at in schedule.times])
    names = get_day_names("wide", locale=t.language)
    days = _listed(t, [names[day] for day in schedule.days])
    return t.plain(f"schedule.{schedule.kind.value}", times=times, days=days)


def moment(t: Translator, at: datetime, zone: str) -> str:
    """A moment as the reader's clock and calendar show it."""
    local = at.astimezone(zone_of(zone))
    day = format_skeleton("MMMEd", local, tzinfo=local.tzinfo, locale=t.language)
    return t.plain("schedule.moment", day=day, time=f"{local:%H:%M}")


def place(t: Translator, zone: str, now: datetime) -> str:
    """A zone by its city, and how far it is from UTC now."""
    offset = f"{now.astimezone(zone_of(zone)):%z}"
    difference = f"UTC{offset[:3]}:{offset[3:5]}"
    if zone.startswith("Etc/") or "/" not in zone:
        return "UTC" if zone == "UTC" else difference
    named = Locale(t.language).time_zones.get(zone, {}).get("city")
    return f"{named or zone.rsplit('/', 1)[-1].replace('_', ' ')} ({zone}, {difference})"


def coming(t: Translator, hours: Hours, topic: int | None = None) -> list[Markup]:
    """When the next digest comes, and whose clock that is."""
    due, zone = hours.due(topic), hours.general.zone
    line = [t("schedule.next", when=moment(t, due, zone))] if due else []
    return [*line, _whose(t, hours)]


def _whose(t: Translator, hours: Hours) -> Markup:
    zone = hours.general.zone
    if zone == "UTC":
        return t("schedule.no_zone" if hours.private else "schedule.no_zone.group")
    clock = f"{hours.now.astimezone(zone_of(zone)):%H:%M}"
    return t("schedule.zone", zone=place(t, zone, hours.now), time=clock)


def _said(t: Translator, lines: Sequence[Markup], *, active: bool) -> Markup:
    return Markup("\n".join([*lines, *([] if active else [t("schedule.stopped")])]))


def _general(t: Translator, hours: Hours, follows: Sequence[FollowRecord]) -> list[Markup]:
    lines = [t("schedule.head"), t("schedule.hours", hours=often(t, hours.general))]
    if hours.paused_until:
        lines.append(t("schedule.paused", when=moment(t, hours.paused_until, hours.general.zone)))
    quiet = hours.general.quiet
    lines.append(t("schedule.quiet", start=f"{quiet.start:%H:%M}", end=f"{quiet.end:%H:%M}") if quiet else _none(t))
    lines.append(t.plural("schedule.cap", hours.most) if hours.most else t("schedule.cap.none"))
    lines += coming(t, hours)
    own = [one for one in follows if one.topic_id in hours.own]
    lines += [
        t("schedule.own", topic=cut(one.label, _LABEL), hours=often(t, hours.own[one.topic_id]))
        for one in own[:MOST_OWN]
    ]
    return [*lines, t.plural("schedule.own.more", len(own) - MOST_OWN)] if len(own) > MOST_OWN else lines


def _none(t: Translator) -> Markup:
    return t("schedule.quiet.none")


def _topic(t: Translator, hours: Hours, topic: int, label: str) -> list[Markup]:
    key = "schedule.topic" if topic in hours.own else "schedule.topic.usual"
    return [t(key, topic=label, hours=often(t, hours.of(topic))), *coming(t, hours, topic)]


def _hours_page(t: Translator, hours: Hours, topic: int) -> list[list[Choice]]:
    now = hours.of(topic)
    kinds = [
        Choice(t.plain(key, time=f"{times[0]:%H:%M}" if times else ""), "dkin", number, _is(now, kind, times))
        for number, (key, kind, times) in enumerate(KINDS)
    ]
    weekly = Choice(t.plain("button.weekly"), "dpag", Page.DAYS, chosen=now.kind is Kind.WEEKLY)
    other = Choice(t.plain("button.other_hours"), "dask", Asks.HOURS)
    rows = [kinds[:2], kinds[2:4], [kinds[4], weekly], [other]]
    if topic:
        return [*rows, [Choice(t.plain("button.as_the_rest"), "dkin", USUAL, chosen=topic not in hours.own)]]
    return [*rows, back(t.plain)]


def _days_page(t: Translator, hours: Hours, topic: int) -> list[list[Choice]]:
    names, now = get_day_names("wide", locale=t.language), hours.of(topic)
    days = [Choice(names[day], "dday", day, now.kind is Kind.WEEKLY and day in now.days) for day in range(7)]
    return [days[: len(WORKING)][:3], days[3:5], days[5:], back(t.plain, Page.HOURS)]


def _quiet_page(t: Translator, hours: Hours, _topic: int) -> list[list[Choice]]:
    spans = [
        Choice(one.wording if one else t.plain("button.none"), "dqui", number, one == hours.general.quiet)
        for number, one in enumerate(QUIETS)
    ]
    return [spans[:2], spans[2:], [Choice(t.plain("button.other"), "dask", Asks.QUIET)], back(t.plain)]


def _cap_page(t: Translator, hours: Hours, _topic: int) -> list[list[Choice]]:
    return caps(t.plain, hours.most, usual=hours.usual)


def _pause_page(t: Translator, hours: Hours, _topic: int) -> list[list[Choice]]:
    def days(count: int) -> str:
        return format_unit(count, "duration-day", locale=t.language)

    return pauses(t.plain, days, paused=hours.paused_until is not None)


_CHOICES = {
    Page.HOURS: _hours_page,
    Page.DAYS: _days_page,
    Page.QUIET: _quiet_page,
    Page.CAP: _cap_page,
    Page.PAUSE: _pause_page,
}


def _is(schedule: Schedule, kind: Kind, times: tuple[time, ...]) -> bool:
    return schedule.kind is kind and schedule.times == times


def _listed(t: Translator, parts: Sequence[str]) -> str:
    return format_list(list(parts), locale=t.language) if parts else ""
