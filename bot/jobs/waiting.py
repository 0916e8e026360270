"""Jobs that wait in memory, and which of them is next."""

from __future__ import annotations

from bisect import insort
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from storage.records.jobs import NewJob


@dataclass(frozen=True, slots=True)
class Waiting:
    """A job and how often it has failed; ``number`` tells which was put first."""

    number: int
    job: NewJob
    failures: int = 0

    def again(self, at: datetime) -> Waiting:
        """As it waits after one more failure."""
        return replace(self, job=replace(self.job, at=at), failures=self.failures + 1)


class WaitingJobs:
    """What was put and is not begun, in the order of putting."""

    def __init__(self) -> None:
        self._held: list[Waiting] = []
        self._once: set[str] = set()

    def __iter__(self) -> Iterator[Waiting]:
        return iter(self._held)

    def add(self, new: Waiting) -> bool:
        """False if one that waits already makes it needless."""
        once = new.job.once
        if once is not None:
            if once in self._once:
                return False
            self._once.add(once)
        insort(self._held, new, key=lambda one: one.number)
        return True

    def take(self, now: datetime, locked: Container[str]) -> Waiting | None:
        """The first that may begin: it is due, and nothing under its lock runs or was put before it."""
        ahead = set[str]()
        for place, one in enumerate(self._held):
            lock, at = one.job.lock, one.job.at
            is_free = lock is None or (lock not in locked and lock not in ahead)
            if is_free and (at is None or at <= now):
                self._once.discard(one.job.once or "")
                return self._held.pop(place)
            if lock is not None:
                ahead.add(lock)
        return None

    def next_due(self, now: datetime) -> datetime | None:
        """When one becomes due that is not yet; what only waits for a lock is not counted."""
        return min((one.job.at for one in self if one.job.at is not None and one.job.at > now), default=None)
