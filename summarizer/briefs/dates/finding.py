"""The dates that a sentence names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from summarizer.briefs.dates.model import FINENESS, Named
from summarizer.briefs.dates.readings import View
from summarizer.briefs.dates.rules import habits, looks_ahead, rules

LONGEST = 2_000
"""Characters of a sentence that are looked at."""

BEFORE = 16
"""Characters before a date in which a word that makes it a habit may stand."""

BESIDE = re.compile(r"[\s,(（]{0,2}(?:(?:the|le|el|de|du|الموافق) )?", re.IGNORECASE)
"""What may stand between a weekday and its date."""

AND = "و"
"""Written together with the date that follows: two dates, not one."""

REMEMBERED = 10_000
"""Sentences whose dates are kept, some megabytes: who asks again a minute later asks of much the same articles."""

UNKNOWN = date(2000, 1, 1)
"""Stands for the day of publication in rules that do not ask for it."""


@lru_cache(maxsize=REMEMBERED)
def dates(text: str, language: str, published: date | None) -> tuple[Named, ...]:
    """Return the dates that ``text`` names, in its order, none of them overlapping.

    Beside the day on which it was ``published`` are reckoned "on Tuesday", "three days ago" and a day without a year;
    without it these are passed over. A bare weekday is the last one, or the next where the sentence
    speaks of what is to come, and so mostly is a day without a year. Linear in the text; nothing is raised.
    """
    ahead = looks_ahead(language)
    view = View(language, published, bool(ahead and ahead.search(text)))
    found: list[Named] = []
    shown, looked = text[:LONGEST], dict[re.Pattern[str], bool]()
    for rule in rules(language):
        if rule.relative and published is None:
            continue
        if rule.sign and rule.sign not in looked:
            looked[rule.sign] = rule.sign.search(shown) is not None
        if rule.sign and not looked[rule.sign]:
            continue
        for match in rule.pattern.finditer(shown):
            start, end = match.span()
            if any(one.start < end and start < one.end for one in found) or _is_habit(text, start, language):
                continue
            day = rule.reckon(match, view, published or UNKNOWN)
            found.append(Named(start, end, day, rule.fineness, rule.relative))
    return tuple(_without_doubles(text, sorted(found, key=lambda one: one.start)))


def _is_habit(text: str, start: int, language: str) -> bool:
    habit = habits(language)
    return bool(habit and habit.search(text[max(0, start - BEFORE) : start]))


def _without_doubles(text: str, found: Sequence[Named]) -> list[Named]:
    """Without the weekday of a day whose date stands beside it: Tuesday, 3 March."""
    kept: list[Named] = []
    for one in found:
        if kept and BESIDE.fullmatch(text, kept[-1].end, one.start) and text[one.start] != AND:
            before = kept[-1]
            if before.relative and one.fineness == before.fineness and not _is_reckoned(text, one):
                kept[-1] = one
                continue
            if one.relative and not _is_reckoned(text, before) and _is_reckoned(text, one):
                continue
        kept.append(one)
    return kept


def _is_reckoned(text: str, one: Named) -> bool:
    """Whether no number of the month is named."""
    return not any(sign.isdecimal() for sign in text[one.start : one.end])


def event(found: Iterable[Named]) -> Named | None:
    """Which of a sentence's dates is that of what it tells: the finest, of equals the first; None without any."""
    real: Sequence[Named] = [one for one in found if one.day is not None]
    return min(real, key=lambda one: (FINENESS.index(one.fineness), one.start), default=None)
