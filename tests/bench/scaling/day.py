"""A day, minute by minute: news comes, alerts and digests fall due, and what can be sent is sent.

A fluid queue: what is owed in a minute and was left before it goes out at the rate of the narrowest part. The hours of
the news are those of the capitals that make it, those of digests follow where people live.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.bench.scaling.constants import MINUTES, Habits

Curve = NDArray[np.float64]

PEOPLE: dict[float, int] = {
    -8: 4,
    -6: 6,
    -5: 12,
    -3: 7,
    0: 8,
    1: 17,
    2: 12,
    3: 10,
    4: 2,
    5: 4,
    5.5: 6,
    7: 3,
    8: 6,
    9: 3,
}
"""Readers by the hours that their clock is ahead of UTC, in parts of a hundred: assumed."""

DESKS: dict[float, int] = {-5: 30, 0: 15, 1: 25, 3: 12, 8: 10, 9: 8}
"""Articles by the clock of where they are written."""

DIGEST_AT, DIGEST_SPREAD = 7.5, 1.0
"""Hours: when digests are wanted, and their standard deviation."""

ROUND = 0.7
"""The share of digests that are wanted on the hour or at half past: people like round times."""

WARM = 2
"""Days before the one that is looked at, so that what they leave is there."""


@dataclass(frozen=True, slots=True)
class Day:
    """Messages owed, sent and left in each minute; seconds that what falls due in it waits."""

    owed: Curve
    sent: Curve
    left: Curve
    waits: Curve

    @property
    def keeps_up(self) -> bool:
        """Whether a day's messages are sent in a day."""
        return bool(self.sent.sum() > 0.999 * self.owed.sum())

    def p95(self) -> float:
        """Seconds within which 95 of 100 messages are sent."""
        order = np.argsort(self.waits)
        share = np.cumsum(self.owed[order]) / self.owed.sum()
        return float(self.waits[order][np.searchsorted(share, 0.95)])


def simulate(readers: float, rate: float, habits: Habits) -> Day:
    """The last of some equal days of so many readers, with so many messages a second."""
    owed = readers * (habits.alerts * news() + habits.daily * mornings())
    room, left = rate * 60, 0.0
    lefts, sents = np.empty(MINUTES), np.empty(MINUTES)
    for minute in range((WARM + 1) * MINUTES):
        at = minute % MINUTES
        there = left + owed[at]
        sents[at] = min(there, room)
        left = lefts[at] = there - sents[at]
    return Day(owed, sents, lefts, lefts / rate)


def news() -> Curve:
    """The share of a day's articles that comes in each minute."""
    return _shared({offset: _office_hours(offset) for offset in DESKS}, DESKS)


def mornings() -> Curve:
    """The share of a day's digests that falls due in each minute."""
    smooth = _shared({offset: _around(DIGEST_AT - offset, DIGEST_SPREAD) for offset in PEOPLE}, PEOPLE)
    at_round = _normal(np.where(np.arange(MINUTES) % 30 == 0, smooth, 0))
    return np.asarray(ROUND * at_round + (1 - ROUND) * smooth, dtype=np.float64)


def _shared(curves: Mapping[float, Curve], weights: Mapping[float, int]) -> Curve:
    whole = sum(weights[offset] * curves[offset] for offset in weights)
    return np.asarray(whole / np.sum(whole), dtype=np.float64)


def _office_hours(offset: float) -> Curve:
    """Most at noon of that clock, an eighth of it at midnight."""
    hours = (np.arange(MINUTES) / 60 + offset) % 24
    return _normal(0.125 + 0.875 * np.clip(np.cos((hours - 13) * np.pi / 12), 0, None))


def _around(hour: float, spread: float) -> Curve:
    away = (np.arange(MINUTES) / 60 - hour + 12) % 24 - 12
    return _normal(np.exp(-0.5 * (away / spread) ** 2))


def _normal(curve: Curve) -> Curve:
    return np.asarray(curve / curve.sum(), dtype=np.float64)
