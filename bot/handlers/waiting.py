"""The argument that a command waits for: `/follow` or `/load` was sent alone, and the next message completes it."""

from __future__ import annotations

from telegram import Update
from telegram.ext import ApplicationHandlerStop, MessageHandler, filters

from bot.handlers import load, topics
from bot.handlers.context import App, Context, visit
from bot.handlers.replies import text_of


def register(app: App) -> None:
    """Looks at texts before other handlers do, and lets pass what nobody waits for."""
    words = filters.TEXT & ~filters.COMMAND & ~filters.UpdateType.EDITED
    app.add_handler(MessageHandler(words, complete), group=-1)
    app.add_handler(MessageHandler(filters.COMMAND & ~filters.Regex(r"^/cancel\b"), forget), group=-1)


async def complete(update: Update, context: Context) -> None:
    """Give the message to the command that waits for it."""
    seen = await visit(update, context)
    text = text_of(update.effective_message)
    if seen.reader.awaiting == "follow":
        await topics.follow_topic(update, context, seen, text)
        raise ApplicationHandlerStop
    if seen.reader.awaiting == "load" and await load.admitted(update, context, seen):
        await load.load_text(update, context, seen, text)
        raise ApplicationHandlerStop


async def forget(update: Update, context: Context) -> None:
    """Another command: the reader has moved on, and the next message is no answer to the old question."""
    seen = await visit(update, context)
    await context.services.readers.expect(seen.reader, None)
