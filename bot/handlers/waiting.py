"""The argument that a command waits for: `/follow` or `/load` was sent alone, and the next message completes it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import Update
from telegram.ext import ApplicationHandlerStop, CallbackQueryHandler, MessageHandler, filters

from bot.handlers import (
    albums,
    articles,
    briefs,
    broadcasts,
    charts,
    feed_lists,
    feeds,
    joining,
    load,
    said,
    saved,
    schedules,
    search,
    settings,
    sharing,
    timelines,
    topics,
)
from bot.handlers.asking import awaited
from bot.handlers.context import App, Context, Visit, visit
from bot.handlers.joining import silence
from bot.handlers.replies import LONG_TEXT, reply, text_of
from bot.services.words import CANCELS, folded


def register(app: App, pause: Callable[[], Awaitable[object]] = silence) -> None:
    """Looks at texts before other handlers do, and lets pass what nobody waits for; ``pause`` is `joining`'s."""
    albums.register(app, pause)
    joining.register(app, pause)
    said = filters.TEXT | (filters.CAPTION & ~filters.Document.ALL)
    # A card that was asked for inline is the bot's own words, and no answer to what it asked.
    words = said & ~filters.COMMAND & ~filters.VIA_BOT & ~filters.UpdateType.EDITED
    app.add_handler(MessageHandler(words, complete), group=-1)
    moved_on = filters.COMMAND & ~filters.Regex(r"^/cancel\b") & ~filters.UpdateType.EDITED
    app.add_handler(MessageHandler(moved_on, forget), group=-1)
    app.add_handler(CallbackQueryHandler(forget), group=-1)


async def complete(update: Update, context: Context) -> None:
    """Give the message to the command that waits for it; whatever becomes of it, the question is answered."""
    seen = await visit(update, context)
    command = await awaited(update, context, seen)
    if command is None:
        return
    await context.services.readers.forget(seen.reader, seen.user_id)
    text = text_of(update.effective_message)
    if folded(text) in CANCELS:
        await reply(update, seen.t("cancel.done", command=f"/{command.split()[0]}"))
        raise ApplicationHandlerStop
    if command == "follow":
        if seen.is_private and len(text) >= LONG_TEXT:
            return
        await topics.follow_topic(update, context, seen, text)
    elif command == "search":
        await search.search_topic(update, context, seen, text)
    elif command.startswith("topics "):
        await topics.change_topic(update, context, seen, int(command.split()[1]), text)
    elif command == feed_lists.WAITS:
        await feed_lists.import_text(update, context, seen, text)
    elif command.startswith("feed "):
        await feeds.do(update, context, seen, command.split()[1], text)
    elif not await _completed(update, context, seen, command, text) and await load.admitted(update, context, seen):
        await load.load_text(update, context, seen, text)
    raise ApplicationHandlerStop


async def _completed(update: Update, context: Context, seen: Visit, command: str, text: str) -> bool:
    """Whether one of the families that tell their commands by themselves took it."""
    for family in (broadcasts, saved, sharing, charts, briefs, timelines, said, schedules, settings, articles):
        if await family.complete(update, context, seen, command, text):
            return True
    return False


async def forget(update: Update, context: Context) -> None:
    """Another command or a button: its sender has moved on, and their next message is no answer to the old question."""
    if update.effective_chat is None:
        return
    if not await context.services.readers.asked_any(update.effective_chat.id):
        # It is looked up first: whoever only wants to know what is kept is not written down for it.
        return
    seen = await visit(update, context)
    await context.services.readers.forget(seen.reader, seen.user_id)
