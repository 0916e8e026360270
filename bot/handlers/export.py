"""`/export`: all that is kept of a reader, as files."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CommandHandler

from bot.errors import PrivateOnly
from bot.handlers.context import App, Context, visit
from bot.handlers.indicator import typing

EVERYTHING, FOLLOWS = "communique-export.json", "communique-follows.csv"


def register(app: App) -> None:
    """The command."""
    app.add_handler(CommandHandler("export", export))


async def export(update: Update, context: Context) -> None:
    """Send the files; in a private chat only, since others would read them along."""
    seen = await visit(update, context)
    if not seen.is_private:
        raise PrivateOnly(command="/export")
    chat = seen.reader.chat_id
    async with typing(context.bot, chat):
        files = await context.services.shelf.exporting.files(chat)
    counts = files.counts
    caption = seen.t.plain(
        "export.done", follows=counts["follow"], saved=counts["saved"], deliveries=counts["delivery"]
    )
    await context.bot.send_document(chat, files.everything, filename=EVERYTHING, caption=caption)
    if counts["follow"]:
        await context.bot.send_document(chat, files.follows, filename=FOLLOWS, caption=seen.t.plain("export.follows"))
