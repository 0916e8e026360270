"""What the clock on the wall says, and when: local times as moments, on days whose clocks are changed too."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.errors import UnknownZone

_SECOND = timedelta(seconds=1)


@cache
def zone_of(key: str) -> tzinfo:
    """The zone behind a key of the IANA database. Raises UnknownZone."""
    try:
        return ZoneInfo(key)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownZone(zone=key) from error


def first(day: date, at: time, zone: tzinfo) -> datetime:
    """When the clock first shows this time, in UTC; where it skips it, the first moment after the gap."""
    return _moment(day, at, zone, fold=0)


def last(day: date, at: time, zone: tzinfo) -> datetime:
    """As `first`, but the second of two moments where the clock shows the time twice."""
    return _moment(day, at, zone, fold=1)


def exists(day: date, zone: tzinfo) -> bool:
    """Whether there is such a day: Samoa had no 30 December 2011."""
    return first(day, time.min, zone).astimezone(zone).date() == day


def _moment(day: date, at: time, zone: tzinfo, fold: int) -> datetime:
    local = datetime.combine(day, at)
    moment = local.replace(tzinfo=zone, fold=fold).astimezone(UTC)
    if _shown(moment, zone) == local:
        return moment
    # In a gap the two readings of the time stand on either side of it: PEP 495.
    readings = [local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    early, late = min(readings), max(readings)
    while late - early > _SECOND:
        middle = early + timedelta(seconds=(late - early) // _SECOND // 2)
        if _shown(middle, zone) < local:
            early = middle
        else:
            late = middle
    return late


def _shown(moment: datetime, zone: tzinfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)
