"""`/export`: all that is kept of a reader, or of a group for its administrators, as files."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CommandHandler

from bot.errors import PrivateOnly
from bot.handlers.context import App, Context, visit
from bot.handlers.indicator import typing
from bot.handlers.privacy import is_for_the_chat

EVERYTHING, FOLLOWS = "communique-export.json", "communique-follows.csv"


def register(app: App) -> None:
    """The command."""
    app.add_handler(CommandHandler("export", export))


async def export(update: Update, context: Context) -> None:
    """Send the files, in a group or a channel at the word of an administrator. Raises PrivateOnly."""
    if not await is_for_the_chat(update, context):
        raise PrivateOnly(command="/export")
    seen, message = await visit(update, context), update.effective_message
    chat = seen.reader.chat_id
    thread = message.message_thread_id if message and message.is_topic_message else None
    async with typing(context.bot, chat):
        files = await context.services.shelf.exporting.files(chat)
    counts = files.counts
    caption = seen.t.plain(
        "export.done" if seen.is_private else "export.group",
        follows=counts["follow"],
        saved=counts["saved"],
        deliveries=counts["delivery"],
    )
    table = seen.t.plain("export.follows")
    for content, name, words in ((files.everything, EVERYTHING, caption), (files.follows, FOLLOWS, table)):
        if name == EVERYTHING or counts["follow"]:
            await context.bot.send_document(chat, content, filename=name, caption=words, message_thread_id=thread)
