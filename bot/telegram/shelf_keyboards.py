"""The buttons of the reader's shelf: saved articles, links that are shared, and the question before all is erased."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.telegram.keyboards import ROW, Press, Say

_NUMBER = "[0-9]{1,18}"

ERASE, KEEP = "fgt:yes", "fgt:no"
"""What the buttons of `forget_keyboard` carry."""


@dataclass(frozen=True, slots=True)
class SavedPress:
    """A button of the list of saved articles: ``svp`` turns to a page, ``svr`` removes an article from that page."""

    action: str
    article: int
    page: int

    def data(self) -> str:
        """At most 64 bytes: ``action:article:page``."""
        return f"{self.action}:{self.article}:{self.page}"

    @staticmethod
    def pattern(actions: str) -> str:
        """A regular expression for the data of these actions, joined by ``|``."""
        return rf"^(?:{actions}):{_NUMBER}:{_NUMBER}\Z"

    @staticmethod
    def parse(data: str) -> SavedPress:
        """The press that `data` wrote. Raises ValueError for anything else."""
        action, article, page = data.split(":")
        return SavedPress(action, int(article), int(page))


def saved_keyboard(
    say: Say, items: Sequence[tuple[int, bool]], sentences: int, page: int, pages: int
) -> InlineKeyboardMarkup:
    """Read and remove for each article, the first only where it is still there; below them the ways to other pages."""

    def row(number: int, *, there: bool) -> list[InlineKeyboardButton]:
        read = InlineKeyboardButton(
            say("button.saved.read", id=number), callback_data=Press("open", number, sentences).data()
        )
        remove = InlineKeyboardButton(
            say("button.saved.remove", id=number), callback_data=SavedPress("svr", number, page).data()
        )
        return [read, remove] if there else [remove]

    turns = [_turn(say("button.earlier"), page - 1)] if page else []
    turns += [_turn(say("button.later"), page + 1)] if page + 1 < pages else []
    rows = [row(number, there=there) for number, there in items]
    return InlineKeyboardMarkup([*rows, turns] if turns else rows)


def shared_keyboard(say: Say, article: int) -> InlineKeyboardMarkup:
    """Send the card into a chat that is chosen next."""
    button = InlineKeyboardButton(say("button.send_to"), switch_inline_query=str(article))
    return InlineKeyboardMarkup([[button]])


def card_keyboard(say: Say, address: str) -> InlineKeyboardMarkup:
    """Under a card that was sent inline: the way to the bot, where it can be made longer and saved."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(say("button.open_here"), url=address)]])


def linked_topic_keyboard(say: Say, payload: str) -> InlineKeyboardMarkup:
    """Follow the topic that a link names; the link's own signature stands in the button."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(say("button.follow_this"), callback_data=f"lnk:{payload}")]])


def top_keyboard(numbers: Sequence[int], sentences: int) -> InlineKeyboardMarkup:
    """One button a story, by its place in the list."""
    buttons = [
        InlineKeyboardButton(str(place), callback_data=Press("open", number, sentences).data())
        for place, number in enumerate(numbers, 1)
    ]
    return InlineKeyboardMarkup([buttons[at : at + ROW] for at in range(0, len(buttons), ROW)])


def forget_keyboard(say: Say) -> InlineKeyboardMarkup:
    """Erase everything, or leave it."""
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(say("button.forget"), callback_data=ERASE)],
            [InlineKeyboardButton(say("button.forget.not"), callback_data=KEEP)],
        ]
    )


def _turn(text: str, page: int) -> InlineKeyboardButton:
    return InlineKeyboardButton(text, callback_data=SavedPress("svp", 0, page).data())
