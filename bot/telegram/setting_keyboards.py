"""The buttons under the settings: one page for each thing that can be set."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardMarkup

from bot.telegram.schedule_keyboards import GENERAL, SETTINGS, Asks, Choice, Page, Say, SchedulePress, keyboard

LENGTH, LANGUAGE = "sle", "sla"
SENTENCES, IN_WORDS = "sls", "slw"
LISTS = {True: "spr", False: "smu"}
"""The page of the outlets that are preferred, and of those that are muted."""

TOGGLES = {True: "tpr", False: "tmu"}
NAMES = {True: "apr", False: "amu"}
CLEARS = {True: "cpr", False: "cmu"}
"""What is done to the one list or the other: choose an outlet or no more, write names, none of them."""

_ROW = 5


def home(say: Say) -> list[list[Choice]]:
    """All that can be set."""
    return [
        [Choice(say("button.length"), LENGTH, 0), Choice(say("button.tongue"), LANGUAGE, 0)],
        [_schedule(say, "button.digests", Page.HOURS), _schedule(say, "button.quiet", Page.QUIET)],
        [_schedule(say, "button.alerts", Page.CAP), _schedule(say, "button.break", Page.PAUSE)],
        [Choice(say("button.zone"), "dask", Asks.ZONE)],
        [Choice(say("button.preferred"), LISTS[True], 0), Choice(say("button.muted"), LISTS[False], 0)],
    ]


def lengths(say: Say, sentences: Sequence[tuple[int, bool]], words: Sequence[tuple[int, bool]]) -> list[list[Choice]]:
    """Numbers of sentences, then of words, each with whether it holds."""
    counts = [Choice(str(count), SENTENCES, count, holds) for count, holds in sentences]
    limits = [Choice(say("button.words", count=count), IN_WORDS, count, holds) for count, holds in words]
    return [counts[:_ROW], counts[_ROW:], limits[:2], limits[2:], [back(say)]]


def outlets(
    say: Say, names: Sequence[tuple[str, int, bool]], number: int, pages: int, *, preferred: bool, some: bool
) -> list[list[Choice]]:
    """A page of outlets, each as its name, an article of it, and whether it is chosen; ``some``: any outlet is."""
    rows = [[Choice(_named(name), TOGGLES[preferred], article, chosen)] for name, article, chosen in names]
    turns = [Choice(say("button.page_back"), LISTS[preferred], number - 1)] if number else []
    if number + 1 < pages:
        turns.append(Choice(say("button.page_on"), LISTS[preferred], number + 1))
    none = [Choice(say("button.none_of_them"), CLEARS[preferred], 0)] if some else []
    written = [Choice(say("button.write_names"), NAMES[preferred], 0), *none]
    return [*rows, turns, written, [back(say)]]


def back(say: Say) -> Choice:
    """The way to the first page."""
    return Choice(say("button.back"), SETTINGS, 0)


def with_way_back(say: Say, markup: InlineKeyboardMarkup) -> InlineKeyboardMarkup:
    """The buttons of a page that is others' as well, with the way back below them."""
    return InlineKeyboardMarkup([*markup.inline_keyboard, *keyboard([[back(say)]], GENERAL).inline_keyboard])


def has_way_back(markup: InlineKeyboardMarkup | None) -> bool:
    """Whether `with_way_back` made them."""
    rows = markup.inline_keyboard if markup else ()
    return any(one.callback_data == SchedulePress(SETTINGS, 0, GENERAL).data() for row in rows for one in row)


def _schedule(say: Say, key: str, page: Page) -> Choice:
    return Choice(say(key), "dpag", page)


def _named(name: str) -> str:
    return name if len(name) <= 40 else f"{name[:39]}…"
