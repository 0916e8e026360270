"""The buttons under timelines: a number for each event, earlier and later ones."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardMarkup

from bot.telegram.brief_keyboards import BriefPress, numbers, turns
from bot.telegram.keyboards import Say


def timeline_keyboard(
    say: Say, references: Sequence[tuple[int, int, int]], shown: BriefPress, pages: int
) -> InlineKeyboardMarkup:
    """The numbers, and the ways to what came before and after."""
    return InlineKeyboardMarkup([*numbers(references), *turns(say, shown, pages, "button.before", "button.after")])
