"""Days as a language writes them, in the forms that CLDR does not name by itself."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from babel import Locale
from babel.dates import format_date, format_skeleton

_QUOTED = re.compile(r"('[^']*')")


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
