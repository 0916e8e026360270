"""How much of each part so many readers need at the worst minute of the day: above 1 it does not keep up."""

from __future__ import annotations

from dataclasses import dataclass

from tests.bench.scaling.constants import MINUTES, Habits, Measured, Published
from tests.bench.scaling.day import mornings, news

SECONDS_A_DAY = MINUTES * 60
SIZE = 8e9
"""Bytes of memory that a process may take for the index."""

START = 30.0
"""Seconds that a start may take."""

DISK = 1e12
"""Bytes of a disk that a year may fill."""


@dataclass(frozen=True, slots=True)
class Need:
    """A part, how much of it is needed of what there is, and what there is."""

    part: str
    of_one: float
    what: str


def distinct(readers: float, habits: Habits) -> float:
    """Distinct topics that so many readers follow; the first ten thousand follows are as the habits say."""
    follows = readers * habits.follows
    few = 10_000.0
    return habits.distinct * min(follows, few) * float(max(1.0, follows / few) ** habits.heaps)


def needs(readers: float, habits: Habits, published: Published, costs: Measured) -> list[Need]:
    """The parts in the order of the way that an article takes."""
    topics = distinct(readers, habits)
    articles = habits.articles * float(news().max()) / 60
    alerts = readers * habits.alerts
    messages = readers * float((habits.alerts * news() + habits.daily * mornings()).max()) / 60
    owed = alerts * float(news().max()) / 60
    commands = 3 * readers * habits.commands / SECONDS_A_DAY
    rows = 365 * readers * (habits.alerts + habits.daily)
    return [
        Need("analysis", articles * costs.analysis, "one core"),
        Need("matching", articles * (costs.match_fixed + costs.match_each * topics), "one core"),
        Need("topic index", topics * costs.index_bytes / SIZE, "8 GB in each process that matches"),
        Need("start", topics * costs.index_seconds / START, "30 s"),
        Need("ledger, writing", owed * costs.ledger + messages * costs.settle, "one core of PostgreSQL"),
        Need("ledger, a year", rows * costs.row_bytes / DISK, "1 TB"),
        Need("composing and sending", messages * costs.sending, "one core, the elected sender"),
        Need("Telegram, free", messages / published.free, "30 a second"),
        Need("Telegram, paid", messages / published.paid, "1,000 a second"),
        Need("answers", commands * costs.command, "one core of a front"),
    ]


def first_to_break(habits: Habits, published: Published, costs: Measured) -> list[tuple[str, float]]:
    """Each part and the number of readers from which it does not keep up, the first to break first."""
    found = []
    for place, need in enumerate(needs(1, habits, published, costs)):
        low, high = 0.0, 12.0
        for _ in range(60):
            middle = (low + high) / 2
            fits = needs(10**middle, habits, published, costs)[place].of_one < 1
            low, high = (middle, high) if fits else (low, middle)
        if high < 12:
            found.append((need.part, 10**high))
    return sorted(found, key=lambda one: one[1])
