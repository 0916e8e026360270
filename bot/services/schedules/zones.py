"""A time zone from what people call it: a city, a country, a difference from UTC, a key of the IANA database."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from difflib import get_close_matches

from bot.errors import BadOffset, NoZoneThere, SeveralZones, UnknownZone
from bot.services.schedules.keys import canonical, keys, located, places
from bot.services.schedules.lexicon import fold
from bot.services.schedules.moments import zone_of
from bot.services.schedules.names import ABBREVIATIONS, COUNTRIES, cities, city, countries, plain, shown
from bot.services.schedules.towns import town

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
    name = _TIME.sub("", plain(folded))
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
    key = ABBREVIATIONS.get(name) or cities().get(name)
    country = COUNTRIES.get(name) or countries().get(name)
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
        raise SeveralZones(words=asked, suggestions=[city(key) for key in found][:_SUGGESTED])
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
    names = [city(key) for key in alike.values()]
    raise (SeveralZones if names else UnknownZone)(words=asked, zone=asked, suggestions=names[:_SUGGESTED])


def _from_utc(key: str, now: datetime) -> int:
    offset = now.astimezone(zone_of(key)).utcoffset() or timedelta()
    return round(offset.total_seconds() / 60)


def _suggestions(name: str) -> list[str]:
    """Names that are nearly this one, each of another zone or country."""
    near = get_close_matches(name, shown(), 2 * _SUGGESTED, _LEAST_LIKE)
    means = {cities().get(one) or countries().get(one) or one: shown()[one] for one in reversed(near)}
    return list(means.values())[::-1][:_SUGGESTED]
