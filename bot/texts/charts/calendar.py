"""Pieces of time in a reader's language: under a chart, where there is little room, and in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from babel.dates import format_date, format_skeleton, format_time

from bot.texts.catalogue import Translator

MOST_TICKS = 6
"""Labels that a phone's width has room for."""

LONG_TICKS = 4
"""Of those with a month and a year: март 2026 г."""

_SHORT = {"day": "MMMd", "week": "MMMd", "month": "yMMM", "year": "y"}
_LONG = {"day": "yMMMMEEEEd", "week": "yMMMMd", "month": "yMMMM", "year": "y"}
HOUR = "hour"


def ticks(language: str, unit: str, starts: Sequence[datetime]) -> list[tuple[int, str]]:
    """Some of the pieces, evenly apart, with their labels."""
    step = -(-len(starts) // (LONG_TICKS if unit == "month" else MOST_TICKS))
    return [(place, _said(language, unit, starts[place], _SHORT)) for place in range(0, len(starts), step)]


def when(t: Translator, unit: str, start: datetime) -> str:
    """The piece as the end of a sentence: on Tuesday, 3 March 2026; in the week from 2 March 2026; at 14:00."""
    return t.plain(_WHEN[unit], when=_said(t.language, unit, start, _LONG))


def span(t: Translator, first: date, last: date) -> str:
    """The period from its first to its last day."""
    begin, end = (format_date(day, "long", locale=t.language) for day in (first, last))
    return begin if first == last else t.plain("chart.span", first=begin, last=end)


def rate(t: Translator, unit: str) -> str:
    """What a bar stands for: articles per day."""
    return t.plain(_RATE[unit])


def _said(language: str, unit: str, start: datetime, forms: dict[str, str]) -> str:
    if unit == HOUR:
        return str(format_time(start, "short", locale=language))
    return str(format_skeleton(forms[unit], start, locale=language))


_WHEN = {
    HOUR: "chart.when.hour",
    "day": "chart.when.day",
    "week": "chart.when.week",
    "month": "chart.when.month",
    "year": "chart.when.year",
}
_RATE = {
    HOUR: "chart.rate.hour",
    "day": "chart.rate.day",
    "week": "chart.rate.week",
    "month": "chart.rate.month",
    "year": "chart.rate.year",
}
