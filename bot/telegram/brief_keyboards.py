"""The buttons under briefs: a number for each sentence, and pages. The topic stands in the message answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.telegram.keyboards import ROW, Say

_NUMBER = "[0-9]{1,9}"
_ARTICLE = "[0-9]{1,18}"

ANY_TIME = 0
"""In place of the first day of the period: there is none."""


@dataclass(frozen=True, slots=True)
class BriefPress:
    """A page, from 0, of a brief (``bri``) or a timeline (``tim``); ``since`` counts days as `date.toordinal`."""

    action: str
    page: int
    since: int
    sentences: int

    def data(self) -> str:
        """At most 64 bytes, as Telegram asks."""
        return f"{self.action}:{self.page}:{self.since}:{self.sentences}"

    @staticmethod
    def pattern(action: str) -> str:
        """A regular expression for the data of this action."""
        return rf"^{action}:{_NUMBER}:{_NUMBER}:{_NUMBER}\Z"

    @staticmethod
    def parse(data: str) -> BriefPress:
        """The press that `data` wrote. Raises ValueError for anything else."""
        action, page, since, sentences = data.split(":")
        return BriefPress(action, int(page), int(since), int(sentences))


@dataclass(frozen=True, slots=True)
class ReferencePress:
    """A numbered sentence: the article and the sentence's index there."""

    article: int
    index: int

    def data(self) -> str:
        """At most 64 bytes, as Telegram asks."""
        return f"cit:{self.article}:{self.index}"

    @staticmethod
    def pattern() -> str:
        """A regular expression for its data."""
        return rf"^cit:{_ARTICLE}:{_NUMBER}\Z"

    @staticmethod
    def parse(data: str) -> ReferencePress:
        """The press that `data` wrote. Raises ValueError for anything else."""
        _, article, index = data.split(":")
        return ReferencePress(int(article), int(index))


def numbers(references: Sequence[tuple[int, int, int]]) -> list[list[InlineKeyboardButton]]:
    """A button for each number, five in a row; it opens the sentence in its place."""
    found = [
        InlineKeyboardButton(str(place), callback_data=ReferencePress(article, index).data())
        for place, article, index in references
    ]
    return [found[at : at + ROW] for at in range(0, len(found), ROW)]


def brief_keyboard(
    say: Say, references: Sequence[tuple[int, int, int]], shown: BriefPress, pages: int
) -> InlineKeyboardMarkup:
    """The numbers, and the ways to the pages before and after the one that is ``shown``."""
    return InlineKeyboardMarkup([*numbers(references), *turns(say, shown, pages, "button.page_back", "button.page_on")])


def turns(say: Say, shown: BriefPress, pages: int, back: str, on: str) -> list[list[InlineKeyboardButton]]:
    """A row with the ways to other pages, worded by two keys; none where there is one page."""
    steps = [(back, -1)] if shown.page else []
    steps += [(on, 1)] if shown.page + 1 < pages else []
    row = [
        InlineKeyboardButton(
            say(key), callback_data=BriefPress(shown.action, shown.page + step, shown.since, shown.sentences).data()
        )
        for key, step in steps
    ]
    return [row] if row else []
