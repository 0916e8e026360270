"""Until when a pause lasts: dates as people write them, weekdays, and so many days or weeks."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from babel import Locale

from bot.errors import BadPause, FarPause, NoDayForPause, PastPause
from bot.services.schedules.lexicon import Token, fold, tokens
from bot.services.schedules.schedule import DAYS

LONGEST = 366
"""Days of the longest pause."""

SPOKEN = ("en", "fr", "es", "ru", "zh", "ar", "ar_LB", "de")
"""Languages in which a month may be named; the Levant has its own names."""

_YEAR_FIRST = re.compile(r"(\d{4}) ?[-./年] ?(\d{1,2}) ?[-./月] ?(\d{1,2}) ?日?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-./](\d{1,2})\.?(?:[-./]?(\d{4}|\d{2}))?")
_HAN = re.compile(r"(\d{1,2}) ?月 ?(\d{1,2}) ?[日号號]?")
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)(\d{4,9})(?!\d)")
_LETTERS = re.compile(r"[^\W\d_]+")

_UNITS = {"day": 1, "week": 7, "month": 30}


def until(words: str, today: date) -> date:
    """The first day on which digests come again. A day without a year is the next one.

    Raises BadPause for what is no date, NoDayForPause for one that no calendar has, PastPause for one that is over or
    is today, FarPause beyond a year.
    """
    found = _ahead(tokens(words), today) or _written(fold(words)[0].strip(), today, words)
    if found <= today:
        raise PastPause(date=found)
    if found > today + timedelta(days=LONGEST):
        raise FarPause
    return found


def _ahead(found: Sequence[Token], today: date) -> date | None:
    """Tomorrow, a weekday, five days, two weeks."""
    said = [token for token in found if token.symbol not in ("until", "for", "to", "past")]
    symbols = [token.symbol for token in said]
    if symbols == ["tomorrow"]:
        return today + timedelta(days=1)
    if len(symbols) == 1 and symbols[0] in DAYS:
        return today + timedelta(days=(DAYS.index(symbols[0]) - today.weekday() - 1) % 7 + 1)
    if symbols and symbols[-1] in _UNITS and symbols[:-1] in ([], ["number"]):
        count = said[0].number if len(said) > 1 else 1
        return today + timedelta(days=min(count, LONGEST + 1) * _UNITS[symbols[-1]])
    return None


def _written(text: str, today: date, words: str) -> date:
    shown = " ".join(words.split())
    try:
        written, year, month, day = _of(text)
    except ValueError as error:
        raise BadPause(words=shown[:60]) from error
    try:
        return date(year, month, day) if year else _next(day, month, today)
    except (ValueError, OverflowError) as error:
        at = shown.lower().find(written)
        raise NoDayForPause(words=shown[at : at + len(written)] if at >= 0 else written) from error


def _of(text: str) -> tuple[str, int, int, int]:
    """The date as it is written, with its year, 0 if none is, its month and its day. Raises ValueError."""
    if match := _YEAR_FIRST.search(text):
        return match[0], int(match[1]), int(match[2]), int(match[3])
    if match := _HAN.search(text):
        return match[0], 0, int(match[1]), int(match[2])
    if match := _DAY_FIRST.search(text):
        day, month = int(match[1]), int(match[2])
        year = (int(match[3]) if len(match[3]) > 2 else int(match[3]) + 2000) if match[3] else 0
        # 3/25 can only be the American order.
        return (match[0], year, day, month) if month > 12 >= day else (match[0], year, month, day)
    named = [one for one in _LETTERS.finditer(text) if one[0] in _months()]
    day_match, year_match = _DAY.search(text), _YEAR.search(text)
    if len({_months()[one[0]] for one in named}) != 1 or day_match is None:
        raise ValueError(text)
    parts = [*named, day_match, *([year_match] if year_match else [])]
    written = text[min(one.start() for one in parts) : max(one.end() for one in parts)]
    return written, int(year_match[1]) if year_match else 0, _months()[named[0][0]], int(day_match[1])


def _next(day: int, month: int, today: date) -> date:
    """The next date of that name: 29 February waits for a leap year. Raises ValueError."""
    if not 1 <= month <= 12:
        raise ValueError(month)
    years = [year for year in range(today.year, today.year + 9) if day <= calendar.monthrange(year, month)[1]]
    if not years or day < 1:
        raise ValueError(day)
    return next(found for found in (date(year, month, day) for year in years) if found >= today)


@cache
def _months() -> dict[str, int]:
    """The names of months, folded. Where two languages disagree, the first says what is meant."""
    found: dict[str, int] = {}
    for language in SPOKEN:
        months = Locale.parse(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    folded = fold(str(name))[0].rstrip(".")
                    if _LETTERS.fullmatch(folded):
                        found.setdefault(folded, int(number))
    return found
