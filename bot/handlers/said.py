"""`/said`: who said what, each quotation with a reference that opens it in its place."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, Message, Update
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.errors import TextGone
from bot.handlers.asking import ask
from bot.handlers.context import App, Context, Visit, argument, visit
from bot.handlers.indicator import typing
from bot.handlers.replies import answer, edit, reply, text_of
from bot.services.said.asked import Asked
from bot.services.said.model import Heard
from bot.services.said.service import ANYBODY
from bot.services.said.showing import said_sheet, which
from bot.telegram.said_keyboards import SaidPress, choices_keyboard, said_keyboard
from bot.texts.html import Markup

COMMAND = "said"


def register(app: App) -> None:
    """The command, and the buttons of its pages and choices."""
    app.add_handler(CommandHandler(COMMAND, said))
    app.add_handler(CallbackQueryHandler(press, pattern=SaidPress.pattern()))


async def said(update: Update, context: Context) -> None:
    """The quotations of whom the words behind the command name, or ask for somebody."""
    seen = await visit(update, context)
    await said_by(update, context, seen, argument(update))


async def complete(update: Update, context: Context, seen: Visit, command: str, text: str) -> bool:
    """The name that was asked for; False for another command."""
    if command == COMMAND:
        await said_by(update, context, seen, text)
    return command == COMMAND


async def said_by(update: Update, context: Context, seen: Visit, wanted: str) -> None:
    """The first page, as an answer to the message that asked: the next pages read the question there."""
    asked, message = context.services.said.asked(wanted), update.effective_message
    if not asked.who or message is None:
        await ask(update, context, seen, COMMAND, seen.t("said.ask"), seen.t.plain("said.placeholder"))
        return
    async with typing(context.bot, message.chat_id):
        found = await context.services.said.of(asked, reader_id=seen.reader.id)
    text, keyboard = _shown(seen, asked, found, SaidPress(0, ANYBODY))
    await reply(update, text, keyboard=keyboard, to=message.message_id)


async def press(update: Update, context: Context) -> None:
    """Another page, or one of whom the words may mean, in the same message."""
    seen = await visit(update, context)
    query = update.callback_query
    pressed = SaidPress.parse((query and query.data) or "")
    message = query.message if query else None
    words = text_of(message.reply_to_message) if isinstance(message, Message) else ""
    asked = context.services.said.asked(words)
    if not asked.who:
        raise TextGone
    found = await context.services.said.of(asked, pressed.choice, seen.reader.id)
    text, keyboard = _shown(seen, asked, found, pressed)
    await edit(update, text, keyboard)
    await answer(update)


def _shown(seen: Visit, asked: Asked, found: Heard, pressed: SaidPress) -> tuple[Markup, InlineKeyboardMarkup]:
    if found.choices:
        return which(seen.t, asked, found), choices_keyboard([one.code for one in found.choices])
    page = said_sheet(seen.t, asked, found, pressed.page)
    shown = SaidPress(page.number, pressed.choice)
    return page.text, said_keyboard(seen.t.plain, page.references, shown, page.pages)
