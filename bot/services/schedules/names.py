"""What zones are called: cities, countries and abbreviations, in the languages in which they may be named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from babel import Locale

from bot.services.schedules.keys import canonical, located, places
from bot.services.schedules.lexicon import fold

SPOKEN = ("en", "fr", "es", "ru", "zh", "zh_Hant", "ar")
"""Languages in which cities and countries may be named; towns may be in any."""

ABBREVIATIONS = {
    "et": "America/New_York",
    "est": "America/New_York",
    "edt": "America/New_York",
    "pt": "America/Los_Angeles",
    "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles",
    "cet": "Europe/Paris",
    "cest": "Europe/Paris",
    "mez": "Europe/Berlin",
    "mesz": "Europe/Berlin",
    "eet": "Europe/Athens",
    "eest": "Europe/Athens",
    "msk": "Europe/Moscow",
    "мск": "Europe/Moscow",
    "jst": "Asia/Tokyo",
    "kst": "Asia/Seoul",
    "hkt": "Asia/Hong_Kong",
    "sgt": "Asia/Singapore",
    "wat": "Africa/Lagos",
    "cat": "Africa/Maputo",
    "eat": "Africa/Nairobi",
    "sast": "Africa/Johannesburg",
    "utc": "UTC",
    "gmt": "UTC",
    "z": "UTC",
}
"""Those that mean one place to nearly everybody. Whoever writes EST in July means New York, and not Panama."""

COUNTRIES = {
    "uk": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "us": "US",
    "usa": "US",
    "u s a": "US",
    "сша": "US",
    "ee uu": "US",
    "uae": "AE",
    "оаэ": "AE",
    "holland": "NL",
}
"""What countries are called besides their names in CLDR."""

_NOISE = re.compile(r"[^\w]+")


def plain(name: str) -> str:
    """The name without what is no letter and no digit."""
    return _NOISE.sub(" ", name.replace("_", " ")).strip()


def city(key: str) -> str:
    """The city of a zone, in English."""
    return str(Locale("en").time_zones.get(key, {}).get("city") or _own(key))


def _own(key: str) -> str:
    return key.rsplit("/", 1)[-1].replace("_", " ")


@cache
def cities() -> dict[str, str]:
    """The cities that zones are named by, folded, in all languages; a city's own zone before others of its name."""
    found: dict[str, str] = {}
    for name, key in _names():
        found.setdefault(plain(fold(name)[0]), key)
    return found


@cache
def countries() -> dict[str, str]:
    """The codes of countries by their names in all languages."""
    found: dict[str, str] = {}
    for language in SPOKEN:
        for code, name in Locale.parse(language).territories.items():
            if code in places():
                found.setdefault(plain(fold(str(name))[0]), str(code))
    return found


@cache
def shown() -> dict[str, str]:
    """Every name that is known without looking towns up, folded, and as it is written, in English if it is English."""
    found: dict[str, str] = {}
    for language in SPOKEN:
        names = (str(name) for code, name in Locale.parse(language).territories.items() if code in places())
        for name in (*names, *(name for name, _ in _names())):
            found.setdefault(plain(fold(name)[0]), name)
    return found


def _names() -> Iterator[tuple[str, str]]:
    yield from ((_own(key), key) for key in sorted(located()))
    for language in SPOKEN:
        for key, names in Locale.parse(language).time_zones.items():
            if names.get("city") and canonical(key) in located():
                # CLDR calls some zones by the name that they had when it began.
                yield str(names["city"]), canonical(key)
