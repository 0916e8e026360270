"""`/privacy` says what is kept and why, `/forgetme` erases it."""

from __future__ import annotations

from telegram import Update
from telegram.ext import ApplicationHandlerStop, CallbackQueryHandler, CommandHandler

from bot.errors import PrivateOnly
from bot.handlers.context import App, Context, tongue
from bot.handlers.groups import speaker
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
    ways = t("privacy.ways" if _is_private(update) else "privacy.group")
    await reply(update, Markup("\n\n".join([kept, t("privacy.not_kept"), ways])))


async def forget_me(update: Update, context: Context) -> None:
    """Say what would be gone, and ask; in a group or a channel its administrators only. Raises PrivateOnly."""
    t = await tongue(update, context)
    if not await is_for_the_chat(update, context):
        raise PrivateOnly(command="/forgetme")
    question = t("forget.ask" if _is_private(update) else "forget.group.ask")
    await reply(update, question, keyboard=forget_keyboard(t.plain))


async def press(update: Update, context: Context) -> None:
    """Erase, or leave it; the question goes either way. In a group the door has asked whether the presser may."""
    query, chat = update.callback_query, update.effective_chat
    if query is None or chat is None:
        return
    t = await tongue(update, context)
    done = "forget.done" if _is_private(update) else "forget.group.done"
    note = ""
    if query.data == ERASE:
        known = await context.services.shelf.forgetting.forget(chat.id)
        note = t.plain("forget.done_short" if known else "forget.nothing")
    await edit(update, t(done if query.data == ERASE else "forget.kept"), None)
    await answer(update, note)
    raise ApplicationHandlerStop


async def is_for_the_chat(update: Update, context: Context) -> bool:
    """Whether the sender may dispose of what is kept of the chat: their own, or one that they administer."""
    message = update.effective_message
    if message is None or _is_private(update):
        return message is not None
    return await context.services.rights.administers(message.chat_id, speaker(message))


def _is_private(update: Update) -> bool:
    return update.effective_chat is not None and update.effective_chat.type == "private"
