"""The buttons under digests and alerts; they carry numbers of the ledger only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.telegram.keyboards import ROW, Say, summary_keyboard
from bot.telegram.written import Button, Rows, written

ADDRESS_LIMIT = 1000
ALONE = 0
"""In place of the digest's number: the story came as an alert."""

USUAL = 0
"""In place of a schedule's number: the topic came as the others do."""

_NUMBER = "[0-9]{1,18}"


@dataclass(frozen=True, slots=True)
class DigestPress:
    """A button of a digest. ``delivery`` is the story's, ``head`` leads the digest (`ALONE`: none), at ``page``.

    ``before`` is the number of the hours that As before brings back, `USUAL` where the topic had none of its own.
    """

    action: str
    delivery: int
    head: int = ALONE
    page: int = 0
    before: int | None = None

    def data(self) -> str:
        """At most 64 bytes, as Telegram asks."""
        end = "" if self.before is None else f":{self.before}"
        return f"{self.action}:{self.delivery}:{self.head}:{self.page}{end}"

    @staticmethod
    def pattern(actions: str) -> str:
        """A regular expression for the data of these actions, joined by ``|``."""
        return rf"^(?:{actions}):{_NUMBER}:{_NUMBER}:{_NUMBER}(?::{_NUMBER})?\Z"

    @staticmethod
    def parse(data: str) -> DigestPress:
        """The press that `data` wrote. Raises ValueError for anything else."""
        action, *numbers = data.split(":")
        return DigestPress(action, *map(int, numbers))


def page_keyboard(
    say: Say, head: int, stories: Sequence[tuple[int, int]], page: int, left: int
) -> InlineKeyboardMarkup | None:
    """A button a story, given as its number on the page and its delivery; then Back and More, with what is ``left``."""
    numbers = [
        InlineKeyboardButton(str(place), callback_data=DigestPress("ds", delivery, head, page).data())
        for place, delivery in stories
    ]
    turn = []
    if page:
        back = DigestPress("dg", head, head, page - 1).data()
        turn.append(InlineKeyboardButton(say("button.earlier_stories"), callback_data=back))
    if left:
        more = DigestPress("dg", head, head, page + 1).data()
        turn.append(InlineKeyboardButton(say("button.more_stories", count=left), callback_data=more))
    rows = [*(numbers[at : at + ROW] for at in range(0, len(numbers), ROW)), turn]
    return InlineKeyboardMarkup([row for row in rows if row])


class Showable(Protocol):
    """What a story's keyboard asks of its article."""

    @property
    def article_id(self) -> int | None:
        """Its number."""

    @property
    def link(self) -> str | None:
        """Where the original stands."""

    @property
    def total(self) -> int:
        """Its sentences."""

    @property
    def differs(self) -> bool:
        """Whether its figures differ from those of others."""


def alert_buttons(say: Say, article: Showable, sentences: int, *, topic: int) -> Rows:
    """Those of a summary, and below them what can be said about the story; for the delivery of number 0."""
    number = article.article_id or 0
    summary = summary_keyboard(say, number, sentences, article.total, topic=topic, differs=article.differs)
    story = story_rows(say, DigestPress("ds", ALONE), article.link)
    return written(InlineKeyboardMarkup([*summary.inline_keyboard, *story]))


def buttons_for(rows: Rows, delivery: int) -> Rows:
    """The same rows for another delivery: what can be said about its story is the last of them."""
    return [*rows[:-1], [_button_for(one, delivery) for one in rows[-1]]]


def _button_for(button: Button, delivery: int) -> Button:
    if "callback_data" not in button:
        return button
    action, _, rest = button["callback_data"].split(":", 2)
    return {**button, "callback_data": f"{action}:{delivery}:{rest}"}


def story_keyboard(
    say: Say,
    press: DigestPress,
    article: Showable,
    sentences: int,
    *,
    topic: int,
    muted: bool = False,
    vote: bool | None = None,
) -> InlineKeyboardMarkup:
    """As an alert's, with the way back to the digest if it was opened from one."""
    summary = summary_keyboard(
        say, article.article_id or 0, sentences, article.total, topic=topic, differs=article.differs, vote=vote
    )
    return InlineKeyboardMarkup([*summary.inline_keyboard, *story_rows(say, press, article.link, muted=muted)])


def with_story_rows(
    say: Say, markup: InlineKeyboardMarkup, press: DigestPress, link: str | None, *, muted: bool, before: int | None
) -> InlineKeyboardMarkup:
    """The same keyboard, with what can be said about the story as it stands now."""
    others = [row for row in markup.inline_keyboard if not is_story_row(row)]
    return InlineKeyboardMarkup([*others, *story_rows(say, press, link, muted=muted, before=before)])


def before_of(markup: InlineKeyboardMarkup) -> int | None:
    """The hours that the keyboard's As before brings back; None where it has no such button."""
    data = (str(button.callback_data) for row in markup.inline_keyboard for button in row)
    found = next((one for one in data if re.match(DigestPress.pattern("da"), one)), None)
    return DigestPress.parse(found).before or USUAL if found else None


def is_story_row(row: Sequence[InlineKeyboardButton]) -> bool:
    """Whether it is one of `story_rows`."""
    pattern = DigestPress.pattern("dm|du|df|da|dg")
    return any(button.url or re.match(pattern, str(button.callback_data)) for button in row)


def story_rows(
    say: Say, press: DigestPress, link: str | None, *, muted: bool = False, before: int | None = None
) -> list[list[InlineKeyboardButton]]:
    """The way back, Mute, Fewer of these, and the original, in one row; what was pressed can be taken back.

    ``before``: the topic comes more seldom since a press of this keyboard's Fewer, and had these hours.
    """

    def button(key: str, action: str, before: int | None = None) -> InlineKeyboardButton:
        data = DigestPress(action, press.delivery, press.head, press.page, before).data()
        return InlineKeyboardButton(say(key), callback_data=data)

    choices = [
        button("button.unmute", "du") if muted else button("button.mute", "dm"),
        button("button.fewer", "df") if before is None else button("button.as_before", "da", before),
    ]
    if link and link.startswith(("http://", "https://")) and len(link) <= ADDRESS_LIMIT:
        choices.append(InlineKeyboardButton(say("button.original"), url=link))
    if press.head != ALONE:
        choices.insert(0, button("button.to_digest", "dg"))
    return [choices]
