"""`/timeline`: the dated events of a topic, one sentence each."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, Message, Update
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.handlers.briefs import ask_for, asked_again, press_of
from bot.handlers.charts import send
from bot.handlers.context import App, Context, Visit, argument, visit
from bot.handlers.indicator import typing
from bot.handlers.replies import answer, edit
from bot.handlers.underway import Underway
from bot.services.briefs.cards import timeline_picture, timeline_sheet
from bot.services.briefs.model import Chronicle
from bot.services.briefs.periods import Asked
from bot.telegram.brief_keyboards import BriefPress
from bot.telegram.timeline_keyboards import timeline_keyboard
from bot.texts.briefs import Sheet
from bot.texts.timeline import LAST

COMMAND = "timeline"


def register(app: App) -> None:
    """The command, its pages, and their pictures."""
    app.add_handler(CommandHandler(COMMAND, timeline))
    app.add_handler(CallbackQueryHandler(press_page, pattern=BriefPress.pattern("tim")))
    app.add_handler(CallbackQueryHandler(press_picture, pattern=BriefPress.pattern("pic")))


async def timeline(update: Update, context: Context) -> None:
    """The timeline of the topic behind the command, or ask for one."""
    seen = await visit(update, context)
    await timeline_topic(update, context, seen, argument(update))


async def complete(update: Update, context: Context, seen: Visit, command: str, text: str) -> bool:
    """The topic that was asked for; False for another command."""
    name, _, period = command.partition(" ")
    if name == COMMAND:
        await timeline_topic(update, context, seen, text, period)
    return name == COMMAND


async def timeline_topic(update: Update, context: Context, seen: Visit, wanted: str, period: str = "") -> None:
    """The newest events, as an answer to the message that asked; ``period`` was given with the command before."""
    services, message = context.services, update.effective_message
    asked = await services.briefs.asked(seen.reader, f"{wanted} {period}")
    if not asked.topic or message is None:
        await ask_for(update, context, seen, COMMAND, wanted)
        return
    if asked.picture:
        async with typing(context.bot, message.chat_id):
            await _send(context, seen, message, await services.briefs.timeline(seen.reader, asked), asked, LAST)
        return
    async with Underway(update, context, seen, message) as underway:
        made = await services.briefs.timeline(seen.reader, asked, underway.begin)
        page = timeline_sheet(seen.t, made, asked.topic, LAST)
    await underway.answer(page.text, _keyboard(seen, asked, page))


async def press_page(update: Update, context: Context) -> None:
    """Earlier or later events in the same message."""
    seen = await visit(update, context)
    press = BriefPress.parse((update.callback_query and update.callback_query.data) or "")
    asked = await asked_again(update, context, seen, press)
    made = await context.services.briefs.timeline(seen.reader, asked)
    page = timeline_sheet(seen.t, made, asked.topic, press.page)
    await edit(update, page.text, _keyboard(seen, asked, page))
    await answer(update)


async def press_picture(update: Update, context: Context) -> None:
    """The page as a picture, as an answer to the message that asked."""
    seen = await visit(update, context)
    press = BriefPress.parse((update.callback_query and update.callback_query.data) or "")
    asked = await asked_again(update, context, seen, press)
    made = await context.services.briefs.timeline(seen.reader, asked)
    await answer(update)
    if update.effective_message is not None:
        await _send(context, seen, update.effective_message, made, asked, press.page)


async def _send(context: Context, seen: Visit, to: Message, made: Chronicle, asked: Asked, page: int) -> None:
    picture = timeline_picture(seen.t, made, asked.topic, page)
    await send(to, await context.services.charts.draw(picture), picture, f"{COMMAND}.png")


def _keyboard(seen: Visit, asked: Asked, page: Sheet) -> InlineKeyboardMarkup:
    return timeline_keyboard(seen.t.plain, page.references, press_of("tim", asked, page.number), page.pages)
