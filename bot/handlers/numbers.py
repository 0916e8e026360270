"""The number of an article in what a person wrote, or in the buttons of the card that they answer."""

from __future__ import annotations

import re

from telegram import Update

from bot.errors import BadNumber
from bot.handlers.context import Context
from bot.services.words import western
from bot.telegram.keyboards import OWN, article_of

_LEADING = re.compile(r"[#№]?\s*([0-9]{1,18})(?:\s+|$)")


def leading_number(text: str) -> tuple[int, str]:
    """The number that a text begins with, and what stands behind it. Raises BadNumber."""
    found = _LEADING.match(western(text))
    if found is None:
        raise BadNumber(given=" ".join(text.split())[:40])
    return int(found[1]), text[found.end() :].strip()


def replied_article(update: Update, context: Context) -> int | None:
    """The article of a card of ours that the message answers; None for other messages."""
    replied = update.effective_message.reply_to_message if update.effective_message else None
    if replied is None or replied.from_user is None or replied.from_user.id != context.bot.id:
        return None
    article = article_of(replied.reply_markup)
    return article if article != OWN else None
