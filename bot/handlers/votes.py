"""Useful and Not useful under summaries, alerts and the stories of digests: answered by a short notice."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import CallbackQueryHandler

from bot.handlers.context import App, Context, visit
from bot.handlers.replies import answer, keyboard
from bot.services.votes import Cast
from bot.telegram.keyboards import NOT_USEFUL, USEFUL, Press, with_vote

SAID = {
    (True, Cast.NEW): "vote.useful",
    (True, Cast.CHANGED): "vote.useful.changed",
    (True, Cast.KNOWN): "vote.useful.known",
    (False, Cast.NEW): "vote.not_useful",
    (False, Cast.CHANGED): "vote.not_useful.changed",
    (False, Cast.KNOWN): "vote.not_useful.known",
}
"""Whether it was called useful, and what became of the vote, to what is said."""


def register(app: App) -> None:
    """Both buttons."""
    app.add_handler(CallbackQueryHandler(press, pattern=Press.pattern(f"{USEFUL}|{NOT_USEFUL}")))


async def press(update: Update, context: Context) -> None:
    """Keep the vote, and mark it under the card; the other button changes it."""
    seen = await visit(update, context)
    found = Press.parse((update.callback_query and update.callback_query.data) or "")
    useful = found.action == USEFUL
    became = await context.services.shelf.votes.cast(
        seen.reader, found.article, useful=useful, topic=found.topic, sentences=found.sentences
    )
    shown = getattr(update.callback_query and update.callback_query.message, "reply_markup", None)
    if isinstance(shown, InlineKeyboardMarkup):
        await keyboard(update, with_vote(seen.t.plain, shown, useful))
    await answer(update, seen.t.plain(SAID[useful, became]))
