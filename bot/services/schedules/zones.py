"""A time zone from what people call it: a city, a country, a difference from UTC, a key of the IANA database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from difflib import get_close_matches
from functools import cache

from babel import Locale

from bot.errors import BadOffset, NoZoneThere, SeveralZones, UnknownZone
from bot.services.schedules.keys import canonical, keys, located, places
from bot.services.schedules.lexicon import fold
from bot.services.schedules.moments import zone_of
from bot.services.schedules.towns import town

SPOKEN = ("en", "fr", "es", "ru", "zh", "zh_Hant", "ar")
"""Languages in which cities and countries may be named; towns may be in any."""

LONGEST = 80
"""Letters of the longest name that is looked for."""

PRIMARY = {
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "CY": "Asia/Nicosia",
    "DE": "Europe/Berlin",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "MH": "Pacific/Majuro",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PF": "Pacific/Tahiti",
    "PT": "Europe/Lisbon",
    "UA": "Europe/Kyiv",
    "UZ": "Asia/Tashkent",
}
"""The zone of a country of several that nearly everybody there has: primaryZones of CLDR."""

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

BETWEEN = {
    -570: "Pacific/Marquesas",
    210: "Asia/Tehran",
    270: "Asia/Kabul",
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    390: "Asia/Yangon",
    525: "Australia/Eucla",
    570: "Australia/Darwin",
}
"""Minutes from UTC that are no full hours, and a place that has them all year: the number itself has no key."""

_OFFSET = re.compile(r"(?:utc|gmt|z)? ?([+\-−–]) ?(\d{1,2})(?:[:.]?(\d\d))?")
_NOISE = re.compile(r"[^\w]+")
_TIME = re.compile(r" (?:time|standard time|summer time|time zone|timezone)$|^(?:heure de|hora de|время|по) ")
_LEAST_LIKE = 0.72
_SUGGESTED = 3
_HALF_A_YEAR = timedelta(days=182)
_WESTMOST, _EASTMOST = -12 * 60, 14 * 60


def find_zone(words: str, now: datetime) -> str:
    """The key of the zone that the words name. ``now`` decides which zones of a country are the same.

    Raises UnknownZone with the names that come near, SeveralZones with some of them, BadOffset.
    """
    asked = " ".join(words.split())[:LONGEST]
    folded = fold(asked)[0]
    if match := _OFFSET.fullmatch(folded):
        return _offset(match, asked, now)
    if folded.replace(" ", "_") in keys() and "/" in folded:
        return canonical(keys()[folded.replace(" ", "_")])
    name = _TIME.sub("", _plain(folded))
    found = _named(name, asked, now)
    if found is None:
        names = _suggestions(name) if name else []
        raise UnknownZone(words=asked, zone=asked, suggestions=names)
    return found


def zone_at(latitude: float, longitude: float) -> str:
    """The key of the zone at a place on the globe, in degrees; by the hour at sea. Raises NoZoneThere."""
    from tzfpy import get_tz

    key = get_tz(longitude, latitude)
    if key.casefold() not in keys():
        raise NoZoneThere
    return canonical(key)


def _named(name: str, asked: str, now: datetime) -> str | None:
    if not name:
        return None
    key = ABBREVIATIONS.get(name) or _cities().get(name)
    country = COUNTRIES.get(name) or _countries().get(name)
    if key or country:
        return key or _of_country(str(country), asked, now)
    # Turkey and Hongkong are keys of old.
    return canonical(keys()[name]) if name in keys() else town(asked)


def _offset(match: re.Match[str], asked: str, now: datetime) -> str:
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    minutes = minutes if match[1] == "+" else -minutes
    said = f"{match[1]}{match[2]}:{match[3] or '00'}"
    if not _WESTMOST <= minutes <= _EASTMOST or int(match[3] or 0) > 59:
        raise BadOffset(words=said)
    hours, rest = divmod(minutes, 60)
    if not rest:
        # In these keys the sign is the other way round.
        return f"Etc/GMT{-hours:+d}" if hours else "UTC"
    if minutes in BETWEEN:
        return BETWEEN[minutes]
    seasons = (now, now + _HALF_A_YEAR)
    found = sorted(key for key in located() if minutes in [_from_utc(key, season) for season in seasons])
    if found:
        raise SeveralZones(words=asked, suggestions=[_city(key) for key in found][:_SUGGESTED])
    raise BadOffset(words=said)


def _of_country(country: str, asked: str, now: datetime) -> str:
    zones = places().get(country, ())
    alike: dict[tuple[int, ...], str] = {}
    for key in zones:
        alike.setdefault(tuple(_from_utc(key, now + timedelta(days=days)) for days in range(0, 730, 30)), key)
    if country in PRIMARY:
        return PRIMARY[country]
    if len(alike) == 1:
        return zones[0]
    names = [_city(key) for key in alike.values()]
    raise (SeveralZones if names else UnknownZone)(words=asked, zone=asked, suggestions=names[:_SUGGESTED])


def _from_utc(key: str, now: datetime) -> int:
    offset = now.astimezone(zone_of(key)).utcoffset() or timedelta()
    return round(offset.total_seconds() / 60)


def _suggestions(name: str) -> list[str]:
    """Names that are nearly this one, each of another zone or country."""
    near = get_close_matches(name, _shown(), 2 * _SUGGESTED, _LEAST_LIKE)
    means = {_cities().get(one) or _countries().get(one) or one: _shown()[one] for one in reversed(near)}
    return list(means.values())[::-1][:_SUGGESTED]


def _plain(name: str) -> str:
    return _NOISE.sub(" ", name.replace("_", " ")).strip()


def _city(key: str) -> str:
    return str(Locale("en").time_zones.get(key, {}).get("city") or _own(key))


def _own(key: str) -> str:
    return key.rsplit("/", 1)[-1].replace("_", " ")


@cache
def _cities() -> dict[str, str]:
    """The cities that zones are named by, folded, in all languages; a city's own zone before others of its name."""
    found: dict[str, str] = {}
    for name, key in _names():
        found.setdefault(_plain(fold(name)[0]), key)
    return found


@cache
def _countries() -> dict[str, str]:
    """The codes of countries by their names in all languages."""
    found: dict[str, str] = {}
    for language in SPOKEN:
        for code, name in Locale.parse(language).territories.items():
            if code in places():
                found.setdefault(_plain(fold(str(name))[0]), str(code))
    return found


@cache
def _shown() -> dict[str, str]:
    """Every name that is known without looking towns up, folded, and as it is written, in English if it is English."""
    found: dict[str, str] = {}
    for language in SPOKEN:
        names = (str(name) for code, name in Locale.parse(language).territories.items() if code in places())
        for name in (*names, *(name for name, _ in _names())):
            found.setdefault(_plain(fold(name)[0]), name)
    return found


def _names() -> Iterator[tuple[str, str]]:
    yield from ((_own(key), key) for key in sorted(located()))
    for language in SPOKEN:
        for key, names in Locale.parse(language).time_zones.items():
            if names.get("city") and canonical(key) in located():
                # CLDR calls some zones by the name that they had when it began.
                yield str(names["city"]), canonical(key)
