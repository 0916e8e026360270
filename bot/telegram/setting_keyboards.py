"""The buttons under the settings: one page for each thing that can be set."""

from __future__ import annotations

from collections.abc import Sequence

from bot.services.lengths import MOST_SENTENCES, WORDS, Length
from bot.services.outlets import OutletPage
from bot.telegram.schedule_keyboards import SETTINGS, Asks, Choice, Page, Say

LENGTH = "sle"
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
        [Choice(say("button.length"), LENGTH, 0)],
        [_schedule(say, "button.digests", Page.HOURS), _schedule(say, "button.quiet", Page.QUIET)],
        [_schedule(say, "button.alerts", Page.CAP), _schedule(say, "button.break", Page.PAUSE)],
        [Choice(say("button.zone"), "dask", Asks.ZONE)],
        [Choice(say("button.preferred"), LISTS[True], 0), Choice(say("button.muted"), LISTS[False], 0)],
    ]


def lengths(say: Say, now: Length, usual: int) -> list[list[Choice]]:
    """Numbers of sentences, then of words."""
    sentences = None if now.words else now.sentences or usual
    counts = [Choice(str(count), SENTENCES, count, count == sentences) for count in range(1, MOST_SENTENCES + 1)]
    words = [Choice(say("button.words", count=count), IN_WORDS, count, count == now.words) for count in WORDS]
    return [counts[:_ROW], counts[_ROW:], words[:2], words[2:], [back(say)]]


def outlets(say: Say, page: OutletPage, chosen: Sequence[str], *, preferred: bool) -> list[list[Choice]]:
    """A page of outlets by their newest article; those that are ``chosen``, by their keys, are marked."""
    names = [Choice(_named(one.name), TOGGLES[preferred], one.newest, one.key in chosen) for one in page.outlets]
    turns = [Choice(say("button.page_back"), LISTS[preferred], page.number - 1)] if page.number else []
    if page.number + 1 < page.pages:
        turns.append(Choice(say("button.page_on"), LISTS[preferred], page.number + 1))
    none = [Choice(say("button.none_of_them"), CLEARS[preferred], 0)] if chosen else []
    written = [Choice(say("button.write_names"), NAMES[preferred], 0), *none]
    return [*([one] for one in names), turns, written, [back(say)]]


def back(say: Say) -> Choice:
    """The way to the first page."""
    return Choice(say("button.back"), SETTINGS, 0)


def _schedule(say: Say, key: str, page: Page) -> Choice:
    return Choice(say(key), "dpag", page)


def _named(name: str) -> str:
    return name if len(name) <= 40 else f"{name[:39]}…"
