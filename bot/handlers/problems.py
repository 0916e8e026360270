"""What a person is told when something goes wrong."""

from __future__ import annotations

import logging
import secrets

from telegram import Update
from telegram.error import Forbidden, TelegramError
from telegram.ext import ApplicationHandlerStop

from bot.errors import CommuniqueError
from bot.handlers.context import App, Context
from bot.handlers.replies import answer, reply
from bot.texts.catalogue import translator

_LOG = logging.getLogger(__name__)


def register(app: App) -> None:
    """The one error handler."""
    app.add_error_handler(report)


async def report(update: object, context: Context) -> None:
    """Tell the person what was wrong; log what was not theirs, under a reference that the message names.

    No other handler sees the update after that: one mistake gets one answer.
    """
    error = context.error
    if not isinstance(update, Update) or update.effective_chat is None or isinstance(error, Forbidden):
        _LOG.warning("update not handled: %s: %s", type(error).__name__, error)
        return
    language = (update.effective_user.language_code if update.effective_user else None) or "en"
    t = translator(language)
    if isinstance(error, CommuniqueError):
        text, short = t(error.key, **error.values), t.plain(error.key, **error.values)
    else:
        reference = secrets.token_hex(4)
        _LOG.error("update failed, reference %s", reference, exc_info=error)
        text, short = t("error.unexpected", reference=reference), t.plain("error.unexpected", reference=reference)
    try:
        if update.callback_query is not None:
            await answer(update, short, alert=True)
        else:
            await reply(update, text)
    except TelegramError as failure:
        _LOG.warning("the answer could not be sent: %s", type(failure).__name__)
    raise ApplicationHandlerStop
