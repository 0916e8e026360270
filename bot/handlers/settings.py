"""`/settings`: one message that is edited in place, with a page for each thing that can be set."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.handlers import language, setting_views
from bot.handlers.asking import ask
from bot.handlers.context import App, Context, Visit, visit
from bot.handlers.replies import answer, edit, reply
from bot.services.lengths import Length
from bot.telegram.schedule_keyboards import SETTINGS, SchedulePress
from bot.telegram.setting_keyboards import (
    CLEARS,
    IN_WORDS,
    LANGUAGE,
    LENGTH,
    LISTS,
    NAMES,
    SENTENCES,
    TOGGLES,
    with_way_back,
)
from bot.texts.html import Markup

PAGE = 8
"""Outlets in one message."""

WAITS = {True: "settings preferred", False: "settings muted"}
"""The questions for the names of outlets."""

Shown = tuple[Markup, InlineKeyboardMarkup]


def register(app: App) -> None:
    """The command, and its buttons."""
    app.add_handler(CommandHandler("settings", settings))
    app.add_handler(CallbackQueryHandler(press, pattern=SchedulePress.pattern("|".join(PAGES))))
    asking = "|".join(NAMES.values())
    app.add_handler(CallbackQueryHandler(press_names, pattern=SchedulePress.pattern(asking)))


async def settings(update: Update, context: Context) -> None:
    """Show what holds, with a button for each area."""
    text, keyboard = await home(context, await visit(update, context))
    await reply(update, text, keyboard=keyboard)


async def press(update: Update, context: Context) -> None:
    """Do what the button says, and show what holds now in the same message."""
    seen = await visit(update, context)
    found = _press_of(update)
    text, keyboard = await PAGES[found.action](context, seen, found)
    await edit(update, text, keyboard)
    await answer(update)


async def press_names(update: Update, context: Context) -> None:
    """Ask for names of outlets."""
    seen = await visit(update, context)
    preferred = _press_of(update).action == NAMES[True]
    await answer(update)
    text = seen.t("settings.preferred.ask" if preferred else "settings.muted.ask")
    await ask(update, context, seen, WAITS[preferred], text, seen.t.plain("settings.outlets.placeholder"))


async def complete(update: Update, context: Context, seen: Visit, command: str, text: str) -> bool:
    """The names that were asked for; False for another command. Raises UnknownOutlet, TooManyOutlets."""
    if command not in WAITS.values():
        return False
    preferred = command == WAITS[True]
    await context.services.preferences.outlets.choose(seen.reader, text, preferred=preferred)
    shown, keyboard = await _outlets(context, seen, 0, preferred=preferred)
    await reply(update, shown, keyboard=keyboard)
    return True


async def home(context: Context, seen: Visit) -> Shown:
    """The first page."""
    services = context.services
    wishes = await services.preferences.outlets.of(seen.reader)
    hours, follows = await services.schedules.of(seen.reader), await services.topics.of(seen.reader)
    return setting_views.home(seen.t, Length.of(seen.reader), wishes, hours, follows, active=seen.reader.active)


async def _home(context: Context, seen: Visit, _found: SchedulePress) -> Shown:
    return await home(context, seen)


async def _length(_context: Context, seen: Visit, _found: SchedulePress) -> Shown:
    return setting_views.length_page(seen.t, Length.of(seen.reader))


async def _language(_context: Context, seen: Visit, _found: SchedulePress) -> Shown:
    text, keyboard = language.shown(seen)
    return text, with_way_back(seen.t.plain, keyboard)


async def _sentences(context: Context, seen: Visit, found: SchedulePress) -> Shown:
    length = await context.services.preferences.measure(seen.reader, sentences=found.choice)
    return setting_views.length_page(seen.t, length)


async def _words(context: Context, seen: Visit, found: SchedulePress) -> Shown:
    length = await context.services.preferences.measure(seen.reader, words=found.choice)
    return setting_views.length_page(seen.t, length)


async def _list(context: Context, seen: Visit, found: SchedulePress) -> Shown:
    return await _outlets(context, seen, found.choice, preferred=found.action == LISTS[True])


async def _toggle(context: Context, seen: Visit, found: SchedulePress) -> Shown:
    preferred = found.action == TOGGLES[True]
    await context.services.preferences.outlets.toggle(seen.reader, found.choice, preferred=preferred)
    return await _outlets(context, seen, found.topic, preferred=preferred)


async def _clear(context: Context, seen: Visit, found: SchedulePress) -> Shown:
    preferred = found.action == CLEARS[True]
    await context.services.preferences.outlets.clear(seen.reader, preferred=preferred)
    return await _outlets(context, seen, found.topic, preferred=preferred)


async def _outlets(context: Context, seen: Visit, number: int, *, preferred: bool) -> Shown:
    service = context.services.preferences.outlets
    page, wishes = await service.page(number, PAGE), await service.of(seen.reader)
    return setting_views.outlet_page(seen.t, page, wishes, preferred=preferred)


def _press_of(update: Update) -> SchedulePress:
    return SchedulePress.parse((update.callback_query and update.callback_query.data) or "")


PAGES: dict[str, Callable[[Context, Visit, SchedulePress], Awaitable[Shown]]] = {
    SETTINGS: _home,
    LENGTH: _length,
    LANGUAGE: _language,
    SENTENCES: _sentences,
    IN_WORDS: _words,
    **dict.fromkeys(LISTS.values(), _list),
    **dict.fromkeys(TOGGLES.values(), _toggle),
    **dict.fromkeys(CLEARS.values(), _clear),
}
"""What a button does, and the page that the message then has."""
