"""Days as a language writes them, in the forms that CLDR does not name by itself."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_skeleton

REMEMBERED = 4_096
"""Days of which it is remembered how they are written: a page of quotations has hundreds, most of them alike."""

Length = Literal["medium", "long", "full"]

_QUOTED = re.compile(r"('[^']*')")


def dated(when: date | datetime, length: Length, language: str) -> str:
    """A day with its year; ``length`` is CLDR's: medium, long, or full, which has the day of the week."""
    return _dated(when.date() if isinstance(when, datetime) else when, length, language)


@lru_cache(REMEMBERED)
def _dated(when: date, length: Length, language: str) -> str:
    return str(format_date(when, length, locale=language))


def day(when: date, language: str) -> str:
    """A day of this year: 3 March."""
    return str(format_skeleton("MMMMd", when, locale=language))


def weekday(when: date, language: str) -> str:
    """A day of these weeks: Tuesday, 3 March."""
    return str(format_date(when, _weekday(language), locale=language))


@cache
def _weekday(language: str) -> str:
    """CLDR's pattern for a short day of the week and month, with both written out; what it quotes stays."""
    skeletons = Locale.parse(language).datetime_skeletons
    pattern = str(next(skeletons[name].pattern for name in ("MMMMEd", "MMMEd") if name in skeletons))
    return "".join(part if part.startswith("'") else _written_out(part) for part in _QUOTED.split(pattern))


def _written_out(part: str) -> str:
    return re.sub("M{3,}|L{3,}", lambda found: found[0][0] * 4, re.sub("E+|c+", lambda found: found[0][0] * 4, part))
