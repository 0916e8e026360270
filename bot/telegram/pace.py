"""How fast messages may follow each other: pure arithmetic over times in seconds."""

from __future__ import annotations

from collections import deque
from typing import Protocol


class Pace(Protocol):
    """Says when the next message may go, and is told when it does."""

    def free_at(self) -> float:
        """When the next may go."""

    def take(self, now: float) -> None:
        """One goes now."""

    def is_idle(self, now: float) -> bool:
        """Whether nothing that went before matters any more."""


class Spread:
    """One every ``interval`` seconds in the long run, and ``burst`` that may come at once.

    It is the generic cell rate algorithm of ATM (ITU-T I.371): a grant that comes late is made up for, so the rate is
    reached; a part of one in ``burst`` makes up for as much of an interval and lets no two go together.
    """

    __slots__ = ("_ahead", "_due", "_interval")

    def __init__(self, interval: float, burst: float) -> None:
        self._interval = interval
        self._ahead = (burst - 1) * interval
        self._due = 0.0

    def free_at(self) -> float:
        """When the next may go."""
        return self._due - self._ahead

    def take(self, now: float) -> None:
        """One goes now."""
        self._due = max(self._due, now) + self._interval

    def is_idle(self, now: float) -> bool:
        """Whether a burst is free again."""
        return self._due <= now


class Window:
    """At most ``most`` in any ``span`` seconds."""

    __slots__ = ("_recent", "_span")

    def __init__(self, most: int, span: float) -> None:
        self._span = span
        self._recent: deque[float] = deque(maxlen=most)

    def free_at(self) -> float:
        """When the next may go."""
        return self._recent[0] + self._span if len(self._recent) == self._recent.maxlen else 0.0

    def take(self, now: float) -> None:
        """One goes now."""
        self._recent.append(now)

    def is_idle(self, now: float) -> bool:
        """Whether the newest has left the window."""
        return not self._recent or self._recent[-1] + self._span <= now
