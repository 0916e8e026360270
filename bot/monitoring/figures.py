"""Figures for Prometheus: what is counted where it happens. Only this file and its neighbour know its library."""

from __future__ import annotations

import platform

from prometheus_client import CollectorRegistry, Counter, Histogram, Info, generate_latest
from prometheus_client.gc_collector import GCCollector
from prometheus_client.process_collector import ProcessCollector

from bot.monitoring.logs import LEVELS
from bot.monitoring.meters import Meters
from bot.monitoring.monitor import ANALYSIS, CANCELLED, DELIVERY, FAILED, JOB, POLL, UPDATE
from bot.monitoring.readings import Readings

QUICK = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
SLOW = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900)
LAG = (0.1, 0.25, 0.5, 1, 1.5, 2, 3, 5, 10, 30, 60, 300, 900, 3600)
"""Upper bounds of the histograms, in seconds."""

WORKS = {
    UPDATE: ("communique_updates", "Updates that were handled", QUICK),
    ANALYSIS: ("communique_analyses", "Analyses of texts, several texts at a time where many are loaded", QUICK),
    DELIVERY: ("communique_deliveries", "Messages to readers that were tried", QUICK),
    POLL: ("communique_polls", "Polls of feeds", SLOW),
    JOB: ("communique_jobs", "Jobs of the queue that were run", SLOW),
}
"""Of each kind of work: the metric's name, its meaning, and the bounds of its seconds."""

DONE, OTHER = "done", "OTHER"
OUTCOMES = {
    UPDATE: (DONE,),
    ANALYSIS: (DONE,),
    DELIVERY: ("sent", "nothing", "retry", "halt", "unknown", "blocked", "migrated", "final"),
    POLL: ("new", "unchanged", "lost"),
    JOB: (DONE,),
}
"""How each kind of work may end, beside being broken off."""

METHODS = ("getUpdates", "sendMessage")
"""Of the Bot API, those whose refusals somebody is called for."""

ANSWERS = ("ok", "429", "4xx", "5xx", "unsent", "unknown")


class Figures(Meters):
    """Counts in a registry of its own; ``facts`` are what Prometheus is told of the build."""

    def __init__(self, version: str, **facts: str) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        GCCollector(registry=self.registry)
        build = Info("communique_build", "The program that runs", registry=self.registry)
        build.info({"version": version, "python": platform.python_version(), **facts})
        self._counts = {kind: self._counter(name, text, "outcome") for kind, (name, text, _) in WORKS.items()}
        self._seconds = {
            kind: Histogram(f"{name}_seconds", f"Seconds of each: {text}", buckets=bounds, registry=self.registry)
            for kind, (name, text, bounds) in WORKS.items()
        }
        self._lag = Histogram(
            "communique_push_lag_seconds",
            "Seconds from when an alert was owed, with its article's arrival, until the reader had it",
            buckets=LAG,
            registry=self.registry,
        )
        self._calls = self._counter("communique_telegram_calls", "Calls of the Bot API", "method", "answer")
        self._answers = Histogram(
            "communique_telegram_seconds",
            "Seconds until the Bot API answered",
            ["method"],
            buckets=QUICK,
            registry=self.registry,
        )
        self._lines = self._counter("communique_log_lines", "Lines of the log", "level")
        self._begin()
        self.readings = Readings()
        self.registry.register(self.readings)

    def worked(self, kind: str, outcome: str, seconds: float) -> None:
        """As `Meters`."""
        self._counts[kind].labels(outcome).inc()
        self._seconds[kind].observe(seconds)

    def pushed(self, seconds: float) -> None:
        """As `Meters`."""
        self._lag.observe(max(0.0, seconds))

    def called(self, method: str, answer: str, seconds: float) -> None:
        """As `Meters`."""
        self._calls.labels(method, answer).inc()
        self._answers.labels(method).observe(seconds)

    def logged(self, level: str) -> None:
        """As `Meters`."""
        self._lines.labels(level).inc()

    async def exposition(self) -> bytes:
        """All of it as Prometheus reads it, with the gauges read anew if they are old."""
        await self.readings.look()
        return generate_latest(self.registry)

    def _begin(self) -> None:
        """With 0 of all that is known: a counter that appears with its first failure shows no rate of it."""
        for kind, outcomes in OUTCOMES.items():
            for outcome in (*outcomes, FAILED, CANCELLED):
                self._counts[kind].labels(outcome)
        for method in METHODS:
            for answer in ANSWERS:
                self._calls.labels(method, answer)
        for level in (*LEVELS, OTHER):
            self._lines.labels(level)

    def _counter(self, name: str, text: str, *labels: str) -> Counter:
        return Counter(name, text, labels, registry=self.registry)
