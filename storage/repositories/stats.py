"""Statistics: counts over a period that is bounded, or of rows that are few. Nobody can be told from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Float, String, case, extract, func, literal_column, select, text, type_coerce

from storage.records import Tally, TopicRecord
from storage.repositories.repository import Repository
from storage.repositories.votes import USEFUL
from storage.tables import articles, deliveries, feeds, follows, in_state, readers, topics, votes

SAMPLE = 10_000
"""Alerts of a period, the last ones, whose wait is looked at."""

LENGTHS = (3, 8)
"""Sentences up to which a summary is short, and of middle length."""


@dataclass(frozen=True, slots=True)
class ReaderCounts:
    """Chats: those that get what they follow, those first met in the period, those that said stop, or that left."""

    active: int
    new: int
    stopped: int
    blocked: int


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds from an article's arrival to its alerts: ``half`` and ``most`` (95 of 100) of ``number`` were within."""

    number: int
    half: float
    most: float


@dataclass(frozen=True, slots=True)
class FeedTrouble:
    """A feed whose last polls failed, with what `bot.services` wrote of the last one."""

    title: str
    failures: int
    error: str


@dataclass(frozen=True, slots=True)
class FeedCounts:
    """Feeds by state, those that answer slowest with milliseconds, and those that fail."""

    states: dict[str, int]
    slowest: Sequence[tuple[str, int]]
    failing: Sequence[FeedTrouble]


def _sqlite_day(moment: ColumnElement[Any]) -> ColumnElement[str]:
    return func.substr(type_coerce(moment, String), 1, 10)


def _postgres_day(moment: ColumnElement[Any]) -> ColumnElement[str]:
    return func.to_char(func.timezone("UTC", moment), "YYYY-MM-DD")


def _sqlite_seconds(first: ColumnElement[Any], last: ColumnElement[Any]) -> ColumnElement[float]:
    return (func.julianday(last) - func.julianday(first)) * literal_column("86400.0")


def _postgres_seconds(first: ColumnElement[Any], last: ColumnElement[Any]) -> ColumnElement[float]:
    return type_coerce(extract("epoch", last - first), Float)


DAYS: dict[str, Callable[[ColumnElement[Any]], ColumnElement[str]]] = {
    "sqlite": _sqlite_day,
    "postgresql": _postgres_day,
}
SECONDS: dict[str, Callable[[ColumnElement[Any], ColumnElement[Any]], ColumnElement[float]]] = {
    "sqlite": _sqlite_seconds,
    "postgresql": _postgres_seconds,
}
SIZES = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    "postgresql": "SELECT pg_database_size(current_database())",
}


class Stats(Repository):
    """Deliveries are numbered in the order of their time: a period's first is found by halves, without an index."""

    async def readers(self, since: datetime) -> ReaderCounts:
        """All chats by what became of them, and those that were met at ``since`` or later."""
        gone = ~readers.c.active
        which = (readers.c.active, readers.c.created >= since, gone & readers.c.stopped, gone & ~readers.c.stopped)
        query = select(*(func.coalesce(func.sum(case((one, 1), else_=0)), 0) for one in which))
        return ReaderCounts(*(int(number) for number in (await self._connection.execute(query)).one()))

    async def follows(self) -> int:
        """How many follows there are, paused ones included."""
        return await self._connection.scalar(select(func.count()).select_from(follows)) or 0

    async def popular(self, least: int, limit: int) -> list[tuple[TopicRecord, int]]:
        """At most ``limit`` topics that at least ``least`` chats follow, the most followed first."""
        number = func.count().label("number")
        most = select(follows.c.topic_id, number).group_by(follows.c.topic_id).having(number >= least)
        best = most.order_by(number.desc(), follows.c.topic_id).limit(limit).subquery()
        query = select(topics.c.id, topics.c.canonical, topics.c.tree, best.c.number)
        query = query.join(best, best.c.topic_id == topics.c.id).order_by(best.c.number.desc(), topics.c.id)
        return [(TopicRecord(*row[:3]), row[3]) for row in await self._connection.execute(query)]

    async def deliveries(self, since: datetime) -> dict[str, int]:
        """Deliveries that were written at ``since`` or later, by state; a state without any is left out."""
        query = select(deliveries.c.state, func.count()).where(await self._owed(since)).group_by(deliveries.c.state)
        return {row[0]: row[1] for row in await self._connection.execute(query)}

    async def waits(self, since: datetime) -> Waits | None:
        """How long the last alerts of the period took from their article's arrival; None if there were none."""
        seconds = SECONDS[self._dialect](articles.c.added, deliveries.c.settled)
        alerted = (deliveries.c.kind == "alert") & in_state("sent") & deliveries.c.corrects.is_(None)
        last = select(seconds.label("wait")).join(articles, articles.c.id == deliveries.c.article_id)
        last = last.where(await self._owed(since), alerted).order_by(deliveries.c.id.desc()).limit(SAMPLE)
        sample = last.subquery()
        rank = func.row_number().over(order_by=sample.c.wait).label("rank")
        ranked = select(sample.c.wait, rank, func.count().over().label("number")).subquery()

        def within(percent: int) -> ColumnElement[float]:
            return func.min(case((ranked.c.rank * 100 >= ranked.c.number * percent, ranked.c.wait)))

        number, half, most = (
            await self._connection.execute(select(func.max(ranked.c.number), within(50), within(95)))
        ).one()
        return Waits(number, float(half), float(most)) if number else None

    async def errors(self, since: datetime, limit: int) -> list[tuple[str, int]]:
        """Why deliveries of the period failed, the most usual first."""
        number = func.count().label("number")
        query = select(deliveries.c.error, number).where(await self._owed(since), in_state("failed"))
        query = query.where(deliveries.c.error.is_not(None)).group_by(deliveries.c.error)
        query = query.order_by(number.desc(), deliveries.c.error).limit(limit)
        return [(row[0], row[1]) for row in await self._connection.execute(query)]

    async def deliveries_by_day(self, since: datetime) -> dict[str, int]:
        """Deliveries of the period by the day in UTC, such as 2026-03-02, on which they were written."""
        day = DAYS[self._dialect](deliveries.c.created).label("day")
        query = select(day, func.count()).where(await self._owed(since)).group_by(day)
        return {row[0]: row[1] for row in await self._connection.execute(query)}

    async def articles_by_day(self, since: datetime) -> dict[str, int]:
        """As `deliveries_by_day`, of articles by their arrival; those that were deleted since count too."""
        day = DAYS[self._dialect](articles.c.added).label("day")
        query = select(day, func.count()).where(articles.c.added >= since).group_by(day)
        return {row[0]: row[1] for row in await self._connection.execute(query)}

    async def articles_by_outlet(self, since: datetime, limit: int) -> list[tuple[str | None, int]]:
        """Articles that came at ``since`` or later, of the outlets with the most; None for those without an outlet."""
        number = func.count().label("number")
        query = select(articles.c.outlet, number).where(articles.c.added >= since).group_by(articles.c.outlet)
        query = query.order_by(number.desc(), articles.c.outlet).limit(limit)
        return [(row[0], row[1]) for row in await self._connection.execute(query)]

    async def votes_by_outlet(self, since: datetime, limit: int) -> list[Tally]:
        """Votes of all readers in the period, of the outlets with the most."""
        query = select(USEFUL, func.count(), votes.c.outlet).where(votes.c.created >= since).group_by(votes.c.outlet)
        query = query.order_by(func.count().desc(), votes.c.outlet).limit(limit)
        return [Tally(int(useful), *rest) for useful, *rest in await self._connection.execute(query)]

    async def votes_by_length(self, since: datetime) -> dict[int, Tally]:
        """Votes of all readers in the period on short (0), middling (1) and long (2) summaries, as `LENGTHS` has it."""
        short, middling = LENGTHS
        length = case((votes.c.sentences <= short, 0), (votes.c.sentences <= middling, 1), else_=2).label("length")
        query = select(length, USEFUL, func.count()).where(votes.c.created >= since).group_by(length)
        return {row[0]: Tally(int(row[1]), row[2]) for row in await self._connection.execute(query)}

    async def feeds(self, limit: int) -> FeedCounts:
        """Feeds by state, and at most ``limit`` each of the slowest and of those that fail."""
        states = select(feeds.c.state, func.count()).group_by(feeds.c.state)
        slow = select(feeds.c.title, feeds.c.took).where(feeds.c.took.is_not(None), feeds.c.state != "paused")
        slow = slow.order_by(feeds.c.took.desc(), feeds.c.id).limit(limit)
        fail = select(feeds.c.title, feeds.c.failures, feeds.c.last_error).where(feeds.c.last_error.is_not(None))
        fail = fail.order_by(feeds.c.failures.desc(), feeds.c.id).limit(limit)
        run = self._connection.execute
        return FeedCounts(
            {row[0]: row[1] for row in await run(states)},
            [(row[0], row[1]) for row in await run(slow)],
            [FeedTrouble(*row) for row in await run(fail)],
        )

    async def size(self) -> int:
        """Bytes that the database takes."""
        return await self._connection.scalar(text(SIZES[self._dialect])) or 0

    async def _owed(self, since: datetime) -> ColumnElement[bool]:
        """The condition on a delivery that it was written at ``since`` or later; older ones are not looked at."""
        low, high = 0, (await self._connection.scalar(select(func.max(deliveries.c.id))) or 0) + 1
        while low < high:
            middle = (low + high) // 2
            query = select(deliveries.c.id, deliveries.c.created).where(deliveries.c.id >= middle)
            row = (await self._connection.execute(query.order_by(deliveries.c.id).limit(1))).one_or_none()
            low, high = (low, middle) if row is None or row.created >= since else (row.id + 1, high)
        return (deliveries.c.id >= low) & (deliveries.c.created >= since)
