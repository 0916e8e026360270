"""Times of day as people write and say them: 7.30, 07h30, 8 pm, half past seven, 七点半."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import time

from bot.errors import BadHour
from bot.services.schedules.lexicon import Token

_LETTERS = {
    "clock": "c",
    "of": "o",
    "half": "F",
    "coming": "B",
    "quarter": "Q",
    "three-quarters": "R",
    "20-past": "W",
    "past": "P",
    "to": "T",
    "minus": "M",
    "less": "L",
    "and": "A",
    "hour": "h",
    "minute": "i",
    "am": "a",
    "pm": "p",
    "night": "g",
}
"""A letter for each symbol that may be part of a time; a number is n, in digits d, all others are x."""

Rule = Callable[[Sequence[int]], int]

_HALF, _QUARTER, _HOUR = 30, 15, 60

_RULES: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        # Half past seven; in British English half seven.
        ("FP?h?([nd])", lambda n: n[0] * _HOUR + _HALF),
        # Halb acht, половина восьмого.
        ("B([ndo])", lambda n: n[0] * _HOUR - _HALF),
        ("QP([nd])", lambda n: n[0] * _HOUR + _QUARTER),
        ("QT([nd])", lambda n: n[0] * _HOUR - _QUARTER),
        # Четверть восьмого.
        ("Q(o)", lambda n: n[0] * _HOUR - _HOUR + _QUARTER),
        ("([nd])i?P([nd])", lambda n: n[1] * _HOUR + n[0]),
        ("([nd])i?T([nd])", lambda n: n[1] * _HOUR - n[0]),
        ("([nd])i?(o)", lambda n: n[1] * _HOUR - _HOUR + n[0]),
        # Без четверти восемь, 差一刻八点.
        ("LQ([nd])h?", lambda n: n[0] * _HOUR - _QUARTER),
        ("L([nd])i?([nd])h?", lambda n: n[1] * _HOUR - n[0]),
        # Sept heures et demie, siete y media, 七点半, السابعة والنصف.
        ("h?([nd])h?A?F", lambda n: n[0] * _HOUR + _HALF),
        ("h?([nd])h?A?Q", lambda n: n[0] * _HOUR + _QUARTER),
        ("h?([nd])h?W", lambda n: n[0] * _HOUR + 20),
        ("([nd])hR", lambda n: n[0] * _HOUR + 45),
        ("h?([nd])h?MQ", lambda n: n[0] * _HOUR - _QUARTER),
        ("h?([nd])h?M([nd])i?", lambda n: n[0] * _HOUR - n[1]),
    )
)

_HOUR_AND_MINUTES = re.compile("h?([nd])(h?)(A?)([nd])(i?)")
_ONLY_HOUR = re.compile("h?([nd])h?")
_LEAST_SAID = 10
"""Minutes that are said without a word for minutes: seven thirty, and not seven nine."""

_LAST_HOUR = 23
_DAY = 24 * _HOUR
_NOON = 12
_NO_TIME = 99 * _HOUR


@dataclass(frozen=True, slots=True)
class Hour:
    """A time of day; ``whole`` if it was written as 24:00."""

    at: time
    whole: bool = False


def hours(found: Sequence[Token], text: str) -> tuple[list[Hour], list[Token]]:
    """The times among the words of ``text``, in their order, and the words that belong to none. Raises BadHour."""
    line = "".join(_letter(token) for token in found)
    times: list[Hour] = []
    rest: list[Token] = []
    place = 0
    while place < len(found):
        # 下午七点: the part of the day may come first.
        ahead = 1 if line[place] in "apg" and place + 1 < len(line) else 0
        read = _read(line, found, place + ahead) if line[place] not in "AM" else None
        if read is None:
            rest += [found[place]] if line[place] not in "Ai" else []
            place += 1
            continue
        minutes, end = read
        part = line[place] if ahead else line[end] if end < len(line) and line[end] in "apg" else ""
        stop = end + (1 if part and not ahead else 0)
        times.append(_hour(minutes, part, text[found[place].start : found[stop - 1].end]))
        place = stop
    return times, rest


def _letter(token: Token) -> str:
    if token.symbol == "number":
        return "d" if token.digits else "n"
    return _LETTERS.get(token.symbol, "x")


def _read(line: str, found: Sequence[Token], place: int) -> tuple[int, int] | None:
    """Minutes since midnight of the time that begins here, and where it ends."""
    if line[place] == "c":
        hour, minute = divmod(found[place].number, 100)
        # No clock shows 7:75: it is not 8:15.
        return (hour * _HOUR + minute if minute < _HOUR else _NO_TIME), place + 1
    for pattern, rule in _RULES:
        if match := pattern.match(line, place):
            return _spoken(rule([found[place].number for place in map(match.start, _groups(match))])), match.end()
    return _hour_and_minutes(line, found, place) or _only_hour(line, found, place)


def _groups(match: re.Match[str]) -> range:
    return range(1, (match.lastindex or 0) + 1)


def _spoken(minutes: int) -> int:
    """Half an hour before one is after noon: whoever speaks of halves and quarters counts to twelve."""
    return minutes + _DAY // 2 if 0 < minutes < _HOUR else minutes % _DAY if -_HOUR < minutes < 0 else minutes


def _hour_and_minutes(line: str, found: Sequence[Token], place: int) -> tuple[int, int] | None:
    match = _HOUR_AND_MINUTES.match(line, place)
    if match is None:
        return None
    first, second = found[match.start(1)], found[match.start(4)]
    said = bool(match[2] or match[5] or (match[3] and not second.digits))
    alone = second.number > _LAST_HOUR if second.digits else second.number >= _LEAST_SAID
    # 8 18 are two hours, 七点三十 is one; a second hour that has a word for itself is none of these minutes.
    if second.number >= _HOUR or not (said or alone) or (line[match.end() : match.end() + 1] == "h" and not match[5]):
        return None
    return first.number * _HOUR + second.number, match.end()


def _only_hour(line: str, found: Sequence[Token], place: int) -> tuple[int, int] | None:
    match = _ONLY_HOUR.match(line, place)
    return (found[match.start(1)].number * _HOUR, match.end()) if match else None


def _hour(minutes: int, part: str, words: str) -> Hour:
    hour, minute = divmod(minutes, _HOUR)
    if (part == "p" and 0 < hour < _NOON) or (part == "g" and _NOON // 2 <= hour <= _NOON):
        hour = (hour + _NOON) % 24
    elif part == "a" and hour == _NOON:
        hour = 0
    if hour == 24 and minute == 0:
        return Hour(time(0), whole=True)
    if not 0 <= hour <= _LAST_HOUR:
        raise BadHour(words=words[:40])
    return Hour(time(hour, minute))
