"""Hours, schedules and pauses in people's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import (
    BadCap,
    BadHour,
    BadPause,
    BadSchedule,
    CommuniqueError,
    EndOfDay,
    FarPause,
    NeverDue,
    NoDayForPause,
    NoQuietHours,
    PastPause,
)
from bot.services.schedules.dates import until
from bot.services.schedules.lexicon import LANGUAGES, entries, tokens
from bot.services.schedules.schedule import Kind, Quiet
from bot.services.schedules.wishes import (
    AsUsual,
    SetCap,
    SetHours,
    SetPause,
    SetQuiet,
    SetZone,
    Switch,
    Wish,
    understand,
)

HALF_PAST_SEVEN = time(7, 30)
TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    "said",
    [
        "7.30",
        "7:30",
        "07h30",
        "0730",
        "7 Uhr 30",
        "7:30 am",
        "half past seven",
        "half seven",
        "seven thirty",
        "halb acht",
        "семь тридцать",
        "половина восьмого",
        "полвосьмого",
        "7 ч 30 мин",
        "sept heures et demie",
        "sept heures trente",
        "siete y media",
        "las siete y media de la mañana",
        "七点半",
        "早上七点三十分",
        "السابعة والنصف",
        "٧:٣٠ صباحا",
    ],
)
def test_half_past_seven_in_many_words(said: str) -> None:
    assert understand(said) == SetHours(Kind.DAILY, (HALF_PAST_SEVEN,))


@pytest.mark.parametrize(
    ("said", "hour", "minute"),
    [
        ("quarter to eight", 7, 45),
        ("без четверти восемь", 7, 45),
        ("huit heures moins le quart", 7, 45),
        ("ocho menos cuarto", 7, 45),
        ("差一刻八点", 7, 45),
        ("الثامنة إلا ربعا", 7, 45),
        ("viertel nach sieben", 7, 15),
        ("четверть восьмого", 7, 15),
        ("twenty five to eight", 7, 35),
        ("двадцать пять минут восьмого", 7, 25),
        ("siete y cinco", 7, 5),
        ("السابعة وثلاثين دقيقة", 7, 30),
        ("vingt heures trente", 20, 30),
        ("8 pm", 20, 0),
        ("晚上八点", 20, 0),
        ("семь часов вечера", 19, 0),
        ("12 am", 0, 0),
        ("12 pm", 12, 0),
        ("half past twelve", 12, 30),
        ("halb eins", 12, 30),
        ("mediodía", 12, 0),
        ("полночь", 0, 0),
        ("١٩:٠٥", 19, 5),
    ],
)
def test_other_hours_in_words(said: str, hour: int, minute: int) -> None:
    assert understand(said) == SetHours(Kind.DAILY, (time(hour, minute),))


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("weekdays 07:30", SetHours(Kind.WEEKDAYS, (HALF_PAST_SEVEN,))),
        ("Monday to Friday 7.30", SetHours(Kind.WEEKDAYS, (HALF_PAST_SEVEN,))),
        ("по будням в 7:30", SetHours(Kind.WEEKDAYS, (HALF_PAST_SEVEN,))),
        ("daily 8am 18:00", SetHours(Kind.DAILY, (time(8), time(18)))),
        ("каждый день в 8 утра и 6 вечера", SetHours(Kind.DAILY, (time(8), time(18)))),
        ("每天 8点 18点", SetHours(Kind.DAILY, (time(8), time(18)))),
        ("daily", SetHours(Kind.DAILY, (HALF_PAST_SEVEN,))),
        ("every evening", SetHours(Kind.DAILY, (time(18, 30),))),
        ("weekly monday 9", SetHours(Kind.WEEKLY, (time(9),), (0,))),
        ("lundi et jeudi 8h", SetHours(Kind.WEEKLY, (time(8),), (0, 3))),
        ("weekends", SetHours(Kind.WEEKLY, (time(9),), (5, 6))),
        ("Sunday to Thursday 9", SetHours(Kind.WEEKLY, (time(9),), (6, 0, 1, 2, 3))),
        ("hourly", SetHours(Kind.HOURLY)),
        ("at once", SetHours(Kind.AT_ONCE)),
        ("tout de suite", SetHours(Kind.AT_ONCE)),
        ("daily 24:00", SetHours(Kind.DAILY, (time(0),), midnight=True)),
        ("quiet 22:00-07:00", SetQuiet(Quiet(time(22), time(7)))),
        ("quiet from ten pm to seven", SetQuiet(Quiet(time(22), time(7)))),
        ("тихие часы с 22 до 7", SetQuiet(Quiet(time(22), time(7)))),
        ("silencio de 22 a 7", SetQuiet(Quiet(time(22), time(7)))),
        ("quiet 22:00-24:00", SetQuiet(Quiet(time(22), time(0)), midnight=True)),
        ("quiet off", SetQuiet(None)),
        ("most 10", SetCap(10)),
        ("at most 5 alerts an hour", SetCap(5)),
        ("most off", SetCap(0)),
        ("most as usual", SetCap(None)),
        ("pause until 3 March", SetPause("until 3 March")),
        ("pause off", SetPause(None)),
        ("zone São Paulo", SetZone("São Paulo")),
        ("off", Switch(on=False)),
        ("on", Switch(on=True)),
        ("as usual", AsUsual()),
    ],
)
def test_what_a_reader_wants(said: str, wish: Wish) -> None:
    assert understand(said) == wish


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ("", BadSchedule),
        ("blah", BadSchedule),
        ("weekdays foo 7", BadSchedule),
        ("weekdays weekly", BadSchedule),
        ("25:00", BadHour),
        ("7:75", BadHour),
        ("daily 99", BadHour),
        ("friday 24:00", EndOfDay),
        ("weekdays 24:00", EndOfDay),
        ("quiet", NoQuietHours),
        ("quiet 22:00", NoQuietHours),
        ("quiet 7-7", NeverDue),
        ("quiet 00:00-24:00", NeverDue),
        ("most", BadCap),
        ("most 0", BadCap),
        ("most -3", BadCap),
        ("most 99999999999999999999", BadCap),
    ],
)
def test_what_cannot_be_is_named(said: str, error: type[CommuniqueError]) -> None:
    with pytest.raises(error):
        understand(said)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("until 3 March", date(2027, 3, 3)),
        ("3.3.", date(2027, 3, 3)),
        ("3/25", date(2027, 3, 25)),
        ("3 марта", date(2027, 3, 3)),
        ("hasta el 3 de marzo", date(2027, 3, 3)),
        ("jusqu’au 3 mars 2027", date(2027, 3, 3)),
        ("3月3日", date(2027, 3, 3)),
        ("2027年3月3日", date(2027, 3, 3)),
        ("٣ مارس", date(2027, 3, 3)),
        ("3 آذار", date(2027, 3, 3)),
        ("2026-12-24", date(2026, 12, 24)),
        ("Dec 24", date(2026, 12, 24)),
        ("tomorrow", date(2026, 11, 29)),
        ("until saturday", date(2026, 12, 5)),
        ("5 days", date(2026, 12, 3)),
        ("two weeks", date(2026, 12, 12)),
        ("三天", date(2026, 12, 1)),
    ],
)
def test_until_when_a_pause_lasts(said: str, day: date) -> None:
    assert until(said, TODAY) == day


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ("", BadPause),
        ("blah", BadPause),
        ("March", BadPause),
        ("31 February", NoDayForPause),
        ("2026-13-40", NoDayForPause),
        ("99/99", NoDayForPause),
        ("3 March 99999", NoDayForPause),
        ("31 December 9999", FarPause),
        ("9999年12月31日", FarPause),
        ("3 March 1926", PastPause),
        ("28 November", PastPause),
        ("1 May 2020", PastPause),
        ("0 days", PastPause),
        ("3 March 2029", FarPause),
        ("999999999999 days", FarPause),
        ("29 February", FarPause),
    ],
)
def test_pauses_that_cannot_be_are_named(said: str, error: type[CommuniqueError]) -> None:
    with pytest.raises(error):
        until(said, TODAY)


def test_words_that_two_languages_understand_differently_are_few() -> None:
    meanings: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for phrase, symbol in entries(language):
            meanings.setdefault(phrase, set()).add(symbol)
    torn = {phrase: symbols for phrase, symbols in meanings.items() if len(symbols - {"skip"}) > 1}
    assert torn == {}
    assert Counter(len(list(entries(language))) > 80 for language in LANGUAGES) == {True: len(LANGUAGES)}


known = st.sampled_from([phrase for language in LANGUAGES for phrase, _ in entries(language)])
signs = st.sampled_from([":", "-", ".", " ", "7", "24", "٣", "00", "\u200f", "🙂", "七", "\n"])


@settings(max_examples=150, deadline=None)
@given(st.lists(known | signs | st.text(max_size=4), max_size=8).map(" ".join))
def test_any_words_are_understood_or_refused_by_name(said: str) -> None:
    assert outcome(lambda: understand(said)) != "error.unexpected"
    assert outcome(lambda: until(said, TODAY)) != "error.unexpected"
    assert all(0 <= one.start < one.end <= len(said) for one in tokens(said))


def outcome(read: Callable[[], object]) -> str:
    """The key of the error, or nothing; any error without a name passes through."""
    try:
        read()
    except CommuniqueError as error:
        return error.key
    return ""
