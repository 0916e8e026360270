"""The buttons under timelines: a number for each event, earlier and later ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.telegram.brief_keyboards import BriefPress, numbers, turns
from bot.telegram.keyboards import Say


def timeline_keyboard(
    say: Say, references: Sequence[tuple[int, int, int]], shown: BriefPress, pages: int
) -> InlineKeyboardMarkup:
    """The numbers, the ways to what came before and after, and a picture of the page."""
    picture = InlineKeyboardButton(say("button.picture"), callback_data=replace(shown, action="pic").data())
    steps = turns(say, shown, pages, "button.before", "button.after")
    return InlineKeyboardMarkup([*numbers(references), *steps, [picture]])
