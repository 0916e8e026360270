"""`/stats`: how the bot fares, for admins; the period is changed by buttons in the same message."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.errors import StatsInPrivate
from bot.handlers.admission import admitted
from bot.handlers.charts import send
from bot.handlers.context import App, Context, Visit, argument, visit
from bot.handlers.indicator import typing
from bot.handlers.replies import answer, edit, reply
from bot.services.stats.service import DAY, MONTH, WEEK, period
from bot.services.stats.showing import stats_picture, stats_text
from bot.telegram.desk_keyboards import STATS, DeskPress, stats_keyboard

COMMAND = "/stats"
ACTION = "stats.read"


def register(app: App) -> None:
    """The command, and the buttons to other periods."""
    app.add_handler(CommandHandler("stats", stats))
    app.add_handler(CallbackQueryHandler(turn, pattern=DeskPress.pattern(STATS)))


async def stats(update: Update, context: Context) -> None:
    """The figures of a day, or of the period that stands behind the command, and a picture of the last month.

    Raises StatsInPrivate, BadSpan.
    """
    seen = await visit(update, context)
    if not await admitted(update, context, seen, COMMAND, ACTION, note=seen.is_private):
        return
    _require_private(seen)
    message = update.effective_message
    if message is None:
        return
    days = period(argument(update))
    service = context.services.office.stats
    await reply(update, stats_text(seen.t, await service.of(days)), keyboard=stats_keyboard(seen.t.plain, days))
    async with typing(context.bot, message.chat_id):
        picture = stats_picture(seen.t, await service.daily())
        png = await context.services.charts.draw(picture)
    await send(message, png, picture, "figures.png")


async def turn(update: Update, context: Context) -> None:
    """Another period in place of the one that is shown. Raises StatsInPrivate."""
    seen = await visit(update, context)
    if not await admitted(update, context, seen, COMMAND, ACTION, note=False):
        return
    _require_private(seen)
    press = DeskPress.parse((update.callback_query and update.callback_query.data) or "")
    days = press.number if press.number in (DAY, WEEK, MONTH) else DAY
    found = await context.services.office.stats.of(days)
    await edit(update, stats_text(seen.t, found), stats_keyboard(seen.t.plain, days))
    await answer(update)


def _require_private(seen: Visit) -> None:
    if not seen.is_private:
        raise StatsInPrivate(command=COMMAND)
