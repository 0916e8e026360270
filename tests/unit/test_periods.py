"""From when on a brief or a timeline is asked for."""

from __future__ import annotations

from datetime import date

import pytest

from bot.errors import BadSince, NoSuchDay, PeriodAhead
from bot.services.briefs.periods import understand

TODAY = date(2026, 7, 14)
NEW_YEAR = date(2026, 1, 1)


@pytest.mark.parametrize(
    "words",
    [
        "since tomorrow",
        "depuis demain",
        "desde mañana",
        "с завтра",
        "منذ غدا",
        "自明天",
        "since next week",
        "since next Monday",
        "since next month",
        "since next year",
        "since in 3 days",
        "since in two weeks",
        "since 9999",
        "since year 9999",
        "since 9999-01-01",
        "since August 2026",
    ],
)
def test_a_period_that_has_not_begun_is_refused(words: str) -> None:
    for today in (TODAY, NEW_YEAR):
        with pytest.raises(PeriodAhead) as refused:
            understand(f"japan {words}", today)
        assert str(refused.value.values["words"]) in words


@pytest.mark.parametrize("words", ["31 February", "31 February 2026", "31 April", "2026-02-31", "30 February 9999"])
def test_a_day_that_no_calendar_has_is_refused(words: str) -> None:
    with pytest.raises(NoSuchDay):
        understand(f"japan since {words}", TODAY)


def test_words_that_are_no_date_are_refused_and_said_back() -> None:
    with pytest.raises(BadSince) as refused:
        understand("japan since nonsense", TODAY)
    assert refused.value.values["words"] == "nonsense"


@pytest.mark.parametrize(
    ("words", "today", "since"),
    [
        ("since last Tuesday", NEW_YEAR, date(2025, 12, 30)),
        ("since Tuesday", NEW_YEAR, date(2025, 12, 30)),
        ("since last week", NEW_YEAR, date(2025, 12, 22)),
        ("since last month", NEW_YEAR, date(2025, 12, 1)),
        ("since yesterday", NEW_YEAR, date(2025, 12, 31)),
        ("since 31 December", NEW_YEAR, date(2025, 12, 31)),
        ("since last Tuesday", TODAY, date(2026, 7, 7)),
        ("since 5 March", NEW_YEAR, date(2025, 3, 5)),
        ("since December", TODAY, date(2025, 12, 1)),
        ("since in August", TODAY, date(2025, 8, 1)),
        ("since 29 February", TODAY, date(2024, 2, 29)),
        ("since 2015", TODAY, date(2015, 1, 1)),
        ("с 2020 года", TODAY, date(2020, 1, 1)),
        ("since this week", TODAY, date(2026, 7, 7)),
        ("week", TODAY, date(2026, 7, 7)),
    ],
)
def test_a_period_begins_on_the_last_day_of_that_name(words: str, today: date, since: date) -> None:
    asked = understand(f"japan {words}", today)
    assert (asked.topic, asked.since) == ("japan", since)


def test_the_russian_word_for_since_means_with_as_well() -> None:
    assert understand("переговоры с Россией", TODAY).topic == "переговоры с Россией"
