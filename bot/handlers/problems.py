"""What a person is told when something goes wrong."""

from __future__ import annotations

import logging
import secrets

from telegram import Update
from telegram.constants import ChatType
from telegram.error import Forbidden, TelegramError
from telegram.ext import ApplicationHandlerStop

from bot.errors import CommuniqueError
from bot.handlers.context import App, Context, tongue
from bot.handlers.replies import answer, reply
from bot.services.alarms import UNEXPECTED
from bot.services.notices import Notice
from bot.texts.problems import plainly, told
from storage.errors import StorageError

_LOG = logging.getLogger(__name__)


def register(app: App) -> None:
    """The one error handler."""
    app.add_error_handler(report)


async def report(update: object, context: Context) -> None:
    """Tell the person what was wrong; log what was not theirs, under a reference that the message names.

    No other handler sees the update after that: one mistake gets one answer.
    """
    error = context.error
    answerable = isinstance(update, Update) and (update.effective_chat or update.callback_query)
    if not isinstance(update, Update) or not answerable or isinstance(error, Forbidden):
        _LOG.warning("update not handled: %s: %s", type(error).__name__, error)
        return
    if _is_talk(update):
        _LOG.warning("a remark in a group was not handled: %s: %s", type(error).__name__, error)
        raise ApplicationHandlerStop
    t = await tongue(update, context)
    if isinstance(error, StorageError):
        _LOG.error("the database failed: %s", error)
        context.services.office.alarms.fail(error)
        text, short = t("error.storage"), t.plain("error.storage")
    elif isinstance(error, CommuniqueError):
        text, short = told(t, error), plainly(t, error)
    else:
        reference = secrets.token_hex(4)
        _LOG.error("update failed, reference %s", reference, exc_info=error)
        what = {"kind": type(error).__name__, "reference": reference}
        context.services.office.alarms.note(UNEXPECTED, Notice("alarm.unexpected", what))
        text, short = t("error.unexpected", reference=reference), t.plain("error.unexpected", reference=reference)
    try:
        if update.callback_query is not None:
            await answer(update, short, alert=True)
        else:
            await reply(update, text)
    except TelegramError as failure:
        _LOG.warning("the answer could not be sent: %s", type(failure).__name__)
    raise ApplicationHandlerStop


def _is_talk(update: Update) -> bool:
    """Whether it is what members of a group say to each other: nobody there waits for an answer."""
    message, chat = update.effective_message, update.effective_chat
    if message is None or chat is None or chat.type == ChatType.PRIVATE or update.callback_query is not None:
        return False
    said = message.text or message.caption or ""
    return not said.startswith("/") and message.reply_to_message is None and message.document is None
