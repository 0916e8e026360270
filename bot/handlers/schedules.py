"""`/digest` and `/settings`: when a reader is told of what, in words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Update
from telegram.ext import CommandHandler, MessageHandler, filters

from bot.errors import HoldsForAll
from bot.handlers.asking import ask, awaited
from bot.handlers.context import App, Context, Visit, argument, visit
from bot.handlers.replies import reply
from bot.handlers.schedule_views import coming, moment, often, place, shown
from bot.services.schedules.addressing import addressed
from bot.services.schedules.schedule import Kind
from bot.services.schedules.service import Hours
from bot.services.schedules.wishes import (
    AsUsual,
    SetCap,
    SetHours,
    SetPause,
    SetQuiet,
    SetZone,
    Switch,
    Wish,
    understand,
)
from bot.telegram.schedule_keyboards import GENERAL, Page
from bot.texts.html import Markup, cut
from storage.records import FollowRecord

SUBJECTS = ("hours", "quiet", "most", "pause", "zone")
"""What the bot asks for, in the order of `Asks`: each is a word of `/digest`, hours are what needs none."""


def register(app: App) -> None:
    """Commands, and a shared location."""
    app.add_handler(CommandHandler("digest", digest))
    app.add_handler(CommandHandler("settings", settings))
    app.add_handler(MessageHandler(filters.LOCATION & ~filters.UpdateType.EDITED, locate))


async def digest(update: Update, context: Context) -> None:
    """Show the schedule, or set what the words say and repeat it as it was understood."""
    seen = await visit(update, context)
    follows = await context.services.topics.of(seen.reader)
    words = argument(update)
    follow, wish = addressed(words, follows) if words else (None, None)
    if wish is None:
        await _show(update, context, seen, Page.HOURS, follow)
    else:
        await grant(update, context, seen, wish, follow)


async def settings(update: Update, context: Context) -> None:
    """Show what holds, with a button for each area."""
    await _show(update, context, await visit(update, context), Page.HOME, None)


async def locate(update: Update, context: Context) -> None:
    """A shared location tells the time zone; in a group only as the answer to the question for it."""
    message = update.effective_message
    if message is None or message.location is None:
        return
    seen = await visit(update, context)
    is_asked = await awaited(update, context, seen) == "digest zone"
    if not is_asked and not seen.is_private:
        return
    await context.services.readers.forget(seen.reader, seen.user_id)
    at = message.location
    hours = await context.services.schedules.locate(seen.reader, at.latitude, at.longitude)
    await _say(update, seen, _zone_lines(seen, hours))


async def complete(update: Update, context: Context, seen: Visit, command: str, text: str) -> bool:
    """Set what the bot has asked for, if it was that; ``command`` is as `ask_for` has it."""
    if not command.startswith("digest "):
        return False
    _, subject, *topic = command.split()
    words = text if subject == SUBJECTS[0] else f"{subject} {text}"
    follows = await context.services.topics.of(seen.reader)
    follow = next((one for one in follows if topic and one.topic_id == int(topic[0])), None)
    await grant(update, context, seen, understand(words), follow)
    return True


async def ask_for(update: Update, context: Context, seen: Visit, subject: str, topic: int = GENERAL) -> None:
    """Ask for hours, quiet hours, a cap, a pause or a zone: the reader's next message says it."""
    command = f"digest {subject}" + (f" {topic}" if topic else "")
    await ask(
        update, context, seen, command, seen.t(f"schedule.ask.{subject}"), seen.t.plain(f"schedule.like.{subject}")
    )


async def grant(update: Update, context: Context, seen: Visit, wish: Wish, follow: FollowRecord | None) -> None:
    """Do what was wished, and say what holds now. Raises HoldsForAll for what no topic has for itself."""
    await _GRANTS[type(wish)](update, context, seen, wish, follow)


async def _show(update: Update, context: Context, seen: Visit, page: Page, follow: FollowRecord | None) -> None:
    hours = await context.services.schedules.of(seen.reader)
    follows = await context.services.topics.of(seen.reader)
    topic = follow.topic_id if follow else GENERAL
    text, keyboard = shown(seen.t, hours, follows, page, topic, active=seen.reader.active)
    await reply(update, text, keyboard=keyboard)


async def _say(update: Update, seen: Visit, lines: list[Markup]) -> None:
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
    await _say(update, seen, [first, *_noted(seen, midnight=wish.midnight), *coming(seen.t, hours, topic)])


async def _quiet(update: Update, context: Context, seen: Visit, wish: SetQuiet, follow: FollowRecord | None) -> None:
    _general(follow)
    hours = await context.services.schedules.quiet(seen.reader, wish.quiet)
    ends = {"start": f"{wish.quiet.start:%H:%M}", "end": f"{wish.quiet.end:%H:%M}"} if wish.quiet else {}
    first = seen.t("schedule.set.quiet" if wish.quiet else "schedule.set.no_quiet", **ends)
    await _say(update, seen, [first, *_noted(seen, midnight=wish.midnight), *coming(seen.t, hours)])


async def _cap(update: Update, context: Context, seen: Visit, wish: SetCap, follow: FollowRecord | None) -> None:
    _general(follow)
    hours = await context.services.schedules.cap(seen.reader, wish.most)
    said = seen.t.plural("schedule.set.cap", hours.most) if hours.most else seen.t("schedule.set.no_cap")
    await _say(update, seen, [said])


async def _pause(update: Update, context: Context, seen: Visit, wish: SetPause, follow: FollowRecord | None) -> None:
    _general(follow)
    if wish.until == "":
        await ask_for(update, context, seen, "pause")
        return
    hours = await context.services.schedules.pause(seen.reader, wish.until)
    if hours.paused_until is None:
        await _say(update, seen, [seen.t("schedule.set.no_pause"), *coming(seen.t, hours)])
        return
    when = moment(seen.t, hours.paused_until, hours.general.zone)
    await _say(update, seen, [seen.t("schedule.set.pause", when=when), coming(seen.t, hours)[-1]])


async def _zone(update: Update, context: Context, seen: Visit, wish: SetZone, follow: FollowRecord | None) -> None:
    _general(follow)
    if not wish.place:
        await ask_for(update, context, seen, "zone")
        return
    hours = await context.services.schedules.place(seen.reader, wish.place)
    await _say(update, seen, _zone_lines(seen, hours))


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
    await _say(update, seen, [said, *coming(seen.t, hours)])


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


def _zone_lines(seen: Visit, hours: Hours) -> list[Markup]:
    zone = hours.general.zone
    clock = moment(seen.t, hours.now, zone)
    lines = [seen.t("schedule.set.zone", zone=place(seen.t, zone, hours.now), time=clock)]
    lines += [seen.t("schedule.fixed")] if zone.startswith("Etc/") or zone == "UTC" else []
    return [*lines, *coming(seen.t, hours)[:-1]]
