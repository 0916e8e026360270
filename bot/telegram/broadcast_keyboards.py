"""The buttons of a broadcast: send it or not, and stop it."""

from __future__ import annotations

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.telegram.desk_keyboards import DeskPress
from bot.telegram.keyboards import Say

CONFIRM, DROP, STOP = "bcy", "bcn", "bcs"


def confirm_keyboard(say: Say, number: int) -> InlineKeyboardMarkup:
    """Send it, or forget it."""
    return InlineKeyboardMarkup(
        [[_button(say("button.send_all"), CONFIRM, number), _button(say("button.send_none"), DROP, number)]]
    )


def stop_keyboard(say: Say, number: int) -> InlineKeyboardMarkup:
    """Stop it."""
    return InlineKeyboardMarkup([[_button(say("button.stop_sending"), STOP, number)]])


def _button(text: str, action: str, number: int) -> InlineKeyboardButton:
    return InlineKeyboardButton(text, callback_data=DeskPress(action, number).data())
