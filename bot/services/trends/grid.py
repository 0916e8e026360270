"""A period cut into hours, days, weeks, months or years of the reader's calendar, few enough to be drawn as bars."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from bot.services.schedules.moments import first
from storage.search.trends import Edge

HOUR, DAY, WEEK, MONTH, YEAR = "hour", "day", "week", "month", "year"

FINEST = ((1, HOUR), (62, DAY), (3 * 366, WEEK), (12 * 366, MONTH))
"""Days up to which a period is cut into each; a longer one into years."""

EARLIEST = date(1600, 1, 1)
"""Earlier there were no newspapers."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Grid:
    """``starts`` are the local beginnings of the pieces, ``edges`` the same for the database, and the last end."""

    unit: str
    starts: tuple[datetime, ...]
    edges: tuple[Edge, ...]

    @property
    def first(self) -> date:
        """The day on which the period begins."""
        return self.starts[0].date()


def grid(since: date, now: datetime, zone: tzinfo) -> Grid:
    """The days from ``since`` up to today, today whole, as the clocks of a zone show them."""
    today = now.astimezone(zone).date()
    since = min(max(since, EARLIEST), today)
    unit = next((unit for days, unit in FINEST if (today - since).days < days), YEAR)
    if unit == HOUR:
        return _hours(today, zone)
    days = list(_days(_BEGINNINGS[unit](since), unit, today))
    starts = [since if place == 0 else day for place, day in enumerate(days)]
    edges = [_edge(day, zone) for day in (*starts, today + _DAY)]
    return Grid(unit, tuple(datetime.combine(day, time()) for day in starts), tuple(edges))


def _hours(today: date, zone: tzinfo) -> Grid:
    """Hours as they pass: 23 or 25 on days on which the clocks are changed."""
    begin, end = _edge(today, zone), _edge(today + _DAY, zone)
    hours = round((end.moment - begin.moment) / timedelta(hours=1))
    moments = [begin.moment + timedelta(hours=hour) for hour in range(max(hours, 1))]
    starts = tuple(moment.astimezone(zone).replace(tzinfo=None) for moment in moments)
    return Grid(HOUR, starts, (begin, *(Edge(moment) for moment in moments[1:]), end))


def _edge(day: date, zone: tzinfo) -> Edge:
    return Edge(first(day, time.min, zone), datetime.combine(day, time(), UTC))


def _days(day: date, unit: str, today: date) -> Iterator[date]:
    while day <= today:
        yield day
        day = _NEXT[unit](day)


_BEGINNINGS: dict[str, Callable[[date], date]] = {
    DAY: lambda day: day,
    WEEK: lambda day: day - timedelta(days=day.weekday()),
    MONTH: lambda day: day.replace(day=1),
    YEAR: lambda day: day.replace(month=1, day=1),
}
_NEXT: dict[str, Callable[[date], date]] = {
    DAY: lambda day: day + _DAY,
    WEEK: lambda day: day + 7 * _DAY,
    MONTH: lambda day: (day.replace(day=1) + 31 * _DAY).replace(day=1),
    YEAR: lambda day: day.replace(year=day.year + 1, month=1, day=1),
}
