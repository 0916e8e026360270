"""Keyboards as the Bot API reads them, for messages of which very many are sent."""

from __future__ import annotations

from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.telegram.rows import laid_out

Button = dict[str, Any]
Rows = list[list[Button]]


def written(keyboard: InlineKeyboardMarkup) -> Rows:
    """The rows, laid out. The library's ``to_dict`` looks at each of the seventeen things that a button may have."""
    return [[_button(one) for one in row] for row in laid_out(keyboard).inline_keyboard]


def _button(button: InlineKeyboardButton) -> Button:
    if isinstance(button.callback_data, str):
        return {"text": button.text, "callback_data": button.callback_data}
    return button.to_dict()
