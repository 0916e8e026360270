"""The one thing that the other rooms know of monitoring: they say what they are at, and how it ended."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

from bot.monitoring.meters import Meters
from bot.monitoring.requests import working_on
from bot.monitoring.spans import Fact, Spans, Work

UPDATE, ANALYSIS, DELIVERY, POLL, JOB = "update", "analysis", "delivery", "poll", "job"
KINDS = (UPDATE, ANALYSIS, DELIVERY, POLL, JOB)
"""Kinds of work."""

FAILED, CANCELLED = "failed", "cancelled"


class Monitor:
    """Hands on what it is told to meters, traces and the log; by default to nobody.

    ``clock`` gives seconds that never run backwards.
    """

    def __init__(
        self,
        meters: Meters | None = None,
        spans: Spans | None = None,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self.meters = meters or Meters()
        self._spans = spans or Spans()
        self._clock = clock

    def close(self) -> None:
        """At the end of the program: send what was not sent yet."""
        self._spans.close()

    @contextmanager
    def work(self, kind: str, number: int | None = None, **facts: Fact) -> Iterator[Work]:
        """Inside, a piece of work is done; whoever does it may say how it ended. What is raised passes through."""
        work = Work(kind, number, facts)
        begun = self._clock()
        try:
            with working_on(kind, number) if number is not None else nullcontext(), self._spans.around(work):
                try:
                    yield work
                except BaseException as error:
                    work.outcome = CANCELLED if isinstance(error, asyncio.CancelledError) else FAILED
                    raise
        finally:
            self.meters.worked(kind, work.outcome, self._clock() - begun)
