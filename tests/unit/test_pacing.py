"""When a feed is polled next."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.pacing import FARTHEST, FIRST, JITTER, LONGEST, SHORTEST, adapted, due, due_after_failure
from tests.fixtures.ledger import NOW


def test_a_feed_that_changes_is_polled_more_often_and_one_that_does_not_more_seldom() -> None:
    assert adapted(FIRST, changed=True) < FIRST < adapted(FIRST, changed=False)


def test_the_interval_has_bounds() -> None:
    busy = still = FIRST
    for _ in range(50):
        busy, still = adapted(busy, changed=True), adapted(still, changed=False)
    assert (busy, still) == (SHORTEST, LONGEST)


def test_one_find_in_four_polls_keeps_the_interval() -> None:
    interval = FIRST
    for number in range(400):
        interval = adapted(interval, changed=number % 4 == 0)
    assert FIRST / 10 < interval < FIRST * 2


@given(st.integers(SHORTEST, LONGEST), st.integers())
def test_jitter_stays_within_its_share(interval: int, seed: int) -> None:
    wait = (due(interval, NOW, Random(seed)) - NOW).total_seconds()
    assert interval * (1 - JITTER) - 1 <= wait <= interval * (1 + JITTER) + 1


def test_feeds_added_together_do_not_stay_together() -> None:
    chance = Random(1)
    assert len({due(FIRST, NOW, chance) for _ in range(100)}) == 100


def test_waits_double_with_each_failure_up_to_a_day() -> None:
    waits = [(due_after_failure(SHORTEST, n, NOW, Random(0)) - NOW).total_seconds() for n in range(1, 30)]
    assert waits[0] == pytest.approx(2 * SHORTEST, rel=JITTER)
    assert waits[1] == pytest.approx(4 * SHORTEST, rel=JITTER)
    assert waits[-1] == pytest.approx(LONGEST, rel=JITTER)


@pytest.mark.parametrize(("asked", "wait"), [(3 * 86_400, 3 * 86_400), (1e12, FARTHEST)])
def test_a_server_is_left_alone_as_long_as_it_asks_within_reason(asked: float, wait: float) -> None:
    assert due_after_failure(SHORTEST, 1, NOW, Random(0), asked) == NOW + timedelta(seconds=wait)


def test_a_short_request_to_wait_does_not_shorten_the_back_off() -> None:
    assert due_after_failure(FIRST, 3, NOW, Random(0), 1.0) == due_after_failure(FIRST, 3, NOW, Random(0))
