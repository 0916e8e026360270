"""How much a story matters to a reader: a number to put a digest's stories in order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp, log2

HALF_LIFE = timedelta(hours=24)
"""Age at which news is worth half of what it was: digests come once a day at the most usual."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a story: the reader's topics that it holds, outlets and articles that tell it, whether it
    reports a diplomatic act, and when its newest article came.
    """

    topics: int
    outlets: int
    articles: int
    has_acts: bool
    newest: datetime


def importance(standing: Standing, now: datetime) -> float:
    """Topics and outlets count most, each further one less; an act as much as a second outlet; age halves it a day.

    The weights are judged by hand: there is no labelled set of readers' choices to learn them from.
    """
    told = log2(1 + standing.outlets) + 0.5 * log2(1 + standing.articles)
    wanted = log2(1 + standing.topics)
    age = max(now - standing.newest, timedelta(0)) / HALF_LIFE
    return (wanted + told + (0.6 if standing.has_acts else 0.0)) * exp(-age * 0.693)
