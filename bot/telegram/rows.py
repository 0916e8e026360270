"""Rows of buttons in the direction in which their language is read: clients lay them out from left to right always."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TypeVar

from telegram import ForceReply, InlineKeyboardButton, InlineKeyboardMarkup

ARROWS = ("‹", "›")
"""What buttons point with; Unicode turns these round among letters that are read from right to left."""

Markup = TypeVar("Markup", bound=InlineKeyboardMarkup | ForceReply | None)


def laid_out(keyboard: Markup) -> Markup:
    """The keyboard, with rows that point somewhere the other way round where they are read from right to left."""
    if not isinstance(keyboard, InlineKeyboardMarkup):
        return keyboard
    rows = [row[::-1] if _is_turned(row) else row for row in keyboard.inline_keyboard]
    return InlineKeyboardMarkup(rows)  # type: ignore[return-value]


def _is_turned(row: Sequence[InlineKeyboardButton]) -> bool:
    texts = [button.text for button in row]
    if len(texts) == 1 or not any(arrow in text for text in texts for arrow in ARROWS):
        return False
    return _first_direction("".join(texts)) in ("R", "AL")


def _first_direction(text: str) -> str:
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L")
