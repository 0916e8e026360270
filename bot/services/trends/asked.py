"""What stands behind `/trend`, `/compare` and `/ties`: words, from when on, and in which colours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.services.briefs.periods import understand as understand_since
from bot.services.words import DARK, PERIODS, YEARS, days_in
from summarizer.briefs.dates.reckoning import shifted

USUAL = "month"
LONGEST = 1_200
"""Characters of four topics and a period; nothing is looked for in a longer text, which is no topic."""

_LENGTH = re.compile(r"\s+(?:\d{1,2}|short|long)(?=\s)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """``words`` as the reader wrote them, maybe none; ``since`` the first day, in the reader's zone."""

    words: str
    since: date
    dark: bool = False


def understand(argument: str, today: date) -> Asked:
    """The meaning of an argument; a month, in light colours, unless it says otherwise. ``today`` is the reader's.

    Raises BadSince, NoSuchDay, PeriodAhead.
    """
    usual = shifted(today, USUAL, -1) or today
    text, dark = _colours(" ".join(argument.split()))
    if len(text) > LONGEST:
        return Asked(text, usual)
    words, since = _period(text, today)
    if since is not None and dark is None:
        words, dark = _colours(words)
    return Asked(words, since or usual, bool(dark))


def _colours(text: str) -> tuple[str, bool | None]:
    before, _, last = text.rpartition(" ")
    dark = DARK.get(last.casefold())
    return (text, None) if dark is None else (before, dark)


def _period(text: str, today: date) -> tuple[str, date | None]:
    parts = text.split(" ")
    for count in (3, 2, 1):
        words, last = " ".join(parts[:-count]), " ".join(parts[-count:]).casefold()
        if last in YEARS:
            return words, shifted(today, "year", -1)
        if last in PERIODS or days_in(last):
            return words, understand_since(last, today).since
    asked = understand_since(text, today)
    if asked.since is None:
        return text, None
    # A brief takes a number at the end of its topic for a length; here it belongs to the topic.
    number = _LENGTH.match(text, len(asked.topic)) if text.startswith(asked.topic) else None
    return text[: number.end()] if number else asked.topic, asked.since
