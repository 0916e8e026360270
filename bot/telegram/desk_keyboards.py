"""The buttons of the admins: under an article, under the audit, and under the statistics."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.telegram.keyboards import Press

Say = Callable[..., str]

_NUMBER = "[0-9]{1,18}"

FIELDS = {"eti": "title", "eou": "outlet", "eda": "date", "ela": "language"}
"""Action of a button to the field that it edits."""

STATS = "sts"
SPANS = {1: "button.stats.day", 7: "button.stats.week", 30: "button.stats.month"}
"""Days of a period to what its button says."""


@dataclass(frozen=True, slots=True)
class DeskPress:
    """A button of an admin's: what to do, and the number of an article or of an entry of the audit.

    ``del`` deletes and ``und`` brings back; those of `FIELDS` edit; ``aol`` and ``ane`` show the entries before and
    after one; `STATS` shows those of so many days.
    """

    action: str
    number: int

    def data(self) -> str:
        """At most 64 bytes: ``action:number``."""
        return f"{self.action}:{self.number}"

    @staticmethod
    def pattern(actions: str) -> str:
        """A regular expression for the data of these actions, joined by ``|``."""
        return rf"^(?:{actions}):{_NUMBER}\Z"

    @staticmethod
    def parse(data: str) -> DeskPress:
        """The press that `data` wrote. Raises ValueError for anything else."""
        action, number = data.split(":")
        return DeskPress(action, int(number))


def desk_keyboard(say: Say, article: int, sentences: int) -> InlineKeyboardMarkup:
    """Edit each field, read, delete."""
    read = InlineKeyboardButton(say("button.read"), callback_data=Press("open", article, sentences).data())
    return InlineKeyboardMarkup(
        [
            [_button(say("button.title"), "eti", article), _button(say("button.outlet"), "eou", article)],
            [_button(say("button.date"), "eda", article), _button(say("button.language"), "ela", article)],
            [read, _button(say("button.delete"), "del", article)],
        ]
    )


def undo_keyboard(say: Say, article: int) -> InlineKeyboardMarkup:
    """Bring back what was deleted."""
    return InlineKeyboardMarkup([[_button(say("button.undo"), "und", article)]])


def audit_keyboard(say: Say, newer: int | None, older: int | None) -> InlineKeyboardMarkup | None:
    """To the entries after ``newer`` and before ``older``, where there are any."""
    row = [_button(say("button.newer"), "ane", newer)] if newer is not None else []
    row += [_button(say("button.older"), "aol", older)] if older is not None else []
    return InlineKeyboardMarkup([row]) if row else None


def stats_keyboard(say: Say, shown: int) -> InlineKeyboardMarkup:
    """The periods; the one that is shown has a mark."""
    names = {days: say(key) for days, key in SPANS.items()}
    row = [_button(f"• {name}" if days == shown else name, STATS, days) for days, name in names.items()]
    return InlineKeyboardMarkup([row])


def _button(text: str, action: str, number: int) -> InlineKeyboardButton:
    return InlineKeyboardButton(text, callback_data=DeskPress(action, number).data())
