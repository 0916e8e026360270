"""The buttons under schedules: each changes one thing, and the message with it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import Update
from telegram.ext import CallbackQueryHandler

from bot.errors import UnknownTopic
from bot.handlers import settings
from bot.handlers.context import App, Context, Visit, visit
from bot.handlers.replies import answer, edit
from bot.handlers.schedule_grants import SUBJECTS, ask_for
from bot.handlers.schedule_views import KINDS, QUIETS, USUAL, shown
from bot.services.schedules.schedule import Kind
from bot.services.schedules.service import Hours
from bot.services.schedules.wishes import MOST_ALERTS, WEEKLY
from bot.telegram.schedule_keyboards import GENERAL, Page, SchedulePress


def register(app: App) -> None:
    """All of them."""
    app.add_handler(CallbackQueryHandler(press, pattern=SchedulePress.pattern("|".join(_CHANGES))))
    app.add_handler(CallbackQueryHandler(press_ask, pattern=SchedulePress.pattern("dask")))


async def press(update: Update, context: Context) -> None:
    """Do what the button says, and show what holds now in the same message."""
    seen = await visit(update, context)
    found = _press_of(update)
    change, after = _CHANGES[found.action]
    hours = await change(context, seen, found)
    follows = await context.services.topics.of(seen.reader)
    if found.topic != GENERAL and all(one.topic_id != found.topic for one in follows):
        raise UnknownTopic(topic="")
    page = after if after is not None else Page(min(found.choice, max(Page)))
    if page is Page.HOME:
        text, keyboard = await settings.home(context, seen)
    else:
        text, keyboard = shown(seen.t, hours, follows, page, found.topic, active=seen.reader.active)
    await edit(update, text, keyboard)
    await answer(update)


async def press_ask(update: Update, context: Context) -> None:
    """Ask for what no button says."""
    seen = await visit(update, context)
    found = _press_of(update)
    await answer(update)
    await ask_for(update, context, seen, SUBJECTS[min(found.choice, len(SUBJECTS) - 1)], found.topic)


def _press_of(update: Update) -> SchedulePress:
    return SchedulePress.parse((update.callback_query and update.callback_query.data) or "")


async def _look(context: Context, seen: Visit, _found: SchedulePress) -> Hours:
    return await context.services.schedules.of(seen.reader)


async def _kind(context: Context, seen: Visit, found: SchedulePress) -> Hours:
    if found.choice >= USUAL:
        return await context.services.schedules.unset(seen.reader, found.topic)
    _, kind, times = KINDS[found.choice]
    return await context.services.schedules.set(seen.reader, kind, times, topic=found.topic or None)


async def _day(context: Context, seen: Visit, found: SchedulePress) -> Hours:
    schedules, topic = context.services.schedules, found.topic or None
    now = (await schedules.of(seen.reader)).of(topic)
    times = now.times if now.kind is Kind.WEEKLY else (WEEKLY,)
    return await schedules.set(seen.reader, Kind.WEEKLY, times, (found.choice % 7,), topic=topic)


async def _quiet(context: Context, seen: Visit, found: SchedulePress) -> Hours:
    return await context.services.schedules.quiet(seen.reader, QUIETS[found.choice % len(QUIETS)])


async def _cap(context: Context, seen: Visit, found: SchedulePress) -> Hours:
    return await context.services.schedules.cap(seen.reader, min(found.choice, MOST_ALERTS))


async def _pause(context: Context, seen: Visit, found: SchedulePress) -> Hours:
    words = f"{found.choice} days" if found.choice else None
    return await context.services.schedules.pause(seen.reader, words)


_CHANGES: dict[str, tuple[Callable[[Context, Visit, SchedulePress], Awaitable[Hours]], Page | None]] = {
    "dpag": (_look, None),
    "dkin": (_kind, Page.HOURS),
    "dday": (_day, Page.HOURS),
    "dqui": (_quiet, Page.QUIET),
    "dcap": (_cap, Page.CAP),
    "dpau": (_pause, Page.PAUSE),
}
"""What a button does, and the page that the message then has; None for the one that the button names."""
