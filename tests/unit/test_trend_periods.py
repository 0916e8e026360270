"""What `/trend` is asked, and the pieces that a period is cut into."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.services.trends.asked import LONGEST, understand
from bot.services.trends.grid import grid
from bot.services.trends.several import divided
from bot.texts.charts.calendar import MOST_TICKS, ticks

TODAY = date(2026, 3, 31)
NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)
MONTH = date(2026, 2, 28)


@pytest.mark.parametrize(
    ("said", "words", "since", "dark"),
    [
        ("japan", "japan", MONTH, False),
        ("japan ~ russia week", "japan ~ russia", date(2026, 3, 24), False),
        ("japan today", "japan", TODAY, False),
        ("japan month dark", "japan", MONTH, True),
        ("japan dark month", "japan", MONTH, True),
        ("japan year", "japan", date(2025, 3, 31), False),
        ("japon année sombre", "japon", date(2025, 3, 31), True),
        ("япония год", "япония", date(2025, 3, 31), False),
        ("اليابان السنة داكن", "اليابان", date(2025, 3, 31), True),
        ("日本 今年", "日本", date(2025, 3, 31), False),
        ("japan since 2026-03-05", "japan", date(2026, 3, 5), False),
        ("g 20 since 5 March 2026", "g 20", date(2026, 3, 5), False),
        ("group of 7", "group of 7", MONTH, False),
        ('"year"', '"year"', MONTH, False),
        ("year", "", date(2025, 3, 31), False),
        ("", "", MONTH, False),
        ("x" * (LONGEST + 1) + " since nowhere", "x" * (LONGEST + 1) + " since nowhere", MONTH, False),
    ],
)
def test_topic_period_and_colours_are_told_apart(said: str, words: str, since: date, dark: bool) -> None:
    asked = understand(said, TODAY)
    assert (asked.words, asked.since, asked.dark) == (words, since, dark)


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("japan, russia", ["japan", "russia"]),
        ("japan vs russia", ["japan", "russia"]),
        ("japan،russia", ["japan", "russia"]),
        ("日本、俄罗斯，中国", ["日本", "俄罗斯", "中国"]),
        ('"oil, gas", (a, b) c, d', ['"oil, gas"', "(a, b) c", "d"]),
        ('"open, never closed', ['"open', "never closed"]),
        ("(a, b", ["(a", "b"]),
        (" , ,", []),
    ],
)
def test_topics_stand_between_commas(words: str, parts: list[str]) -> None:
    assert divided(words) == parts


@pytest.mark.parametrize(
    ("since", "unit", "pieces"),
    [
        (TODAY, "hour", 24),
        (date(2026, 3, 30), "day", 2),
        (MONTH, "day", 32),
        (date(2025, 3, 31), "week", 53),
        (date(2020, 1, 1), "month", 75),
        (date(1990, 5, 5), "year", 37),
        (date(1, 1, 1), "year", 427),
        (date(9999, 1, 1), "hour", 24),
    ],
)
def test_a_longer_period_has_longer_pieces(since: date, unit: str, pieces: int) -> None:
    found = grid(since, NOW, UTC)
    assert (found.unit, len(found.starts), len(found.edges)) == (unit, pieces, pieces + 1)
    assert all(one.moment < other.moment for one, other in pairwise(found.edges))
    assert len(ticks("en", unit, found.starts)) <= MOST_TICKS


def test_the_first_week_begins_with_the_period() -> None:
    found = grid(date(2025, 12, 31), NOW, UTC)
    assert [start.date() for start in found.starts[:2]] == [date(2025, 12, 31), date(2026, 1, 5)]
    assert found.first == date(2025, 12, 31)


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25)])
def test_a_day_on_which_clocks_are_changed_has_its_hours(day: date, hours: int) -> None:
    now = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    found = grid(day, now, ZoneInfo("Europe/Paris"))
    assert len(found.starts) == hours
    assert found.edges[-1].moment - found.edges[0].moment == timedelta(hours=hours)


def test_today_is_the_readers() -> None:
    late = datetime(2026, 3, 31, 20, tzinfo=UTC)
    assert grid(date(2026, 4, 1), late, ZoneInfo("Asia/Tokyo")).first == date(2026, 4, 1)


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh", "ar"])
@pytest.mark.parametrize("unit", ["hour", "day", "week", "month", "year"])
def test_each_language_has_labels(language: str, unit: str) -> None:
    [(place, words)] = ticks(language, unit, [datetime(2026, 3, 1, 14)])  # noqa: DTZ001
    assert place == 0
    assert 1 < len(words) < 13
