"""The quota of commands: who asks too much is told so once, and not answered until there is room again."""

from __future__ import annotations

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop, TypeHandler

from bot.handlers.context import App, Context, tongue
from bot.handlers.groups import DOOR, command_of, speaker
from bot.handlers.replies import answer, reply
from bot.services.quotas import Verdict

BEHIND = DOOR + 1
"""Behind the door of groups: what is not for the bot costs nobody anything."""


def register(app: App) -> None:
    """Looks at everything that will be answered."""
    app.add_handler(TypeHandler(Update, count), group=BEHIND)


async def count(update: Update, context: Context) -> None:
    """Count it, or stop it. In a group each member has a quota of their own."""
    who = _asker(update)
    if who is None:
        return
    quotas = context.services.office.quotas
    verdict = await quotas.command(who)
    if verdict is Verdict.PASS:
        return
    if verdict is Verdict.TELL:
        t = await tongue(update, context)
        if update.callback_query is not None:
            await answer(update, t.plain("quota.commands", limit=quotas.a_minute), alert=True)
        else:
            await reply(update, t("quota.commands", limit=quotas.a_minute))
    raise ApplicationHandlerStop


def _asker(update: Update) -> int | None:
    """Who is to be answered; None where nobody is, or nothing is asked."""
    if update.callback_query is not None:
        return update.callback_query.from_user.id
    message = update.message
    if message is None:
        return None
    is_private = message.chat.type == ChatType.PRIVATE
    # The files of an album and the parts of a long text are one thing to their sender.
    is_word = command_of(message) is not None or (is_private and bool(message.text) and len(message.text or "") < 1000)
    return (speaker(message) or None) if is_word else None
