"""Dates that sentences name: absolute and beside the day of publication, in the six languages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.briefs.dates.finding import dates, event
from summarizer.briefs.dates.phrases import PHRASES

MONDAY = date(2016, 11, 7)


def days(text: str, language: str, published: date | None = MONDAY) -> list[str]:
    return [f"{one.day} {one.fineness}".removesuffix(" day") for one in dates(text, language, published)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "They signed it on 3 March 2015.", ["2015-03-03"]),
        ("en", "They signed it on March 3rd, 2015.", ["2015-03-03"]),
        ("en", "Envoys met on Tuesday, three days ago and last night.", ["2016-11-01", "2016-11-04", "2016-11-06"]),
        ("en", "Envoys met on Monday.", ["2016-11-07"]),
        ("en", "Envoys will meet on Monday.", ["2016-11-14"]),
        ("en", "Envoys met last Monday, and on Tuesday of last week.", ["2016-10-31", "2016-11-01"]),
        ("en", "The treaty was made in 2014 and renewed in March.", ["2014-01-01 year", "2016-03-01 month"]),
        ("en", "It began in the 1980s, at 7.30, with 2,014 men.", []),
        ("en", "They meet every Monday.", []),
        ("en", "They may meet again; Macron marched, and sat in the sun.", []),
        (
            "fr",
            "Ils se sont réunis mardi dernier, hier et le 1er mai 2015.",
            ["2016-11-01", "2016-11-06", "2015-05-01"],
        ),
        ("fr", "Il y a trois semaines, l'an dernier.", ["2016-10-17", "2015-01-01 year"]),
        ("fr", "Le sommet aura lieu lundi 14 novembre.", ["2016-11-14"]),
        ("es", "Se reunieron el martes pasado, ayer y hace dos meses.", ["2016-11-01", "2016-11-06", "2016-09-07"]),
        ("es", "El 5 de marzo de 2016 por la mañana.", ["2016-03-05"]),
        ("ru", "Министры встретились в среду, 2 ноября.", ["2016-11-02"]),
        ("ru", "В марте 2016 года, два дня назад и вчера.", ["2016-03-01 month", "2016-11-05", "2016-11-06"]),
        ("ru", "В прошлую среду и на прошлой неделе.", ["2016-11-02", "2016-10-31 week"]),
        ("ar", "التقى الوزراء يوم الثلاثاء وفي 5 آذار/مارس 2016", ["2016-11-01", "2016-03-05"]),
        ("ar", "قبل يومين وأمس و٥ كانون الثاني ٢٠١٥", ["2016-11-05", "2016-11-06", "2015-01-05"]),
        ("zh", "两国外长3月5日会晤，上周二签署协议。", ["2016-03-05", "2016-11-01"]),
        ("zh", "3日，三天前，二〇一五年十二月二十一日。", ["2016-11-03", "2016-11-04", "2015-12-21"]),
        ("de", "Am 3. März 2016 unterzeichnet.", ["2016-03-03"]),
        ("xx", "On 2016-03-05 and 05.03.2015.", ["2016-03-05", "2015-03-05"]),
    ],
)
def test_what_a_sentence_says_is_reckoned(language: str, text: str, expected: list[str]) -> None:
    assert days(text, language) == expected


def test_new_year_is_crossed_both_ways() -> None:
    new_year = date(2017, 1, 1)
    assert days("Envoys met last Tuesday, on 30 December.", "en", new_year) == ["2016-12-27", "2016-12-30"]
    assert days("The vote will be held on 5 January.", "en", date(2016, 12, 30)) == ["2017-01-05"]
    assert days("去年12月31日", "zh", new_year) == ["2016-12-31"]


def test_without_a_day_of_publication_only_whole_dates_are_found() -> None:
    assert days("On Tuesday, 5 May, they recalled 9 May 1945 and 1991.", "en", None) == ["1945-05-09"]


def test_a_day_that_no_calendar_has_is_named_and_no_event() -> None:
    found = dates("It was on 31 February 2016.", "en", MONDAY)
    assert [one.day for one in found] == [None]
    assert event(found) is None


def test_the_finest_date_is_that_of_the_event() -> None:
    found = dates("The treaty of 2014 was renewed on Tuesday.", "en", MONDAY)
    chosen = event(found)
    assert chosen is not None
    assert chosen.day == date(2016, 11, 1)


@given(st.sampled_from([*PHRASES, "de", "ja", ""]), st.text(max_size=60), st.dates())
def test_no_text_and_no_day_are_too_odd(language: str, text: str, published: date) -> None:
    odd = f"3 {text} 99年十十月三三日 last week in 400 years 400 years ago {text} 400年前 2月30日"
    found = dates(odd, language, published)
    assert all(0 <= one.start < one.end <= len(odd) for one in found)
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))
