"""The sums behind docs/scaling.md: what is owed is sent, later where there is less room."""

from __future__ import annotations

import pytest

from tests.bench.scaling.constants import Habits, Measured, Published
from tests.bench.scaling.day import mornings, news, simulate
from tests.bench.scaling.needs import distinct, first_to_break, needs


def test_a_days_shares_are_whole() -> None:
    assert news().sum() == pytest.approx(1)
    assert mornings().sum() == pytest.approx(1)


def test_what_is_owed_in_a_day_is_sent_in_a_day_where_there_is_room() -> None:
    day = simulate(100_000, 28, Habits())
    assert day.sent.sum() == pytest.approx(day.owed.sum())
    assert day.owed.sum() == pytest.approx(100_000 * (Habits().alerts + Habits().daily))


def test_no_minute_sends_more_than_the_rate() -> None:
    assert simulate(1_000_000, 28, Habits()).sent.max() <= 28 * 60


def test_with_less_room_more_is_left() -> None:
    assert simulate(1_000_000, 28, Habits()).p95() > simulate(1_000_000, 700, Habits()).p95()


def test_a_part_breaks_where_all_of_it_is_needed() -> None:
    parts = Habits(), Published(), Measured()
    for part, size in first_to_break(*parts):
        of_one = next(need.of_one for need in needs(size, *parts) if need.part == part)
        assert of_one == pytest.approx(1, rel=0.01)


def test_distinct_topics_grow_slower_than_follows() -> None:
    assert distinct(10_000_000, Habits()) < 10 * distinct(1_000_000, Habits())
