"""Inline keyboards, and what their buttons carry: ids only, so that no text of a reader's stands in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

Say = Callable[..., str]
"""Gives the plain text of a key in the reader's language."""

STEPS = (1, 2, 3, 5, 8, 12, 20, 35, 60)
"""Sentences of a summary that Shorter and Longer go through."""

ROW = 5
"""Short buttons that a phone shows side by side."""

_NUMBER = "[0-9]{1,18}"

OWN = 0
"""Stands for "the text that this message answers" where an article's number would be."""


USEFUL, NOT_USEFUL = "vup", "vdn"
"""Actions of the buttons by which a reader says what they think of an article."""


@dataclass(frozen=True, slots=True)
class Press:
    """A button under a summary. ``topic`` is the id of the topic that brought a digest, 0 for an answer."""

    action: str
    article: int
    sentences: int
    topic: int = 0

    def data(self) -> str:
        """At most 64 bytes, as Telegram asks: ``action:article:sentences:topic``."""
        return f"{self.action}:{self.article}:{self.sentences}:{self.topic}"

    @staticmethod
    def pattern(actions: str) -> str:
        """A regular expression for the data of these actions, joined by ``|``; no number exceeds 64 bits."""
        return rf"^(?:{actions}):{_NUMBER}:{_NUMBER}:{_NUMBER}\Z"

    @staticmethod
    def parse(data: str) -> Press:
        """The press that `data` wrote. Raises ValueError for anything else."""
        action, article, sentences, topic = data.split(":")
        return Press(action, int(article), int(sentences), int(topic))


def summary_keyboard(
    say: Say,
    article: int,
    sentences: int,
    total: int,
    *,
    topic: int = 0,
    in_context: bool = False,
    rereadable: bool = True,
    differs: bool = False,
    vote: bool | None = None,
) -> InlineKeyboardMarkup:
    """Shorter, Longer, In context (or back to the summary); Follow, Save, Share; Useful, Not useful, Differences.

    Only what can change something, or be said of an article that is stored: three rows at most. ``vote`` is what the
    reader said of it, useful or not; its button has a mark.

    ``rereadable`` is false where the text behind the summary cannot be had again: then nothing can change it.
    """

    def button(key: str, action: str, count: int) -> InlineKeyboardButton:
        return InlineKeyboardButton(say(key), callback_data=Press(action, article, count, topic).data())

    lengths = []
    if not in_context:
        shorter = max((step for step in STEPS if step < min(sentences, total)), default=None)
        longer = min((step for step in STEPS if step > sentences), default=None)
        lengths += [button("button.shorter", "sum", shorter)] if shorter else []
        lengths += [button("button.longer", "sum", longer)] if longer and sentences < total else []
    view = button("button.summary", "sum", sentences) if in_context else button("button.context", "ctx", sentences)
    follow = button("button.follow", "fol", sentences)
    figures = [button("button.differences", "dif", sentences)] if differs else []
    kept = [button("button.save", "sav", sentences), button("button.share", "shr", sentences)] if article != OWN else []
    votes = [button("button.useful", USEFUL, sentences), button("button.not_useful", NOT_USEFUL, sentences)]
    said = votes if article != OWN else []
    rows = [[*lengths, view], [follow, *kept], [*said, *figures]] if rereadable else [[follow]]
    keyboard = InlineKeyboardMarkup([row for row in rows if row])
    return keyboard if vote is None else with_vote(say, keyboard, vote)


def with_vote(say: Say, keyboard: InlineKeyboardMarkup, useful: bool | None) -> InlineKeyboardMarkup:
    """The same buttons, with a mark at what the reader said of the article; at none for None."""
    names = {USEFUL: say("button.useful"), NOT_USEFUL: say("button.not_useful")}
    chosen = None if useful is None else USEFUL if useful else NOT_USEFUL

    def marked(button: InlineKeyboardButton) -> InlineKeyboardButton:
        data = str(button.callback_data)
        action = data.partition(":")[0]
        if action not in names:
            return button
        name = names[action]
        return InlineKeyboardButton(f"✓ {name}" if action == chosen else name, callback_data=data)

    return InlineKeyboardMarkup([[marked(button) for button in row] for row in keyboard.inline_keyboard])


def article_of(keyboard: InlineKeyboardMarkup | None) -> int | None:
    """The number of the article that the buttons under a summary are about, OWN for a text; None for other buttons."""
    for row in keyboard.inline_keyboard if keyboard else ():
        for button in row:
            data = button.callback_data
            if isinstance(data, str) and re.match(Press.pattern("sum|ctx|fol"), data):
                return Press.parse(data).article
    return None


def articles_keyboard(numbers: Sequence[int], sentences: int) -> InlineKeyboardMarkup:
    """One button an article by its number, five in a row; each opens the summary as a new message."""
    buttons = [
        InlineKeyboardButton(str(number), callback_data=Press("open", number, sentences).data()) for number in numbers
    ]
    return InlineKeyboardMarkup([buttons[at : at + ROW] for at in range(0, len(buttons), ROW)])
