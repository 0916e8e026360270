"""The figures of a period as data; nobody can be told from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from storage.records import Tally, TopicRecord
from storage.repositories.stats import FeedCounts, ReaderCounts, Waits


@dataclass(frozen=True, slots=True)
class Figures:
    """All that `/stats` says of the last ``days``, as of ``at``.

    ``readers`` counts as new who came within a week. ``topics`` are those that several follow. ``deliveries`` are
    numbers by state for a day, for a week, and for the period if that is another, each with its days. ``arrivals`` are
    articles by day, the last first. ``votes`` are those on short, middling and long summaries. ``size`` is in bytes.
    """

    days: int
    at: datetime
    readers: ReaderCounts
    follows: int
    topics: Sequence[tuple[TopicRecord, int]]
    deliveries: Sequence[tuple[int, Mapping[str, int]]]
    waits: Waits | None
    feeds: FeedCounts
    arrivals: Sequence[tuple[date, int]]
    articles: int
    outlets: Sequence[tuple[str | None, int]]
    liked: Sequence[Tally]
    votes: Mapping[int, Tally]
    errors: Sequence[tuple[str, int]]
    size: int


@dataclass(frozen=True, slots=True)
class Daily:
    """Articles that came, and deliveries that were written, on each of ``days`` in UTC, the earliest first."""

    days: Sequence[date]
    articles: Sequence[int]
    deliveries: Sequence[int]
