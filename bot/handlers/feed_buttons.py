"""The buttons under the list of feeds: each asks anew whether its presser is an admin."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import Update
from telegram.ext import CallbackQueryHandler

from bot.errors import CommuniqueError
from bot.handlers.admission import admitted
from bot.handlers.context import App, Context, Visit, visit
from bot.handlers.feed_views import checked, listing
from bot.handlers.replies import answer, edit, reply
from bot.telegram.feed_keyboards import FeedPress, removal_keyboard
from bot.texts.html import cut
from bot.texts.problems import told
from storage.records import FeedRecord


def register(app: App) -> None:
    """All of them."""
    app.add_handler(CallbackQueryHandler(press, pattern=FeedPress.pattern("|".join(ACTIONS))))
    app.add_handler(CallbackQueryHandler(turn_page, pattern=FeedPress.pattern("fpag")))


async def press(update: Update, context: Context) -> None:
    """Do what the button says with its feed."""
    seen = await visit(update, context)
    found = press_of(update)
    action, do = ACTIONS[found.action]
    if not await admitted(update, context, seen, "/feed", action):
        return
    feed = await context.services.feeds.find(str(found.feed))
    await do(update, context, seen, feed, found.page)


async def turn_page(update: Update, context: Context) -> None:
    """Show other feeds in the same message, or the list again after a question."""
    seen = await visit(update, context)
    if await admitted(update, context, seen, "/feed", "feed.list"):
        await _show(update, context, seen, press_of(update).page)
        await answer(update)


def press_of(update: Update) -> FeedPress:
    """The press of a button about a feed."""
    return FeedPress.parse((update.callback_query and update.callback_query.data) or "")


async def _pause(update: Update, context: Context, seen: Visit, feed: FeedRecord, page: int) -> None:
    await context.services.feeds.pause(feed)
    await _settled(update, context, seen, "feed.paused", feed, page)


async def _resume(update: Update, context: Context, seen: Visit, feed: FeedRecord, page: int) -> None:
    await context.services.feeds.resume(feed)
    await _settled(update, context, seen, "feed.resumed", feed, page)


async def _remove(update: Update, context: Context, seen: Visit, feed: FeedRecord, page: int) -> None:
    await context.services.feeds.remove(feed)
    await _settled(update, context, seen, "feed.removed", feed, page)


async def _sure(update: Update, _: Context, seen: Visit, feed: FeedRecord, page: int) -> None:
    question = seen.t("feed.remove.sure", id=feed.id, title=cut(feed.title, 200))
    await edit(update, question, removal_keyboard(seen.t.plain, feed.id, page))
    await answer(update)


async def _check(update: Update, context: Context, seen: Visit, feed: FeedRecord, page: int) -> None:
    # The press is answered first: Telegram forgets one that waits for as long as a slow server may take.
    await answer(update, seen.t.plain("feed.checking", title=cut(feed.title, 100)))
    try:
        polled = await context.services.feeds.check(feed)
    except CommuniqueError as error:
        await reply(update, told(seen.t, error))
        return
    await context.services.audit.note(seen.user_id, "feed.checked", str(feed.id))
    await _show(update, context, seen, page)
    await reply(update, checked(seen, polled))


async def _settled(update: Update, context: Context, seen: Visit, what: str, feed: FeedRecord, page: int) -> None:
    await context.services.audit.note(seen.user_id, what, str(feed.id))
    await _show(update, context, seen, page)
    await answer(update, seen.t.plain(what, id=feed.id, title=cut(feed.title, 100)))


async def _show(update: Update, context: Context, seen: Visit, page: int) -> None:
    text, keyboard = await listing(context, seen, page)
    await edit(update, text, keyboard)


Act = Callable[[Update, Context, Visit, FeedRecord, int], Awaitable[None]]

ACTIONS: dict[str, tuple[str, Act]] = {
    "fpau": ("feed.pause", _pause),
    "fres": ("feed.resume", _resume),
    "fche": ("feed.check", _check),
    "frem": ("feed.remove", _sure),
    "fyes": ("feed.remove", _remove),
}
"""What each button asks the audit for, and does."""
