"""The buttons of the tour: on, out of it, and what each step offers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.telegram.keyboards import Say

STEP, FOLLOW, WHEN = "tou", "tof", "tod"
"""Show a step, `END` for none; follow a topic; choose one of the schedules by its number."""

END = 0
ROW = 2

_PRESS = re.compile(rf"({STEP}|{FOLLOW}|{WHEN}):([A-Za-z0-9:_-]{{1,50}})")


@dataclass(frozen=True, slots=True)
class TourPress:
    """A button of the tour: what to do, and with what."""

    action: str
    value: str

    def data(self) -> str:
        """At most 64 bytes: ``action:value``."""
        return f"{self.action}:{self.value}"

    @staticmethod
    def pattern() -> str:
        """A regular expression for the data of all buttons of the tour."""
        return rf"^{_PRESS.pattern}\Z"

    @staticmethod
    def parse(data: str) -> TourPress:
        """The press that `data` wrote. Raises ValueError for anything else."""
        found = _PRESS.fullmatch(data)
        if found is None:
            raise ValueError(data)
        return TourPress(found[1], found[2])


def tour_keyboard(
    say: Say, step: int, steps: int, choices: Sequence[tuple[str, str, str, bool]] = ()
) -> InlineKeyboardMarkup:
    """The choices of a step, each as its text, action, value, and whether it holds; then Next and Skip."""
    buttons = [_button(f"✓ {text}" if holds else text, action, value) for text, action, value, holds in choices]
    rows = [buttons[at : at + ROW] for at in range(0, len(buttons), ROW)]
    on = _button(say("button.next"), STEP, str(step + 1)) if step < steps else None
    out = _button(say("button.skip" if step < steps else "button.done"), STEP, str(END))
    return InlineKeyboardMarkup([*rows, [on, out] if on else [out]])


def guide_keyboard(say: Say) -> InlineKeyboardMarkup:
    """The way into the tour."""
    return InlineKeyboardMarkup([[_button(say("button.tour"), STEP, "1")]])


def _button(text: str, action: str, value: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text, callback_data=TourPress(action, value).data())
