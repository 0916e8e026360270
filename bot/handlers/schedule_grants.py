"""What a reader wishes of their schedule: granted, and what holds now said in the same words everywhere."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Update

from bot.errors import HoldsForAll
from bot.handlers.asking import ask
from bot.handlers.context import Context, Visit
from bot.handlers.replies import reply
from bot.handlers.schedule_views import coming, moment, often, place
from bot.services.schedules.schedule import Kind
from bot.services.schedules.service import Hours
from bot.services.schedules.wishes import AsUsual, SetCap, SetHours, SetPause, SetQuiet, SetZone, Switch, Wish
from bot.telegram.schedule_keyboards import GENERAL
from bot.texts.html import Markup, cut
from storage.records import FollowRecord

SUBJECTS = ("hours", "quiet", "most", "pause", "zone")
"""What the bot asks for, in the order of `Asks`: each is a word of `/digest`, hours are what needs none."""


async def ask_for(update: Update, context: Context, seen: Visit, subject: str, topic: int = GENERAL) -> None:
    """Ask for hours, quiet hours, a cap, a pause or a zone: the reader's next message says it."""
    command = f"digest {subject}" + (f" {topic}" if topic else "")
    await ask(
        update, context, seen, command, seen.t(f"schedule.ask.{subject}"), seen.t.plain(f"schedule.like.{subject}")
    )


async def grant(update: Update, context: Context, seen: Visit, wish: Wish, follow: FollowRecord | None) -> None:
    """Do what was wished, and say what holds now. Raises HoldsForAll for what no topic has for itself."""
    await _GRANTS[type(wish)](update, context, seen, wish, follow)


async def say(update: Update, seen: Visit, lines: list[Markup]) -> None:
    """The lines, and that nothing comes where all is stopped."""
    stopped = [] if seen.reader.active else [seen.t("schedule.stopped")]
    await reply(update, Markup("\n".join([*lines, *stopped])))


async def _hours(update: Update, context: Context, seen: Visit, wish: SetHours, follow: FollowRecord | None) -> None:
    topic = follow.topic_id if follow else None
    hours = await context.services.schedules.set(seen.reader, wish.kind, wish.times, wish.days, topic=topic)
    said = often(seen.t, hours.of(topic))
    first = (
        seen.t("schedule.set.topic", topic=cut(follow.label, 200), hours=said)
        if follow
        else seen.t("schedule.set", hours=said)
    )
    await say(update, seen, [first, *_noted(seen, midnight=wish.midnight), *coming(seen.t, hours, topic)])


async def _quiet(update: Update, context: Context, seen: Visit, wish: SetQuiet, follow: FollowRecord | None) -> None:
    _general(follow)
    hours = await context.services.schedules.quiet(seen.reader, wish.quiet)
    ends = {"start": f"{wish.quiet.start:%H:%M}", "end": f"{wish.quiet.end:%H:%M}"} if wish.quiet else {}
    first = seen.t("schedule.set.quiet" if wish.quiet else "schedule.set.no_quiet", **ends)
    await say(update, seen, [first, *_noted(seen, midnight=wish.midnight), *coming(seen.t, hours)])


async def _cap(update: Update, context: Context, seen: Visit, wish: SetCap, follow: FollowRecord | None) -> None:
    _general(follow)
    hours = await context.services.schedules.cap(seen.reader, wish.most)
    said = seen.t.plural("schedule.set.cap", hours.most) if hours.most else seen.t("schedule.set.no_cap")
    await say(update, seen, [said])


async def _pause(update: Update, context: Context, seen: Visit, wish: SetPause, follow: FollowRecord | None) -> None:
    _general(follow)
    if wish.until == "":
        await ask_for(update, context, seen, "pause")
        return
    hours = await context.services.schedules.pause(seen.reader, wish.until)
    if hours.paused_until is None:
        await say(update, seen, [seen.t("schedule.set.no_pause"), *coming(seen.t, hours)])
        return
    when = moment(seen.t, hours.paused_until, hours.general.zone)
    await say(update, seen, [seen.t("schedule.set.pause", when=when), coming(seen.t, hours)[-1]])


async def _zone(update: Update, context: Context, seen: Visit, wish: SetZone, follow: FollowRecord | None) -> None:
    _general(follow)
    if not wish.place:
        await ask_for(update, context, seen, "zone")
        return
    hours = await context.services.schedules.place(seen.reader, wish.place)
    await say(update, seen, zone_lines(seen, hours))


async def _switch(update: Update, context: Context, seen: Visit, wish: Switch, follow: FollowRecord | None) -> None:
    services = context.services
    if follow:
        await services.topics.pause(seen.reader, follow.topic_id, paused=not wish.on)
        await reply(update, seen.t("topic.resumed" if wish.on else "topic.paused", topic=cut(follow.label, 200)))
    elif wish.on:
        await services.readers.start(seen.reader)
        hours = await services.schedules.of(seen.reader)
        said = often(seen.t, hours.general)
        await reply(update, Markup("\n".join([seen.t("schedule.set", hours=said), *coming(seen.t, hours)])))
    else:
        kept = await services.readers.stop(seen.reader)
        await reply(update, seen.t.plural("stop.done", kept))


async def _usual(update: Update, context: Context, seen: Visit, _wish: AsUsual, follow: FollowRecord | None) -> None:
    if follow is None:
        await _hours(update, context, seen, SetHours(Kind.AT_ONCE), None)
        return
    hours = await context.services.schedules.unset(seen.reader, follow.topic_id)
    said = seen.t("schedule.set.usual", topic=cut(follow.label, 200), hours=often(seen.t, hours.general))
    await say(update, seen, [said, *coming(seen.t, hours)])


Grant = Callable[[Update, Context, Visit, Any, FollowRecord | None], Awaitable[None]]

_GRANTS: dict[type[Wish], Grant] = {
    SetHours: _hours,
    SetQuiet: _quiet,
    SetCap: _cap,
    SetPause: _pause,
    SetZone: _zone,
    Switch: _switch,
    AsUsual: _usual,
}


def _general(follow: FollowRecord | None) -> None:
    if follow:
        raise HoldsForAll(topic=cut(follow.label, 60))


def _noted(seen: Visit, *, midnight: bool) -> list[Markup]:
    return [seen.t("schedule.midnight")] if midnight else []


def zone_lines(seen: Visit, hours: Hours) -> list[Markup]:
    """In which zone the hours are now."""
    zone = hours.general.zone
    clock = moment(seen.t, hours.now, zone)
    lines = [seen.t("schedule.set.zone", zone=place(seen.t, zone, hours.now), time=clock)]
    lines += [seen.t("schedule.fixed")] if zone.startswith("Etc/") or zone == "UTC" else []
    return [*lines, *coming(seen.t, hours)[:-1]]
