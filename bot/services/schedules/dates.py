"""Until when a pause lasts: dates as people write them, weekdays, and so many days or weeks."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from babel import Locale

from bot.errors import BadPause, FarPause, PastPause
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
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_LETTERS = re.compile(r"[^\W\d_]+")

_UNITS = {"day": 1, "week": 7, "month": 30}


def until(words: str, today: date) -> date:
    """The first day on which digests come again. A day without a year is the next one.

    Raises BadPause for what is no date, PastPause for one that is over or is today, FarPause beyond a year.
    """
    found = _ahead(tokens(words), today) or _written(fold(words)[0].strip(), today, words)
    if found <= today:
        raise PastPause(date=found.isoformat())
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
    try:
        return _of(text, today)
    except (ValueError, OverflowError) as error:
        raise BadPause(words=" ".join(words.split())[:60]) from error


def _of(text: str, today: date) -> date:
    if match := _YEAR_FIRST.search(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _HAN.search(text):
        return _next(int(match[2]), int(match[1]), None, today)
    if match := _DAY_FIRST.search(text):
        day, month = int(match[1]), int(match[2])
        year = int(match[3]) % 100 + 2000 if match[3] else None
        # 3/25 can only be the American order.
        return _next(month, day, year, today) if month > 12 >= day else _next(day, month, year, today)
    months = {_months()[word] for word in _LETTERS.findall(text) if word in _months()}
    day_match, year_match = _DAY.search(text), _YEAR.search(text)
    if len(months) != 1 or day_match is None:
        raise ValueError(text)
    return _next(int(day_match[1]), months.pop(), int(year_match[1]) if year_match else None, today)


def _next(day: int, month: int, year: int | None, today: date) -> date:
    """The date, or the next one where the year is not named: 29 February waits for a leap year."""
    if year is not None:
        return date(year, month, day)
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
