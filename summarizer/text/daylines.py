"""Lines that say when and nothing else: pages put them above a text, where its title is looked for."""

from __future__ import annotations

import re

from summarizer.text.calendar import DATE, MONTH

_LONGEST = 60

_WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo"
    r"|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье"
    r"|(?:يوم )?(?:الاثنين|الإثنين|الثلاثاء|الأربعاء|الاربعاء|الخميس|الجمعة|السبت|الأحد|الاحد))"
)
_DAY = (
    rf"(?:{DATE}|\d{{1,2}}(?:st|nd|rd|th|er|\.)? (?:de |of )?{MONTH}(?: de| of)?,? (?:de )?\d{{4}}"
    r"|\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?[日号號])"
)
_LINE = re.compile(
    rf"(?:(?:the|le|el|den) )?(?:{_WEEKDAY}\s?[,،]?\s?)?(?:(?:the|le|el) )?{_DAY}"
    rf"(?:\s?(?:года|г\.))?(?:[ ,]*(?:{_WEEKDAY}|(?:星期|周|週|礼拜)[一二三四五六日天]))?"
    r"(?:[ ,]*(?:at |à |a las |в )?\d{1,2}[:.h]\d{2}(?: ?(?:am|pm|GMT|UTC|ET))?)?\W*",
    re.IGNORECASE,
)


def is_day(line: str) -> bool:
    """Whether a line is a date, with its weekday or the time of day if it has them: "Thursday, 3 June 2021"."""
    line = line.strip(" \t\r\n-–—·|•*")
    return len(line) <= _LONGEST and _LINE.fullmatch(line) is not None
