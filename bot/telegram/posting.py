"""Sending a text of which nothing is wanted but the number of its message."""

from __future__ import annotations

from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.ext import ExtBot

from bot.telegram.limiter import DIGEST
from bot.telegram.rows import laid_out


async def post(
    bot: ExtBot[str],
    chat_id: int,
    text: str,
    *,
    mode: ParseMode | None = None,
    keyboard: InlineKeyboardMarkup | None = None,
    preview: LinkPreviewOptions | None = None,
    thread: int | None = None,
    paid: bool = False,
) -> int:
    """Sends a digest in its turn; gives the message's number. Raises what ``send_message`` raises.

    The library would read the answer into a Message of a hundred fields, which takes as long as all else together.
    """
    data: dict[str, Any] = {
        "chat_id": chat_id,
        "text": text,
        "parse_mode": mode,
        "reply_markup": _written(laid_out(keyboard)) if keyboard is not None else None,
        "link_preview_options": preview,
        "message_thread_id": thread,
        "allow_paid_broadcast": paid or None,
    }
    api_kwargs = bot._merge_api_rl_kwargs(None, DIGEST)
    return int((await bot._post("sendMessage", data, api_kwargs=api_kwargs))["message_id"])


def _written(keyboard: InlineKeyboardMarkup) -> dict[str, Any]:
    """As ``to_dict`` gives it, which looks at each of the seventeen things that a button may have and has not."""
    return {"inline_keyboard": [[_button(one) for one in row] for row in keyboard.inline_keyboard]}


def _button(button: InlineKeyboardButton) -> dict[str, Any]:
    if isinstance(button.callback_data, str):
        return {"text": button.text, "callback_data": button.callback_data}
    return button.to_dict()
