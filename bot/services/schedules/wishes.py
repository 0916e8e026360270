"""What a reader wants of `/digest`, from their words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import time

from bot.errors import BadCap, BadSchedule, EndOfDay, NoQuietHours
from bot.services.schedules.hours import Hour, hours
from bot.services.schedules.lexicon import Token, tokens
from bot.services.schedules.schedule import DAYS, WORKING, Kind, Quiet

MORNING, EVENING, WEEKLY = time(7, 30), time(18, 30), time(9)
"""The hours of a schedule for which none was named."""

MOST_ALERTS = 1000
"""A cap above which nothing would be held back."""

_WEEKEND = (5, 6)
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class SetHours:
    """How often, and when. ``midnight`` if 24:00 was read as 00:00."""

    kind: Kind
    times: tuple[time, ...] = ()
    days: tuple[int, ...] = ()
    midnight: bool = False


@dataclass(frozen=True, slots=True)
class SetQuiet:
    """Quiet hours, or none."""

    quiet: Quiet | None
    midnight: bool = False


@dataclass(frozen=True, slots=True)
class SetCap:
    """Alerts an hour at most: 0 for any number, None for as many as is usual."""

    most: int | None


@dataclass(frozen=True, slots=True)
class SetPause:
    """A pause until what the words say; None ends it."""

    until: str | None


@dataclass(frozen=True, slots=True)
class SetZone:
    """The time zone of what the words name."""

    place: str


@dataclass(frozen=True, slots=True)
class Switch:
    """Everything off, or on again."""

    on: bool


@dataclass(frozen=True, slots=True)
class AsUsual:
    """A topic follows the general schedule again; the general one is at once again."""


Wish = SetHours | SetQuiet | SetCap | SetPause | SetZone | Switch | AsUsual


def understand(text: str) -> Wish:
    """The wish that the words say. Raises BadSchedule, BadHour, EndOfDay, TooManyHours, NeverDue, NoQuietHours, BadCap.

    Where they only name what is to be set, and not how, the error says how one writes it.
    """
    found = tokens(text)
    first = found[0].symbol if found else ""
    if first in _SUBJECTS:
        return _SUBJECTS[first](_Said(found[1:], text, text[found[0].end :].strip()))
    if len(found) == 1 and first in _WORDS:
        return _WORDS[first]
    return _hours(found, text)


@dataclass(frozen=True, slots=True)
class _Said:
    """What stands behind the word that says what is to be set: its words, in which text, and as they were written."""

    found: Sequence[Token]
    text: str
    rest: str


def _quiet(said: _Said) -> SetQuiet:
    if len(said.found) == 1 and said.found[0].symbol == "off":
        return SetQuiet(None)
    # Between two hours “to” is no “quarter to”.
    ends, others = hours([token for token in said.found if token.symbol not in ("to", "until", "minus")], said.text)
    if len(ends) != 2 or any(not token.symbol for token in others):
        raise NoQuietHours
    return SetQuiet(Quiet(ends[0].at, ends[1].at), any(end.whole for end in ends))


def _cap(said: _Said) -> SetCap:
    symbols = [token.symbol for token in said.found]
    if symbols in (["off"], ["usual"]):
        return SetCap(0 if symbols == ["off"] else None)
    numbers = [token.number for token in said.found if token.symbol == "number"]
    if len(numbers) != 1 or not 0 < numbers[0] <= MOST_ALERTS or "-" in said.rest:
        raise BadCap(most=MOST_ALERTS)
    return SetCap(numbers[0])


def _pause(said: _Said) -> SetPause:
    symbols = [token.symbol for token in said.found]
    return SetPause(None if symbols in (["off"], ["on"]) else said.rest)


def _zone(said: _Said) -> SetZone:
    return SetZone(said.rest.lstrip(":= "))


_SUBJECTS: dict[str, Callable[[_Said], Wish]] = {
    "quiet": _quiet,
    "most": _cap,
    "pause": _pause,
    "zone": _zone,
}

_WORDS: dict[str, Wish] = {
    "off": Switch(on=False),
    "on": Switch(on=True),
    "usual": AsUsual(),
    "once": SetHours(Kind.AT_ONCE),
    "hourly": SetHours(Kind.HOURLY),
    "am": SetHours(Kind.DAILY, (MORNING,)),
    "pm": SetHours(Kind.DAILY, (EVENING,)),
}

_PARTS = {"am": MORNING, "pm": EVENING}
_KINDS = {"daily": Kind.DAILY, "weekdays": Kind.WEEKDAYS, "weekly": Kind.WEEKLY, "weekends": Kind.WEEKLY}


def _hours(found: Sequence[Token], text: str) -> SetHours:
    found = _ranged(found)
    kinds = {token.symbol for token in found if token.symbol in _KINDS}
    named = tuple(DAYS.index(token.symbol) for token in found if token.symbol in DAYS)
    times, rest = hours([token for token in found if token.symbol not in (*_KINDS, *DAYS)], text)
    parts = [_PARTS[token.symbol] for token in rest if token.symbol in _PARTS]
    odd = [token for token in rest if token.symbol not in _PARTS]
    if odd or len(kinds) > 1 or (named and kinds - {"weekly"}) or not (kinds or named or times or parts):
        words = text[odd[0].start : odd[-1].end] if odd else text
        raise BadSchedule(words=" ".join(words.split())[:_SHOWN])
    if set(named) == set(WORKING):
        named, kinds = (), {"weekdays"}
    kind = Kind.WEEKLY if named else _KINDS[kinds.pop()] if kinds else Kind.DAILY
    days = named or (_WEEKEND if any(token.symbol == "weekends" for token in found) else (0,))
    return _set(kind, times, parts, days if kind is Kind.WEEKLY else ())


def _ranged(found: Sequence[Token]) -> list[Token]:
    """Monday to Friday as five days."""
    days: list[Token] = []
    for place, token in enumerate(found):
        before, after = found[place - 1 : place], found[place + 1 : place + 2]
        joins = token.symbol in ("to", "until") and before and after
        if not joins or before[0].symbol not in DAYS or after[0].symbol not in DAYS:
            days.append(token)
            continue
        start, end = DAYS.index(before[0].symbol), DAYS.index(after[0].symbol)
        between = [DAYS[(start + ahead) % 7] for ahead in range(1, (end - start) % 7)]
        days += [replace(token, symbol=day) for day in between]
    return days


def _set(kind: Kind, times: Sequence[Hour], parts: Sequence[time], days: tuple[int, ...]) -> SetHours:
    midnight = any(one.whole for one in times)
    if midnight and kind is not Kind.DAILY:
        raise EndOfDay
    at = tuple(one.at for one in times) + tuple(parts)
    return SetHours(kind, at or ((WEEKLY if kind is Kind.WEEKLY else MORNING),), days, midnight)
