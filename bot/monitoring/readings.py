"""Gauges that are read when somebody asks: depths that stand in the database, and who does what."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass

from prometheus_client import Metric
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

_LOG = logging.getLogger(__name__)

FRESH = 10.0
"""Seconds for which a reading holds, however often somebody asks."""

PATIENCE = 3.0
"""Seconds that a reading may take."""

Read = Callable[[], Awaitable[Mapping[tuple[str, ...], float]]]
"""Gives numbers by the values of the labels."""


@dataclass(frozen=True, slots=True)
class Gauge:
    """A gauge and its labels, whose values come from short lists."""

    name: str
    meaning: str
    labels: tuple[str, ...] = ()


STATE = ("state",)
LEDGER = Gauge("communique_ledger_open", "Messages that are owed: due, for later, to all readers, being sent", STATE)
OLDEST = Gauge("communique_ledger_oldest_due_seconds", "For how long the message that waits longest has been due")
FANOUTS = Gauge("communique_fanouts_open", "Articles that are not owed to all their followers yet")
UPDATES = Gauge("communique_updates_open", "Updates that were written down and are not answered yet")
FEEDS = Gauge("communique_feeds", "Feeds, by state; of the active ones those that failed last time are failing", STATE)
QUEUE = Gauge(
    "communique_jobs_open", "Jobs of the queue that wait, are done, or failed in the last hour", ("queue", "state")
)
PARTS = Gauge("communique_part_working", "1 where a part works in this process, 0 where it stands by", ("part",))
GAUGES = (LEDGER, OLDEST, FANOUTS, UPDATES, FEEDS, QUEUE, PARTS)


class Readings(Collector):
    """Reads each gauge again when it is old; one that cannot be read is left out until it can."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._reads: dict[Gauge, Read] = {}
        self._found: dict[Gauge, Mapping[tuple[str, ...], float]] = {}
        self._failures = 0
        self._read_at: float | None = None
        self._reading = asyncio.Lock()

    def add(self, gauge: Gauge, read: Read) -> None:
        """From now on the gauge is read so."""
        self._reads[gauge] = read

    async def look(self) -> None:
        """Read anew what is old, all side by side."""
        async with self._reading:
            now = self._clock()
            if self._read_at is not None and now - self._read_at < FRESH:
                return
            self._read_at = now
            await asyncio.gather(*(self._look(gauge, read) for gauge, read in self._reads.items()))

    def collect(self) -> Iterator[Metric]:
        """What was read last. Called by the registry."""
        for gauge in GAUGES:
            family = GaugeMetricFamily(gauge.name, gauge.meaning, labels=gauge.labels)
            for values, number in self._found.get(gauge, {}).items():
                family.add_metric(values, number)
            yield family
        yield CounterMetricFamily("communique_reading_failures", "Gauges that could not be read", self._failures)

    async def _look(self, gauge: Gauge, read: Read) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                self._found[gauge] = await read()
        except Exception as error:
            self._found.pop(gauge, None)
            self._failures += 1
            _LOG.warning("%s cannot be read: %s", gauge.name, type(error).__name__)
