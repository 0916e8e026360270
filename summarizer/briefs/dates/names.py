"""The names of months and weekdays as CLDR has them, with the cases and spellings that it leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from babel import Locale, UnknownLocaleError

REGIONS: Mapping[str, tuple[str, ...]] = {"ar": ("ar", "ar_LB", "ar_DZ", "ar_MA")}
"""Where a language has several sets of months."""

SHORTEST = 3
"""Letters of an abbreviated month."""

ALSO: Mapping[str, Mapping[str, int]] = {"en": {"sept": 9}, "es": {"setiembre": 9}}

_LETTERS = re.compile(r"[^\W\d_]+(?:[ .’'-][^\W\d_]+)?")
_CASES = {"я": "ь|я|е|ю", "а": "а|е|у", "ь": "ь|я|е", "т": "т|та|те", "й": "й|я|е", "к": "к|ка|у"}
"""Russian endings: a name that ends so may end otherwise as well."""


@cache
def months(language: str) -> Mapping[str, int]:
    """Each name of a month, in small letters, with its number; empty for a language that CLDR does not know."""
    found: dict[str, int] = {}
    for locale in _locales(language):
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[context][width].items():
                    for form in _forms(str(name), language):
                        found.setdefault(form, int(number))
    return found | dict(ALSO.get(language, {}))


@cache
def weekdays(language: str) -> Mapping[str, int]:
    """Each full name of a weekday, in small letters; Monday is 0."""
    found: dict[str, int] = {}
    for locale in _locales(language)[:1]:
        for context in ("format", "stand-alone"):
            for number, name in locale.days[context]["wide"].items():
                for form in _forms(str(name), language):
                    found.setdefault(form, int(number))
    return found


def pattern(names: Iterable[str], language: str) -> str:
    """A regular expression for any of the names, the longest first."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    written = "|".join(re.escape(name).replace(r"\ ", " ") for name in ordered)
    return re.sub("[اأإآ]", "[اأإآ]", written) if language == "ar" else written


def plain(name: str, language: str) -> str:
    """A name as `months` has it, however its first letters are written."""
    return re.sub("[أإآ]", "ا", name.casefold()) if language == "ar" else name.casefold()


def _locales(language: str) -> list[Locale]:
    found = []
    for code in REGIONS.get(language, (language,)):
        try:
            found.append(Locale.parse(code))
        except (UnknownLocaleError, ValueError):
            continue
    return found


def _forms(name: str, language: str) -> Iterator[str]:
    """The name in its cases; what is no word, or too short to be sure of, is left out."""
    bare = plain(name, language).rstrip(".")
    if not _LETTERS.fullmatch(bare) or len(bare) < SHORTEST:
        return
    yield bare
    if language == "ru" and bare[-1] in _CASES:
        yield from (bare[:-1] + end for end in _CASES[bare[-1]].split("|"))
