"""When a feed is polled next: as often as it changes, and seldom while it fails."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

FIRST = 1800
"""Seconds between the first two polls."""

SHORTEST = 300
LONGEST = 86_400
"""Bounds of the interval in seconds: five minutes and a day."""

FASTER = 0.5
SLOWER = 1.25
"""Factors of the interval after a poll that found something new, and after one that did not.

It rests where one poll in four finds something: 0.5 * 1.25 ** 3 is nearly 1.
"""

JITTER = 0.1
"""Share of the interval by which a poll comes earlier or later, so that feeds added together do not stay together."""

TELL_AFTER = 5
"""Failures in a row after which the admins are told."""

PAUSE_AFTER = 20
"""Failures in a row after which the feed is paused; with waits that double up to a day, that is two weeks or more."""

FARTHEST = 7 * 86_400
"""Seconds that a server may ask to be left alone; one that asks for more is asked again after that."""


def adapted(interval: int, *, changed: bool) -> int:
    """The interval after a poll, in seconds, within its bounds."""
    return round(min(max(interval * (FASTER if changed else SLOWER), SHORTEST), LONGEST))


def due(interval: int, now: datetime, chance: Random) -> datetime:
    """When to poll after a good poll."""
    return now + timedelta(seconds=interval * _jitter(chance))


def due_after_failure(
    interval: int, failures: int, now: datetime, chance: Random, retry_after: float | None = None
) -> datetime:
    """When to poll after so many failures in a row: the interval doubled each time up to a day.

    Never before ``retry_after`` seconds are over, if the server asked for them.
    """
    backing_off = min(interval * 2.0 ** min(failures, 20), LONGEST) * _jitter(chance)
    asked = min(max(retry_after or 0.0, 0.0), FARTHEST)
    return now + timedelta(seconds=max(backing_off, asked))


def _jitter(chance: Random) -> float:
    return chance.uniform(1 - JITTER, 1 + JITTER)
