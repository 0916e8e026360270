"""How fast messages may follow each other: pure arithmetic over times in seconds."""

from __future__ import annotations

from collections import deque


class Pace:
    """At most ``most`` in any ``span`` seconds, and evenly spread but for ``burst`` that may come at once.

    The spread is the generic cell rate algorithm of ATM (ITU-T I.371): late grants are made up for, so the rate is
    reached in the long run; the window sees to it that it is never exceeded in between.
    """

    __slots__ = ("_burst", "_due", "_interval", "_most", "_recent", "_span")

    def __init__(self, most: int, span: float, burst: int) -> None:
        self._most = most
        self._span = span
        self._burst = burst
        self._interval = span / most
        self._due = 0.0
        self._recent: deque[float] = deque(maxlen=most)

    def free_at(self) -> float:
        """When the next may go."""
        spread = self._due - (self._burst - 1) * self._interval
        window = self._recent[0] + self._span if len(self._recent) == self._most else 0.0
        return max(spread, window)

    def take(self, now: float) -> None:
        """One goes now."""
        self._due = max(self._due, now) + self._interval
        self._recent.append(now)

    def is_idle(self, now: float) -> bool:
        """Whether nothing that went before matters any more."""
        return not self._recent or (self._recent[-1] + self._span <= now and self._due <= now)


class NoPace(Pace):
    """No limit."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__(1, 0.0, 1)

    def free_at(self) -> float:
        """At once."""
        return 0.0

    def take(self, now: float) -> None:
        """Nothing to remember."""
