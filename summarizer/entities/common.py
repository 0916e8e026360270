"""The countries' names that the Unicode Consortium's CLDR gives, for the languages that have no table of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator

from babel import Locale, UnknownLocaleError, localedata

from summarizer.entities.tables import Name

_REMARK = re.compile(r"\s*[(（［\[].*?[)）］\]]")
_CODE = re.compile("[A-Z]{2}")
_ABBREVIATION = re.compile("[A-Z.]{1,2}|SAR")
"""What stands for a name in CLDR and would be a word in another text; ``USA`` is the name in Swedish."""
_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "CQ", "AC", "CP", "DG", "EA", "IC", "TA"})
_SPECIAL = re.compile(r"\b(?:SAR China|Special Administrative Region.*)$")


def _territories(language: str) -> dict[str, str]:
    """CLDR's names of countries and regions; all else that it says of the language is let go at once.

    Babel keeps whole languages for ever, a megabyte each; what somebody needs of one is read again in milliseconds.
    """
    kept = set(localedata._cache)
    try:
        return dict(Locale.parse(language).territories)
    except (UnknownLocaleError, ValueError):
        return {}
    finally:
        for name in localedata._cache.keys() - kept:
            localedata._cache.pop(name, None)


def common_names(language: str) -> Iterator[Name]:
    """The name of each country in a language; none for a language that CLDR does not know."""
    for code, written in _territories(language).items():
        if _CODE.fullmatch(code) and code not in _NOT_COUNTRIES:
            name = _SPECIAL.sub("", _REMARK.sub("", written)).strip()
            if len(name) > 1 and not _ABBREVIATION.fullmatch(name):
                yield Name(f"country:{code}", "name", name)
