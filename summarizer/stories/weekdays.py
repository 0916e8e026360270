"""The days of the week that a report's opening names: outlets that tell one event name the same day, or the next.

A word is known by its stem. In a language that is not listed no day is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from summarizer.stories.background import BY_CHARACTER
from summarizer.text.terms import terms

WEEK = 7
APART = 2
"""Days from which two reports tell of different days: an event of the evening is reported the day after."""

_NAMES = {
    "ar": "الاثنين/الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
    "bg": "понеделник вторник сряда четвъртък петък събота неделя",
    "cs": "pondělí úterý středa/středu/středy čtvrtek/čtvrtka pátek/pátku sobota/sobotu/soboty neděle/neděli",
    "de": "montag dienstag mittwoch donnerstag freitag samstag/sonnabend sonntag",
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "ja": "月曜 火曜 水曜 木曜 金曜 土曜 日曜",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "pl": "poniedziałek/poniedziałku wtorek/wtorku środa/środę/środy czwartek/czwartku piątek/piątku "
    "sobota/sobotę/soboty niedziela/niedzielę/niedzieli",
    "pt": "segunda terça quarta quinta sexta sábado domingo",
    "ru": "понедельник вторник среда четверг пятница суббота воскресенье",
    "sl": "ponedeljek/ponedeljka torek/torka sreda/sredo/srede četrtek/četrtka petek/petka sobota/soboto/sobote "
    "nedelja/nedeljo/nedelje",
    "tr": "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
    "uk": "понеділок/понеділка вівторок/вівторка середа/середу/середи четвер/четверга пʼятниця/пʼятницю/пʼятниці "
    "субота/суботу/суботи неділя/неділю/неділі",
    "zh": "周一 周二 周三 周四 周五 周六 周日 期一 期二 期三 期四 期五 期六 期日",
}
"""For each language, Monday to Sunday; a stroke parts the forms of a day that do not share a stem."""


def weekdays(words: Iterable[str], language: str) -> int:
    """Return the days that are among the terms, a bit each, Monday the lowest."""
    known = _stems(language)
    found = 0
    for word in words:
        if word in known:
            found |= 1 << known[word]
    return found


def same(one: int, other: int) -> bool:
    """Whether both name a day."""
    return bool(one & other)


def apart(one: int, other: int) -> bool:
    """Whether each names days, all of them at least `APART` from the other's."""
    return bool(one and other) and not around(one) & other


def around(days: int) -> int:
    """The days, and those that are not apart from one of them; none if there are none."""
    found = days
    for step in range(1, APART):
        found |= days << step | days >> step | days << (WEEK - step) | days >> (WEEK - step)
    return found


@cache
def _stems(language: str) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for place, forms in enumerate(_NAMES.get(language, "").split()):
        for form in forms.split("/"):
            stems = (form,) if language in BY_CHARACTER else terms(form, language)
            found.update(dict.fromkeys(stems[:1], place % WEEK))
    return found
