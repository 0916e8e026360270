"""`/audit`: what was done and refused, for admins, a page at a time."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.handlers.admission import admitted
from bot.handlers.context import App, Context, Visit, visit
from bot.handlers.replies import answer, edit, reply
from bot.services.audit import Page
from bot.telegram.desk_keyboards import DeskPress, audit_keyboard
from bot.texts.deeds import deed
from bot.texts.html import Markup

PAGE = 15
"""Entries in one message: the longest ones fit."""

COMMAND = "/audit"
ACTION = "log.read"


def register(app: App) -> None:
    """The command, and the buttons to other pages."""
    app.add_handler(CommandHandler("audit", audit))
    app.add_handler(CallbackQueryHandler(turn, pattern=DeskPress.pattern("ane|aol")))


async def audit(update: Update, context: Context) -> None:
    """The newest entries."""
    seen = await visit(update, context)
    if not await admitted(update, context, seen, COMMAND, ACTION):
        return
    text, keyboard = _shown(seen, await context.services.audit.page(PAGE))
    await reply(update, text, keyboard=keyboard)


async def turn(update: Update, context: Context) -> None:
    """Newer or older entries in the same message."""
    seen = await visit(update, context)
    if not await admitted(update, context, seen, COMMAND, ACTION, note=False):
        return
    press = DeskPress.parse((update.callback_query and update.callback_query.data) or "")
    is_older = press.action == "aol"
    page = await context.services.audit.page(
        PAGE, before=press.number if is_older else None, after=None if is_older else press.number
    )
    if page.entries:
        text, keyboard = _shown(seen, page)
        await edit(update, text, keyboard)
    await answer(update, "" if page.entries else seen.t.plain("audit.none"))


def _shown(seen: Visit, page: Page) -> tuple[Markup, InlineKeyboardMarkup | None]:
    rows = [deed(seen.t, entry) for entry in page.entries]
    newer = page.entries[0].id if page.has_newer else None
    older = page.entries[-1].id if page.has_older else None
    return Markup("\n".join([seen.t("audit.head"), "", *rows])), audit_keyboard(seen.t.plain, newer, older)
