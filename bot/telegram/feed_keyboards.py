"""The buttons under the list of feeds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

Say = Callable[..., str]

_NUMBER = "[0-9]{1,18}"


@dataclass(frozen=True, slots=True)
class FeedPress:
    """A button about a feed: what to do, its number, and the page of the list on which it stands, from 0.

    ``fpau`` and ``fres`` pause and resume, ``fche`` polls now, ``frem`` asks whether to remove and ``fyes`` removes,
    ``fpag`` shows a page.
    """

    action: str
    feed: int
    page: int

    def data(self) -> str:
        """At most 64 bytes: ``action:feed:page``."""
        return f"{self.action}:{self.feed}:{self.page}"

    @staticmethod
    def pattern(actions: str) -> str:
        """A regular expression for the data of these actions, joined by ``|``."""
        return rf"^(?:{actions}):{_NUMBER}:{_NUMBER}\Z"

    @staticmethod
    def parse(data: str) -> FeedPress:
        """The press that `data` wrote. Raises ValueError for anything else."""
        action, feed, page = data.split(":")
        return FeedPress(action, int(feed), int(page))


def feeds_keyboard(say: Say, feeds: Sequence[tuple[int, bool]], page: int, pages: int) -> InlineKeyboardMarkup:
    """Pause or resume, check and remove for each feed by its number; below them the ways to other pages."""

    def button(key: str, action: str, feed: int) -> InlineKeyboardButton:
        return InlineKeyboardButton(say(key, number=feed), callback_data=FeedPress(action, feed, page).data())

    def turn(key: str, other: int) -> InlineKeyboardButton:
        return InlineKeyboardButton(say(key), callback_data=FeedPress("fpag", 0, other).data())

    rows = [
        [
            button("button.resume", "fres", feed) if paused else button("button.pause", "fpau", feed),
            button("button.check", "fche", feed),
            button("button.remove", "frem", feed),
        ]
        for feed, paused in feeds
    ]
    turns = [turn("button.earlier", page - 1)] if page else []
    turns += [turn("button.later", page + 1)] if page + 1 < pages else []
    return InlineKeyboardMarkup([*rows, turns] if turns else rows)


def removal_keyboard(say: Say, feed: int, page: int) -> InlineKeyboardMarkup:
    """Yes, and back to the list."""
    yes = InlineKeyboardButton(say("button.remove", number=feed), callback_data=FeedPress("fyes", feed, page).data())
    back = InlineKeyboardButton(say("button.keep", number=feed), callback_data=FeedPress("fpag", 0, page).data())
    return InlineKeyboardMarkup([[yes, back]])
