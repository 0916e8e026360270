"""The buttons that choose a language; they carry its tag."""

from __future__ import annotations

import re
from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.telegram.keyboards import Say

ROW = 2
AS_TELEGRAM = "-"
"""In place of a tag: the language of the reader's Telegram."""

PATTERN = re.compile(r"^lng:(-|[a-z]{2,3}(?:_[A-Za-z]{2,4}){0,2})\Z")


def language_keyboard(
    say: Say, languages: Sequence[tuple[str, str]], now: str, *, chosen: bool
) -> InlineKeyboardMarkup:
    """A button a language, given as its tag and its own name, and one for Telegram's; what holds now is marked."""
    buttons = [_button(name, tag, marked=chosen and tag == now) for tag, name in languages]
    rows = [buttons[at : at + ROW] for at in range(0, len(buttons), ROW)]
    return InlineKeyboardMarkup([*rows, [_button(say("button.as_telegram"), AS_TELEGRAM, marked=not chosen)]])


def pressed(data: str) -> str:
    """The tag that a button carries, or `AS_TELEGRAM`. Raises ValueError for any other data."""
    found = PATTERN.match(data)
    if found is None:
        raise ValueError(data)
    return found[1]


def _button(text: str, tag: str, *, marked: bool) -> InlineKeyboardButton:
    return InlineKeyboardButton(f"✓ {text}" if marked else text, callback_data=f"lng:{tag}")
