"""Work beside the conversation: what a task is, when it is tried again, and what a runner of jobs promises."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot.services.ports import Jobs

Work = Callable[[Mapping[str, Any]], Awaitable[None]]
"""Does a job. It may be called again for the same one: after an error, or when whoever was at it died."""


@dataclass(frozen=True, slots=True)
class Retry:
    """When a job that failed is tried again: after ``first``, then ``factor`` times as long each time, to ``longest``.

    After ``tries`` in all it is left alone: a sweep finds what is still to be done.
    """

    tries: int = 10
    first: timedelta = timedelta(seconds=5)
    factor: float = 3.0
    longest: timedelta = timedelta(minutes=10)

    def at(self, failures: int, now: datetime) -> datetime | None:
        """When to try again after so many failures; None: not any more."""
        if failures >= self.tries:
            return None
        wait = self.first.total_seconds() * self.factor ** (failures - 1)
        return now + min(timedelta(seconds=wait), self.longest)


@dataclass(frozen=True, slots=True)
class Task:
    """Something that jobs ask for by ``name``: a family, a point, and what is done."""

    name: str
    work: Work
    retry: Retry = Retry()


@dataclass(frozen=True, slots=True)
class Periodic:
    """A task without arguments that is done ``every`` so long, once for all machines: as often as it divides the next
    larger unit of the clock. One that waits still is not put again.
    """

    task: str
    every: timedelta


@dataclass(frozen=True, slots=True)
class Tasks:
    """All that a runner can do, by name, and what is done without being asked for."""

    by_name: Mapping[str, Task]
    periodic: tuple[Periodic, ...] = ()

    def __add__(self, other: Tasks) -> Tasks:
        return Tasks({**self.by_name, **other.by_name}, (*self.periodic, *other.periodic))

    @classmethod
    def of(cls, tasks: Iterable[Task], periodic: Iterable[Periodic] = ()) -> Tasks:
        """Raises KeyError for something periodic that is no task."""
        named, timed = {task.name: task for task in tasks}, tuple(periodic)
        for one in timed:
            named[one.task]
        return cls(named, timed)


class Runner(Jobs, Protocol):
    """Takes jobs, and does them while it runs.

    A job that was put is begun once its transaction is committed, and never if that is rolled back. Whoever dies with
    a job loses nothing: it is done by another, or a sweep that runs periodically makes it again from the tables.
    """

    async def run(self, tasks: Tasks) -> None:
        """Do jobs until cancelled: then begin no more, let what runs finish within a limit, and cancel the rest."""
        ...
