"""The rules of a language: what is matched, and how its day is reckoned. The first rules win where two overlap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from summarizer.briefs.dates.model import DAY, MONTH, YEAR
from summarizer.briefs.dates.names import months, pattern, weekdays
from summarizer.briefs.dates.phrases import PHRASES, Phrases
from summarizer.briefs.dates.readings import (
    HAN_DAYS,
    Reckon,
    bare,
    beside_year,
    counted,
    day_alone,
    either,
    month_alone,
    of_week,
    off,
    span,
    toward,
    whole,
    without_year,
    year_alone,
)

YEAR_4 = r"(?P<year>(?:1[6-9]|20)\d\d)(?!\d| ?['’]?s\b)"
HAN_DATE = r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})[日号號]"
ANY_YEAR = r"(?P<year>\d{4})(?!\d)"

DIGIT = re.compile(r"\d")
HAN = ("zh", "ja")
"""Languages that have numbers without a digit."""


@dataclass(frozen=True, slots=True)
class Rule:
    """``relative``: it needs the day of publication, and is passed over without it.

    ``sign`` stands in everything that the pattern matches, and in most sentences does not: they are soon done with.
    """

    pattern: re.Pattern[str]
    reckon: Reckon
    fineness: str = DAY
    relative: bool = False
    sign: re.Pattern[str] | None = None


@cache
def rules(language: str) -> tuple[Rule, ...]:
    """Those of the language; for one that is not listed in `phrases`, plain dates only."""
    numeric = list(_numeric(language))
    if language not in HAN:
        numeric = [replace(rule, sign=DIGIT) for rule in numeric]
    found = [*numeric, *(replace(rule, sign=DIGIT) for rule in _named(language))]
    if phrases := PHRASES.get(language):
        found += _relative(language, phrases)
    return tuple(found)


@cache
def habits(language: str) -> re.Pattern[str] | None:
    """What, right before a day, tells that no single day is meant."""
    phrases = PHRASES.get(language)
    return re.compile(rf"(?:{phrases.habit})\s*$", re.IGNORECASE) if phrases else None


@cache
def looks_ahead(language: str) -> re.Pattern[str] | None:
    """What tells that a sentence speaks of what is to come."""
    phrases = PHRASES.get(language)
    return re.compile(phrases.ahead, re.IGNORECASE) if phrases else None


def _compiled(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def _numeric(language: str) -> Iterator[Rule]:
    yield Rule(_compiled(r"(?<![\d./-])(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?![\d/-])"), whole)
    if language in HAN:
        yield Rule(_compiled(rf"(?<!\d)(?P<year>\d{{4}}|[〇零一二三四五六七八九]{{4}})年{HAN_DATE}"), whole)
        yield Rule(_compiled(r"(?<!\d)(?P<year>\d{4})年(?P<month>\d{1,2})月(?!\d{1,2}[日号號])"), whole, MONTH)
        yield Rule(
            _compiled(r"(?P<off>今年|去年|明年)(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号號]"),
            beside_year,
            DAY,
            relative=True,
        )
        yield Rule(_compiled(r"(?P<off>今年|去年|明年)(?P<month>\d{1,2})月"), beside_year, MONTH, relative=True)
        yield Rule(_compiled(rf"(?<!\d){HAN_DATE}"), without_year, relative=True)
    yield Rule(_compiled(r"(?<![\d./-])(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4})(?![\d/-])"), either)


def _named(language: str) -> Iterator[Rule]:
    if language in HAN or not months(language):
        return
    name = f"(?:{pattern(months(language), language)})"
    # Arabic papers give both names of a month: 5 آذار/مارس.
    month = rf"(?P<month>{name})\.?(?: ?[/(] ?{name}\)?)?"
    left = PHRASES[language].left if language in PHRASES else r"(?<![^\W_])"
    to = r"(?: ?(?:-|–|—|/|and|et|y|и|و|to|al|au) ?\d{1,2}(?:st|nd|rd|th)?)?"
    day = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|°|-?го|\.)?{to}"
    of = r"(?:[ /-]|,? (?:of |de |del |من )?(?:شهر )?)"
    year = rf"(?:[/-]|,? (?:of |de |del |عام |سنة )?){ANY_YEAR}"
    yield Rule(_compiled(rf"{left}{day}{of}{month}{year}"), whole)
    if language == "en":
        yield Rule(_compiled(rf"{left}{month} {day} ?,?(?: of)? {ANY_YEAR}"), whole)
        yield Rule(_compiled(rf"{left}{month} {day}(?![^\W_])"), without_year, DAY, relative=True)
    yield Rule(_compiled(rf"{left}{day}{of}{month}(?![^\W_])"), without_year, DAY, relative=True)
    yield Rule(_compiled(rf"{left}{month},?(?: of| de| del| عام| سنة)? {YEAR_4}"), whole, MONTH)


def _signs(language: str, phrases: Phrases) -> dict[str, re.Pattern[str]]:
    """What stands in a text for each name in braces, but for the numbers that are words."""
    if language in HAN:
        return {"month": DIGIT, "year": DIGIT}
    return {
        "day": _compiled(pattern(weekdays(language), language)),
        "year": DIGIT,
        "month": _compiled(pattern(months(language), language)),
        "unit": _compiled("|".join(phrases.units.values())),
    }


def _relative(language: str, phrases: Phrases) -> Iterator[Rule]:
    left, right = phrases.left, phrases.right
    units = "(?:" + "|".join(f"(?P<{name}>{forms})" for name, forms in phrases.units.items()) + ")"
    number = rf"(?P<n>\d{{1,3}}|{phrases.numbers}|a|an)" if language == "en" else rf"(?P<n>\d{{1,3}}|{phrases.numbers})"
    names = rf"(?P<weekday>{pattern(weekdays(language), language)})"
    if language == "zh":
        names = rf"(?:周|週|星期|礼拜|禮拜)(?P<weekday>[{HAN_DAYS}天])"

    signs = _signs(language, phrases)

    def rule(template: str, reckon: Reckon, fineness: str = DAY, *, relative: bool = True) -> Rule:
        month = (
            r"(?<!\d)(?P<month>\d{1,2})月(?![\d份]{0,2}[日号號])"
            if language == "zh"
            else f"(?P<month>{pattern(months(language), language)})"
        )
        parts = {"n": number, "unit": units, "day": names, "month": month, "year": YEAR_4}
        text = template
        for key, value in parts.items():
            text = text.replace("{" + key + "}", value)
        sign = next((signs[key] for key in signs if "{" + key + "}" in template), None)
        return Rule(_compiled(f"{left}(?:{text}){right}"), reckon, fineness, relative, sign)

    yield from (rule(one, counted(language, -1)) for one in phrases.ago)
    yield from (rule(one, counted(language, 1)) for one in phrases.coming)
    yield from (rule(one, of_week(-1)) for one in phrases.last_week)
    yield from (rule(one, of_week(1)) for one in phrases.next_week)
    yield from (rule(one, toward(-1)) for one in phrases.last)
    yield from (rule(one, toward(1)) for one in phrases.next)
    yield rule("{day}", bare)
    for words, (unit, count) in phrases.spans.items():
        yield rule(words, span(unit, count), unit)
    for words, count in phrases.words.items():
        yield rule(words, off(count))
    if language == "zh":
        yield rule(r"(?<![\d月第])(?P<day>\d{1,2})日(?![内內间間游])", day_alone)
    yield rule(phrases.month, month_alone, MONTH)
    yield rule(phrases.year, year_alone, YEAR, relative=False)
