"""The buttons under what is said of schedules and settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

Say = Callable[..., str]

GENERAL = 0
"""Stands for "all topics" where a topic's number would be."""

CAPS = (3, 5, 10, 20)
DAYS_OFF = (1, 7, 14, 30)
ROW = 3

SETTINGS = "sett"
"""The button to the first page of the settings."""

_NUMBER = "[0-9]{1,18}"


class Page(IntEnum):
    """What the buttons under the message are for; its text is the same on all pages but the first, the settings."""

    HOME = 0
    HOURS = 1
    DAYS = 2
    QUIET = 3
    CAP = 4
    PAUSE = 5


class Asks(IntEnum):
    """What a button asks for, to be answered with a message."""

    HOURS = 0
    QUIET = 1
    CAP = 2
    PAUSE = 3
    ZONE = 4


@dataclass(frozen=True, slots=True)
class SchedulePress:
    """A button about a schedule: what to do, one of the choices by its number, and the topic or `GENERAL`.

    ``dpag`` shows a page; ``dkin`` and ``dday`` set how often and on which day, ``dqui`` the quiet hours, ``dcap`` the
    cap, ``dpau`` a pause of so many days; ``dask`` asks for something.
    """

    action: str
    choice: int
    topic: int

    def data(self) -> str:
        """At most 64 bytes: ``action:choice:topic``."""
        return f"{self.action}:{self.choice}:{self.topic}"

    @staticmethod
    def pattern(actions: str) -> str:
        """A regular expression for the data of these actions, joined by ``|``."""
        return rf"^(?:{actions}):{_NUMBER}:{_NUMBER}\Z"

    @staticmethod
    def parse(data: str) -> SchedulePress:
        """The press that `data` wrote. Raises ValueError for anything else."""
        action, choice, topic = data.split(":")
        return SchedulePress(action, int(choice), int(topic))


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: its text, and what it does; ``chosen`` if that holds already."""

    text: str
    action: str
    choice: int
    chosen: bool = False


def keyboard(choices: Sequence[Sequence[Choice]], topic: int) -> InlineKeyboardMarkup:
    """Rows of choices; what holds already is marked."""
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(
                    f"✓ {one.text}" if one.chosen else one.text,
                    callback_data=SchedulePress(one.action, one.choice, topic).data(),
                )
                for one in row
            ]
            for row in choices
            if row
        ]
    )


def back(say: Say, page: Page | None = None) -> list[Choice]:
    """The way to another page, or to the settings."""
    return [_page(say, "button.back", page) if page is not None else Choice(say("button.back"), SETTINGS, 0)]


def caps(say: Say, most: int, *, usual: bool) -> list[list[Choice]]:
    """Alerts an hour at most, another number, any number; 0 stands for the last."""
    numbers = [Choice(str(number), "dcap", number, chosen=number == most and not usual) for number in CAPS]
    every = Choice(say("button.every"), "dcap", 0, chosen=most == 0 and not usual)
    return [numbers, [every, Choice(say("button.other"), "dask", Asks.CAP)], back(say)]


def pauses(say: Say, days: Callable[[int], str], *, paused: bool) -> list[list[Choice]]:
    """Pauses of so many days, until another day, and the end of one."""
    rows = [Choice(days(number), "dpau", number) for number in DAYS_OFF]
    end = [Choice(say("button.go_on"), "dpau", 0)] if paused else []
    return [rows[:2], rows[2:], [Choice(say("button.other_day"), "dask", Asks.PAUSE), *end], back(say)]


def _page(say: Say, key: str, page: Page) -> Choice:
    return Choice(say(key), "dpag", page)
