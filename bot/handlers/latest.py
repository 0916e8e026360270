"""`/latest`: the newest articles of the archive, each story once."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CommandHandler

from bot.errors import NoArticles
from bot.handlers.context import App, Context, Visit, visit
from bot.handlers.replies import reply
from bot.telegram.keyboards import articles_keyboard
from bot.texts.changes import counted
from bot.texts.html import Markup, cut
from storage.records import Headline
from summarizer.budget import DEFAULT_SENTENCES

LATEST = 10
"""Articles in the list."""


def register(app: App) -> None:
    """The command."""
    app.add_handler(CommandHandler("latest", latest))


async def latest(update: Update, context: Context) -> None:
    """The newest articles, each with a button."""
    seen = await visit(update, context)
    reader = seen.reader.id
    found = await context.services.articles.latest(LATEST, reader_id=reader)
    if not found:
        raise NoArticles
    sizes = await context.services.articles.archive.sizes([one.id for one in found], reader)
    rows = [_row(seen, one, sizes.get(one.id, 1)) for one in found]
    text = Markup("\n\n".join([seen.t("latest.head"), *rows]))
    await reply(update, text, keyboard=articles_keyboard([one.id for one in found], DEFAULT_SENTENCES))


def _row(seen: Visit, one: Headline, size: int) -> Markup:
    row = seen.t("latest.row", id=one.id, title=cut(one.title, 200), outlet=one.outlet or "—")
    return counted(seen.t, row, size)
