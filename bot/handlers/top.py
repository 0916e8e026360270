"""`/top`: the largest stories of the last days."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CommandHandler

from bot.errors import BadPeriod, QuietDays
from bot.handlers.context import App, Context, argument, visit
from bot.handlers.replies import reply
from bot.services.largest import LONGEST, USUAL
from bot.services.words import DAYS, PERIODS, TODAY, WEEK, days_in, folded, western
from bot.telegram.shelf_keyboards import top_keyboard
from bot.texts.html import Markup
from bot.texts.saved import top_row
from summarizer.budget import DEFAULT_SENTENCES

MOST = 10
"""Stories in the list."""


def register(app: App) -> None:
    """The command."""
    app.add_handler(CommandHandler("top", top))


async def top(update: Update, context: Context) -> None:
    """Stories of as many days as stand behind the command, by how many outlets told them."""
    seen = await visit(update, context)
    days = _days(argument(update))
    found = await context.services.shelf.largest.of(days, MOST, seen.reader.id)
    if not found:
        raise QuietDays(days=days)
    rows = [top_row(seen.t, place, one.newest.title, one.articles, one.outlets) for place, one in enumerate(found, 1)]
    text = Markup("\n\n".join([seen.t.plural("top.head", days), *rows]))
    await reply(update, text, keyboard=top_keyboard([one.newest.id for one in found], DEFAULT_SENTENCES))


def _days(wanted: str) -> int:
    word = western(folded(wanted))
    if not word:
        return USUAL
    if word in DAYS or PERIODS.get(word) in (TODAY, WEEK):
        return 7 if PERIODS.get(word) == WEEK else 1
    days = days_in(word) or (int(word) if word.isascii() and word.isdecimal() and len(word) < 4 else 0)
    if not 1 <= days <= LONGEST:
        raise BadPeriod(given=" ".join(wanted.split())[:40], most=LONGEST)
    return days
