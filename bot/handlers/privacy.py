"""`/privacy` says what is kept and why, `/forgetme` erases it."""

from __future__ import annotations

from telegram import Update
from telegram.ext import ApplicationHandlerStop, CallbackQueryHandler, CommandHandler

from bot.errors import PrivateOnly
from bot.handlers.context import App, Context, tongue
from bot.handlers.replies import answer, edit, reply
from bot.telegram.shelf_keyboards import ERASE, KEEP, forget_keyboard
from bot.texts.html import Markup

BEFORE_ALL = -2
"""Before whoever writes down that a chat was heard of: pressed twice, the button would leave a trace of the second."""


def register(app: App) -> None:
    """Commands, and the buttons of the question; none of them writes down who asks."""
    app.add_handler(CommandHandler("privacy", privacy))
    app.add_handler(CommandHandler("forgetme", forget_me))
    app.add_handler(CallbackQueryHandler(press, pattern=rf"^(?:{ERASE}|{KEEP})\Z"), group=BEFORE_ALL)


async def privacy(update: Update, context: Context) -> None:
    """What is kept, why and for how long."""
    t = await tongue(update, context)
    limits = context.services.shelf.forgetting.limits
    lasts = [
        t.plural("privacy.deliveries", limits.deliveries) if limits.deliveries else t("privacy.deliveries.ever"),
        t.plural("privacy.audit", limits.audit) if limits.audit else t("privacy.audit.ever"),
        t.plural("privacy.left", limits.readers) if limits.readers else t("privacy.left.ever"),
    ]
    kept = Markup("\n".join([t("privacy.kept"), *lasts]))
    await reply(update, Markup("\n\n".join([kept, t("privacy.not_kept"), t("privacy.ways")])))


async def forget_me(update: Update, context: Context) -> None:
    """Say what would be gone, and ask."""
    t = await tongue(update, context)
    if not _is_private(update):
        raise PrivateOnly(command="/forgetme")
    await reply(update, t("forget.ask"), keyboard=forget_keyboard(t.plain))


async def press(update: Update, context: Context) -> None:
    """Erase, or leave it; the question goes either way."""
    query, chat = update.callback_query, update.effective_chat
    if query is None or chat is None:
        return
    t = await tongue(update, context)
    if not _is_private(update):
        raise PrivateOnly(command="/forgetme")
    note = ""
    if query.data == ERASE:
        known = await context.services.shelf.forgetting.forget(chat.id)
        note = t.plain("forget.done_short" if known else "forget.nothing")
    await edit(update, t("forget.done" if query.data == ERASE else "forget.kept"), None)
    await answer(update, note)
    raise ApplicationHandlerStop


def _is_private(update: Update) -> bool:
    return update.effective_chat is not None and update.effective_chat.type == "private"
