"""The buttons under what is said of topics."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.telegram.keyboards import Press

Say = Callable[..., str]

_NUMBER = "[0-9]{1,18}"


@dataclass(frozen=True, slots=True)
class TopicPress:
    """A button about a topic: what to do, its number, and a page of the list or a place among names, from 0.

    ``unf`` ends, ``pau`` and ``wak`` pause and resume, ``edi`` asks for another wording, ``top`` turns the page;
    ``nar``, ``wid`` and ``mea`` put a narrower, a wider or an otherwise spelled topic in its place.
    """

    action: str
    topic: int
    page: int

    def data(self) -> str:
        """At most 64 bytes: ``action:topic:page``."""
        return f"{self.action}:{self.topic}:{self.page}"

    @staticmethod
    def pattern(actions: str) -> str:
        """A regular expression for the data of these actions, joined by ``|``."""
        return rf"^(?:{actions}):{_NUMBER}:{_NUMBER}\Z"

    @staticmethod
    def parse(data: str) -> TopicPress:
        """The press that `data` wrote. Raises ValueError for anything else."""
        action, topic, page = data.split(":")
        return TopicPress(action, int(topic), int(page))


def topics_keyboard(say: Say, topics: Sequence[tuple[int, int, bool]], page: int, pages: int) -> InlineKeyboardMarkup:
    """Pause or resume, edit and remove for each topic by its number in the list; below them the ways to other pages."""

    def button(key: str, action: str, number: int, topic: int) -> InlineKeyboardButton:
        return InlineKeyboardButton(say(key, number=number), callback_data=TopicPress(action, topic, page).data())

    rows = [
        [
            button("button.resume", "wak", number, topic) if paused else button("button.pause", "pau", number, topic),
            button("button.edit", "edi", number, topic),
            button("button.remove", "unf", number, topic),
        ]
        for number, topic, paused in topics
    ]
    turns = [_turn(say("button.earlier"), page - 1)] if page else []
    turns += [_turn(say("button.later"), page + 1)] if page + 1 < pages else []
    return InlineKeyboardMarkup([*rows, turns] if turns else rows)


def followed_keyboard(
    say: Say, topic: int, narrower: str | None, wider: str | None, names: Sequence[str]
) -> InlineKeyboardMarkup | None:
    """Other topics in place of the one that was just followed; None if there are none."""

    def row(text: str, action: str, place: int = 0) -> list[InlineKeyboardButton]:
        return [InlineKeyboardButton(text, callback_data=TopicPress(action, topic, place).data())]

    rows = [row(say("button.meant", name=name), "mea", place) for place, name in enumerate(names)]
    rows += [row(say("button.narrower", meaning=narrower), "nar")] if narrower else []
    rows += [row(say("button.wider", meaning=wider), "wid")] if wider else []
    return InlineKeyboardMarkup(rows) if rows else None


def suggestions_keyboard(labels: Sequence[str], article: int) -> InlineKeyboardMarkup:
    """One button for each topic that an article suggests."""
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(label, callback_data=Press("sug", article, place).data())]
            for place, label in enumerate(labels)
        ]
    )


def found_keyboard(say: Say, numbers: Sequence[int], sentences: int, older: int | None) -> InlineKeyboardMarkup:
    """One button an article by its number, and one for those below the number ``older``, if there may be any.

    The question stands in the message answered.
    """
    buttons = [
        InlineKeyboardButton(str(number), callback_data=Press("open", number, sentences).data()) for number in numbers
    ]
    rows = [buttons[at : at + 5] for at in range(0, len(buttons), 5)]
    if older is not None:
        data = TopicPress("old", older, 0).data()
        rows.append([InlineKeyboardButton(say("button.later"), callback_data=data)])
    return InlineKeyboardMarkup(rows)


def _turn(text: str, page: int) -> InlineKeyboardButton:
    return InlineKeyboardButton(text, callback_data=TopicPress("top", 0, page).data())
