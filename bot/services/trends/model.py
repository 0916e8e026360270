"""What is counted of topics over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.services.trends.grid import Grid
from storage.records import Headline
from summarizer.topics.query import Query


@dataclass(frozen=True, slots=True)
class Counted:
    """A topic's articles in each piece of a period; not ``whole`` if there was no time to ask all of them.

    ``undated`` articles came in the period and have no date that would give them a place in it.
    """

    query: Query
    counts: Sequence[int]
    whole: bool = True
    undated: int = 0

    @property
    def total(self) -> int:
        """All of the period's."""
        return sum(self.counts)

    @property
    def peak(self) -> int:
        """The piece with the most articles, the first of equals."""
        return max(range(len(self.counts)), key=lambda piece: self.counts[piece])


@dataclass(frozen=True, slots=True)
class Told:
    """A story by its newest article, how many articles of the topic tell it, and the piece with the most of them."""

    newest: Headline
    total: int
    peak: int


@dataclass(frozen=True, slots=True)
class Trend:
    """A topic over a period, with its largest stories."""

    grid: Grid
    counted: Counted
    stories: Sequence[Told]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Several topics over the same period, in the order in which they were named."""

    grid: Grid
    topics: Sequence[Counted]
    undated: int = 0
    """Articles of any of the topics that have no date."""
