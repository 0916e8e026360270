"""The buttons under quotations: a number for each, pages, and whom the words may mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.telegram.brief_keyboards import numbers
from bot.telegram.keyboards import ROW, Say

_NUMBER = "[0-9]{1,9}"
_CODE = "[0-9]{1,10}"


@dataclass(frozen=True, slots=True)
class SaidPress:
    """A page, from 0, of the quotations of whom ``choice`` is the code; 0 where the words mean one alone.

    The words stand in the message that was answered.
    """

    page: int
    choice: int

    def data(self) -> str:
        """At most 64 bytes, as Telegram asks."""
        return f"sai:{self.page}:{self.choice}"

    @staticmethod
    def pattern() -> str:
        """A regular expression for its data."""
        return rf"^sai:{_NUMBER}:{_CODE}\Z"

    @staticmethod
    def parse(data: str) -> SaidPress:
        """The press that `data` wrote. Raises ValueError for anything else."""
        _, page, choice = data.split(":")
        return SaidPress(int(page), int(choice))


def said_keyboard(
    say: Say, references: Sequence[tuple[int, int, int]], shown: SaidPress, pages: int
) -> InlineKeyboardMarkup:
    """The numbers, and the ways to the pages before and after the one that is ``shown``."""
    steps = [("button.page_back", -1)] if shown.page else []
    steps += [("button.page_on", 1)] if shown.page + 1 < pages else []
    row = [
        InlineKeyboardButton(say(key), callback_data=SaidPress(shown.page + step, shown.choice).data())
        for key, step in steps
    ]
    return InlineKeyboardMarkup([*numbers(references), *([row] if row else [])])


def choices_keyboard(codes: Sequence[int]) -> InlineKeyboardMarkup:
    """A number for each of whom the words may mean."""
    row = [
        InlineKeyboardButton(str(place), callback_data=SaidPress(0, code).data()) for place, code in enumerate(codes, 1)
    ]
    return InlineKeyboardMarkup([row[at : at + ROW] for at in range(0, len(row), ROW)])
