"""Inline keyboards, and what their buttons carry: ids only, so that no text of a reader's stands in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

Say = Callable[..., str]
"""Gives the plain text of a key in the reader's language."""

STEPS = (1, 2, 3, 5, 8, 12, 20, 35, 60)
"""Sentences of a summary that Shorter and Longer go through."""

ROW = 5
"""Short buttons that a phone shows side by side."""

OWN = 0
"""Stands for "the text that this message answers" where an article's number would be."""


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
    def parse(data: str) -> Press:
        """The press that `data` wrote. Raises ValueError for anything else."""
        action, article, sentences, topic = data.split(":")
        return Press(action, int(article), int(sentences), int(topic))


def summary_keyboard(
    say: Say, article: int, sentences: int, total: int, *, topic: int = 0, in_context: bool = False
) -> InlineKeyboardMarkup:
    """Shorter, Longer, In context (or back to the summary), Follow a topic; only what can change something."""

    def button(key: str, action: str, count: int) -> InlineKeyboardButton:
        return InlineKeyboardButton(say(key), callback_data=Press(action, article, count, topic).data())

    lengths = []
    if not in_context:
        shorter = max((step for step in STEPS if step < min(sentences, total)), default=None)
        longer = min((step for step in STEPS if step > sentences), default=None)
        lengths += [button("button.shorter", "sum", shorter)] if shorter else []
        lengths += [button("button.longer", "sum", longer)] if longer and sentences < total else []
    view = button("button.summary", "sum", sentences) if in_context else button("button.context", "ctx", sentences)
    rows = [lengths, [view, button("button.follow", "fol", sentences)]]
    return InlineKeyboardMarkup([row for row in rows if row])


def articles_keyboard(numbers: Sequence[int]) -> InlineKeyboardMarkup:
    """One button an article by its number, five in a row; each opens the summary as a new message."""
    buttons = [InlineKeyboardButton(str(number), callback_data=Press("open", number, 3).data()) for number in numbers]
    return InlineKeyboardMarkup([buttons[at : at + ROW] for at in range(0, len(buttons), ROW)])


def unfollow_keyboard(say: Say, topics: Iterable[tuple[int, str]]) -> InlineKeyboardMarkup:
    """One button a topic by its label, which ends the follow."""
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(say("button.unfollow", topic=label), callback_data=f"unf:{topic_id}")]
            for topic_id, label in topics
        ]
    )
