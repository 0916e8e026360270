"""What is told of a piece of work, and the figures that come of it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.monitoring.figures import WORKS, Figures
from bot.monitoring.monitor import DELIVERY, KINDS, POLL, UPDATE, Monitor
from bot.monitoring.readings import FANOUTS, FRESH, GAUGES, LEDGER, Readings


class Clock:
    """Seconds that a test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def figures() -> Figures:
    return Figures("1.2.3", database="sqlite")


def test_work_is_counted_with_its_outcome_and_its_seconds(figures: Figures, clock: Clock) -> None:
    with Monitor(figures, clock=clock).work(DELIVERY, 7) as work:
        clock.now += 0.2
        work.outcome = "sent"
    value = figures.registry.get_sample_value
    assert value("communique_deliveries_total", {"outcome": "sent"}) == 1
    assert value("communique_deliveries_seconds_sum") == pytest.approx(0.2)
    assert value("communique_deliveries_seconds_bucket", {"le": "0.25"}) == 1
    assert value("communique_deliveries_seconds_bucket", {"le": "0.1"}) == 0


@pytest.mark.parametrize(("error", "outcome"), [(ValueError, "failed"), (asyncio.CancelledError, "cancelled")])
def test_work_that_is_broken_off_says_so(figures: Figures, error: type[BaseException], outcome: str) -> None:
    with pytest.raises(error), Monitor(figures).work(UPDATE, 1):
        raise error
    assert figures.registry.get_sample_value("communique_updates_total", {"outcome": outcome}) == 1


def test_a_monitor_that_nobody_listens_to_lets_work_be_done() -> None:
    with Monitor().work(POLL, 3) as work:
        work.outcome = "new"
    assert work.outcome == "new"


def test_every_kind_of_work_has_figures() -> None:
    assert set(WORKS) == set(KINDS)


async def test_prometheus_can_read_it(figures: Figures) -> None:
    figures.called("sendMessage", "429", 0.05)
    figures.pushed(1.25)
    text = (await figures.exposition()).decode()
    found = {sample.name: sample for family in text_string_to_metric_families(text) for sample in family.samples}
    assert found["communique_build_info"].labels["version"] == "1.2.3"
    assert found["communique_telegram_calls_total"].labels == {"method": "sendMessage", "answer": "429"}
    assert found["communique_push_lag_seconds_count"].value == 1


async def test_gauges_are_read_again_only_when_they_are_old(clock: Clock) -> None:
    readings, asked = Readings(clock), 0

    async def read() -> Mapping[tuple[str, ...], float]:
        nonlocal asked
        asked += 1
        return {("due",): float(asked)}

    readings.add(LEDGER, read)
    await asyncio.gather(readings.look(), readings.look())
    clock.now += FRESH - 1
    await readings.look()
    assert asked == 1
    clock.now += 1
    await readings.look()
    family = next(one for one in readings.collect() if one.name == LEDGER.name)
    assert [(sample.labels, sample.value) for sample in family.samples] == [({"state": "due"}, 2.0)]


async def test_a_gauge_that_cannot_be_read_is_left_out_and_counted() -> None:
    readings = Readings()

    async def fails() -> Mapping[tuple[str, ...], float]:
        raise OSError

    async def works() -> Mapping[tuple[str, ...], float]:
        return {(): 3.0}

    readings.add(LEDGER, fails)
    readings.add(FANOUTS, works)
    await readings.look()
    found = {sample.name: sample.value for family in readings.collect() for sample in family.samples}
    assert found == {FANOUTS.name: 3.0, "communique_reading_failures_total": 1.0}


def test_gauges_have_names_of_their_own() -> None:
    assert len({gauge.name for gauge in GAUGES}) == len(GAUGES)
