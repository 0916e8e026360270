"""How a day is reckoned from what a rule matched."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from summarizer.briefs.dates.model import WEEK
from summarizer.briefs.dates.names import months, plain, weekdays
from summarizer.briefs.dates.phrases import PHRASES
from summarizer.briefs.dates.reckoning import begun, days, exact, nearest, of_month, shifted, weekday

HAN_DAYS = "一二三四五六日"
HAN = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}

NUMBERS = {
    "fr": (1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
    "es": (1, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
    "ru": (1, 1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
    "ar": (3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10),
    "zh": (1, 2, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
}
"""What the words of `Phrases.numbers` stand for, in their order; in English they count from one."""


@dataclass(frozen=True, slots=True)
class View:
    """What a date is reckoned from: the day of publication, if it is known, and whether the sentence looks ahead."""

    language: str
    today: date | None
    ahead: bool


Reckon = Callable[[re.Match[str], View, date], date | None]
"""From a match, the view and the day of publication to the day that is meant."""


def _number(text: str) -> int:
    """Digits of any script, Han digits in a row, or a number of Han signs below a hundred; 0 for anything else."""
    if text.isdecimal():
        return int(text)
    if "十" not in text:
        return int("".join(str(HAN[sign]) for sign in text))
    tens, _, ones = text.partition("十")
    return HAN.get(tens or "一", 0) * 10 + HAN.get(ones or "零", 0)


def _parts(match: re.Match[str], view: View) -> tuple[int | None, int, int]:
    """Year, month and day of what was matched; the day 1 where none is named."""
    held = match.groupdict()
    month = held["month"]
    names = months(view.language)
    number = names[plain(month, view.language)] if plain(month, view.language) in names else _number(month)
    return (_number(held["year"]) if held.get("year") else None), number, _number(held.get("day") or "1")


def whole(match: re.Match[str], view: View, today: date) -> date | None:
    year, month, day = _parts(match, view)
    return exact(year or today.year, month, day)


def either(match: re.Match[str], view: View, today: date) -> date | None:
    """The day first, as most of the world has it; the month first where only that can be."""
    year, month, day = _parts(match, view)
    if view.language == "en" and month <= 12 and day <= 12 and month != day and match[0].count("."):
        return exact(year or today.year, month, day)
    if view.language == "en" and day <= 12:
        return exact(year or today.year, day, month)
    return exact(year or today.year, month, day)


def without_year(match: re.Match[str], view: View, today: date) -> date | None:
    _, month, day = _parts(match, view)
    return nearest(month, day, today, ahead=view.ahead) if 1 <= month <= 12 else None


def beside_year(match: re.Match[str], view: View, today: date) -> date | None:
    _, month, day = _parts(match, view)
    return exact(today.year + {"去年": -1, "今年": 0, "明年": 1}[match["off"]], month, day)


def day_alone(match: re.Match[str], view: View, today: date) -> date | None:
    return of_month(int(match["day"]), today, ahead=view.ahead)


def month_alone(match: re.Match[str], view: View, today: date) -> date | None:
    _, month, _ = _parts(match, view)
    return nearest(month, 1, today, ahead=view.ahead) if 1 <= month <= 12 else None


def year_alone(match: re.Match[str], _view: View, _today: date) -> date | None:
    return exact(int(match["year"]), 1)


def off(count: int) -> Reckon:
    return lambda _match, _view, today: days(today, count)


def span(unit: str, count: int) -> Reckon:
    return lambda _match, _view, today: begun(shifted(today, unit, count), unit)


def toward(way: int) -> Reckon:
    return lambda match, view, today: weekday(_weekday(match, view), today, way)


def of_week(way: int) -> Reckon:
    """The day of last week or of next week, whichever day it is now."""

    def reckon(match: re.Match[str], view: View, today: date) -> date | None:
        monday = begun(today, WEEK)
        return days(monday, 7 * way + _weekday(match, view)) if monday else None

    return reckon


def bare(match: re.Match[str], view: View, today: date) -> date | None:
    return weekday(_weekday(match, view), today, 1 if view.ahead else 0)


def _weekday(match: re.Match[str], view: View) -> int:
    name = match["weekday"]
    if view.language == "zh":
        return HAN_DAYS.index(name.replace("天", "日"))
    return weekdays(view.language)[plain(name, view.language)]


def counted(language: str, way: int) -> Reckon:
    words = PHRASES[language].numbers.split("|")
    values = dict(zip(words, NUMBERS.get(language, range(1, len(words) + 1)), strict=True))

    def reckon(match: re.Match[str], _view: View, today: date) -> date | None:
        held = match.groupdict()
        unit = next(name for name in PHRASES[language].units if held.get(name))
        count = _count(held, values)
        if unit.startswith("two_"):
            unit, count = unit.removeprefix("two_"), 2
        return shifted(today, unit, way * count)

    return reckon


def _count(held: dict[str, str | None], values: dict[str, int]) -> int:
    said = held.get("n")
    if not said:
        return 1
    return int(said) if said.isdecimal() else values.get(said.casefold(), 1)
