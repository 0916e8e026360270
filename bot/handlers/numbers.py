"""The number of an article in what a person wrote, or in the buttons of the card that they answer."""

from __future__ import annotations

import re

from telegram import InlineKeyboardMarkup, Message, Update

from bot.errors import BadNumber, BrokenLink
from bot.handlers.context import Context
from bot.services.links import Kind
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
    article = card_of(replied, context) if replied is not None else None
    return article if article != OWN else None


def card_of(message: Message, context: Context) -> int | None:
    """The article of a card of ours, sent inline too; OWN for one of a text, None for other messages."""
    if message.via_bot is not None and message.via_bot.id == context.bot.id:
        return _linked(message.reply_markup, context)
    is_ours = message.from_user is not None and message.from_user.id == context.bot.id
    return article_of(message.reply_markup) if is_ours else None


def _linked(keyboard: InlineKeyboardMarkup | None, context: Context) -> int | None:
    """The article to which a button under the card leads."""
    for row in keyboard.inline_keyboard if keyboard else ():
        for button in row:
            _, mark, payload = (button.url or "").rpartition("?start=")
            try:
                link = context.services.shelf.links.read(payload)
            except BrokenLink:
                continue
            if mark and link.kind is Kind.ARTICLE:
                return link.number
    return None
