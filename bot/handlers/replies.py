"""Answers: one way to send, to edit, and to answer a button."""

from __future__ import annotations

from collections.abc import Awaitable

from telegram import ForceReply, InlineKeyboardMarkup, Message, ReplyParameters, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.telegram.previews import NO_PREVIEW
from bot.telegram.rows import laid_out
from bot.texts.html import Markup, cut

WINDOW = 200
"""Most characters that Telegram shows over a pressed button."""

LONG_TEXT = 280
"""Characters from which a message without a command is a text to summarise, not a remark."""


async def reply(
    update: Update,
    text: Markup,
    *,
    keyboard: InlineKeyboardMarkup | ForceReply | None = None,
    to: int | None = None,
) -> Message | None:
    """Send a message to the update's chat, as an answer to message ``to`` if given (and still there); gives it."""
    message = update.effective_message
    if message is None:
        return None
    return await message.get_bot().send_message(
        message.chat_id,
        text,
        parse_mode=ParseMode.HTML,
        reply_markup=laid_out(keyboard),
        link_preview_options=NO_PREVIEW,
        reply_parameters=ReplyParameters(to, allow_sending_without_reply=True) if to else None,
        message_thread_id=message.message_thread_id if message.is_topic_message else None,
    )


async def edit(update: Update, text: Markup, keyboard: InlineKeyboardMarkup | None) -> None:
    """Put the text in place of the pressed button's message; the same text again is no error.

    A message that can be edited no more gets the text as an answer.
    """
    query = update.callback_query
    if query is None or query.message is None:
        return
    change = query.edit_message_text(
        text, parse_mode=ParseMode.HTML, reply_markup=laid_out(keyboard), link_preview_options=NO_PREVIEW
    )
    if not await edited(change):
        await reply(update, text, keyboard=keyboard)


async def edited(change: Awaitable[object]) -> bool:
    """Whether the message stands there as the call would have it; False where it can be edited no more, or is gone."""
    try:
        await change
    except BadRequest as error:
        said = error.message.lower()
        if "can't be edited" in said or "to edit not found" in said:
            return False
        if "not modified" not in said:
            raise
    return True


async def keyboard(update: Update, markup: InlineKeyboardMarkup) -> None:
    """Put other buttons under the pressed button's message; the same again, or none to put them under, is no error."""
    if update.callback_query is None:
        return
    await edited(update.callback_query.edit_message_reply_markup(laid_out(markup)))


async def answer(update: Update, text: str = "", *, alert: bool = False) -> None:
    """Answer the button's press, so that it stops waiting. A press too old to be answered is let go."""
    if update.callback_query is None:
        return
    try:
        await update.callback_query.answer(cut(text, WINDOW) or None, show_alert=alert)
    except BadRequest as error:
        if "query is too old" not in error.message.lower():
            raise


def text_of(message: Message | None) -> str:
    """The text or caption of a message, without a leading command."""
    text = ((message.text or message.caption) if message else None) or ""
    if text.startswith("/"):
        parts = text.split(None, 1)
        return parts[1].strip() if len(parts) > 1 else ""
    return text.strip()
