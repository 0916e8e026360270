"""From what was matched to a day: whole years are guessed, months added, weekdays counted from another day."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from summarizer.briefs.dates.model import MONTH, WEEK, YEAR

AROUND = 8
"""Years in which a day is looked for that few years have."""

AT_HAND = timedelta(days=92)
"""How near a day must be to be the next one of its name."""

FARTHEST = 400
"""Most of a unit that are counted off."""


def exact(year: int, month: int, day: int = 1) -> date | None:
    """The day, None if there is none of that name."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest(month: int, day: int, today: date, *, ahead: bool) -> date | None:
    """The day of that name that a report of ``today`` means, None if no year has it.

    ``ahead``: the next one. Otherwise the last one, but for one that is at hand: in November, 5 January is to come.
    """
    years = range(max(1, today.year - AROUND), min(9999, today.year + AROUND) + 1)
    found = [one for year in years if (one := exact(year, month, day)) is not None]
    past = max((one for one in found if one <= today), default=None)
    coming = min((one for one in found if one >= today), default=None)
    if past is None or coming is None:
        return past or coming
    at_hand = coming - today <= AT_HAND and coming - today < today - past
    return coming if ahead or at_hand else past


def of_month(day: int, today: date, *, ahead: bool) -> date | None:
    """The last such day of a month, today too; or the next one."""
    for step in range(3):
        first = shifted(today, MONTH, step if ahead else -step)
        found = exact(first.year, first.month, day) if first else None
        if found is not None and (found >= today if ahead else found <= today):
            return found
    return None


def weekday(number: int, today: date, way: int) -> date | None:
    """The day of the week: before today (-1), after it (1), or today or before it (0)."""
    back = (today.weekday() - number) % 7
    off = {-1: -(back or 7), 0: -back, 1: 7 - back}[way]
    return days(today, off)


def days(today: date, off: int) -> date | None:
    """So many days on; None where the calendar ends."""
    try:
        return today + timedelta(days=off)
    except OverflowError:
        return None


def shifted(today: date, unit: str, off: int) -> date | None:
    """The same day so many units on, or the last one of a shorter month."""
    if abs(off) > FARTHEST:
        return None
    if unit == "day":
        return days(today, off)
    if unit == WEEK:
        return days(today, 7 * off)
    years, month = divmod(today.month - 1 + off * (12 if unit == YEAR else 1), 12)
    year = today.year + years
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def begun(day: date | None, fineness: str) -> date | None:
    """The first day of the week, the month or the year that the day is in."""
    if day is None or fineness not in (WEEK, MONTH, YEAR):
        return day
    if fineness == WEEK:
        return days(day, -day.weekday())
    return day.replace(day=1) if fineness == MONTH else day.replace(month=1, day=1)
