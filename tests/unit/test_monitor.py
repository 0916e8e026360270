"""What is told of a piece of work, and the figures that come of it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import cast

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.delivery import outcomes
from bot.monitoring.figures import ANSWERS, OUTCOMES, WORKS, Figures
from bot.monitoring.logs import LEVELS
from bot.monitoring.monitor import DELIVERY, KINDS, POLL, UPDATE, Monitor
from bot.monitoring.readings import FANOUTS, FRESH, GAUGES, LEDGER, Readings
from bot.services.polling import Polled
from bot.telegram import transport
from storage.records import FeedRecord

CALL = {"method": "sendMessage", "answer": "429"}


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
    assert figures.registry.get_sample_value("communique_telegram_calls_total", CALL) == 1
    assert found["communique_telegram_calls_total"].labels.keys() == CALL.keys()
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


def test_what_may_fail_is_there_before_it_fails(figures: Figures) -> None:
    value = figures.registry.get_sample_value
    ends = {kind: (*OUTCOMES[kind], "failed", "cancelled") for kind in KINDS}
    found = [value(f"{WORKS[kind][0]}_total", {"outcome": end}) for kind in KINDS for end in ends[kind]]
    found += [value("communique_log_lines_total", {"level": level}) for level in (*LEVELS, "OTHER")]
    for answer in ANSWERS:
        found += [
            value("communique_telegram_calls_total", {"method": method, "answer": answer})
            for method in ("getUpdates", "sendMessage")
        ]
    assert set(found) == {0.0}
    # Whether updates are pushed is told by this one: it is not there where nobody asked for them.
    assert value("communique_telegram_calls_total", {"method": "setWebhook", "answer": "ok"}) is None


def test_words_that_are_known_are_those_that_are_said() -> None:
    assert set(OUTCOMES[DELIVERY]) == {kind.__name__.lower() for kind in outcomes.Outcome.__args__}
    feed = cast("FeedRecord", None)
    polls = Polled(feed, stored=1), Polled(feed), Polled(feed, lost=True)
    assert set(OUTCOMES[POLL]) == {poll.outcome for poll in polls}
    assert set(transport.ANSWERS.values()) <= set(ANSWERS)
