"""How many articles there were when, of what full text search finds: counted in the database, never fetched.

An article counts once, however many versions of it are stored, at the time when it was published; where that is not
known, or lies later than its arrival, at that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    and_,
    case,
    distinct,
    func,
    literal,
    not_,
    select,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.repositories.repository import NUMBERS
from storage.search.search import Search, Wanted
from storage.tables import analyses, articles, placements, shown

AT_ONCE = 100
"""Counts of one statement: SQLite takes at most 500 of them."""

Which = Wanted | Sequence[int]
"""What is searched for, or the articles themselves by their numbers."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a piece of time begins: ``moment``, and ``day`` as midnight in UTC of the date that it is there.

    Articles of which only the date is known are held against the day; without one, against when they were added.
    """

    moment: datetime
    day: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoryCount:
    """A story's articles among those asked for: the newest, how many, and how many in each piece of time."""

    story: int
    newest: int
    total: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What an article names and reports, as its analysis has it."""

    article: int
    entities: Sequence[Mapping[str, Any]]
    acts: Sequence[Mapping[str, Any]]


class Trends:
    """Counts over pieces of time that follow each other: ``edges`` are their beginnings and the end of the last."""

    def __init__(self, connection: AsyncConnection, search: Search) -> None:
        self._connection = connection
        self._search = search
        self._dialect = connection.dialect.name

    async def counts(self, which: Which, edges: Sequence[Edge]) -> list[int]:
        """How many articles there were in each piece."""
        placed = self._placed(which, edges)
        query = select(placed.c.piece, func.count()).group_by(placed.c.piece)
        return _filled([(row[0], row[1]) for row in await self._connection.execute(query)], edges)

    async def stories(self, which: Which, edges: Sequence[Edge], limit: int) -> list[StoryCount]:
        """At most ``limit`` stories of more than one article, the largest first."""
        placed = self._placed(which, edges)
        size, newest = func.count(), func.max(placed.c.newest)
        query = select(placed.c.story, newest, size).group_by(placed.c.story).having(size > 1)
        found = (await self._connection.execute(query.order_by(size.desc(), newest.desc()).limit(limit))).all()
        if not found:
            return []
        parts = select(placed.c.story, placed.c.piece, func.count()).where(
            placed.c.story.in_([row[0] for row in found])
        )
        rows = (await self._connection.execute(parts.group_by(placed.c.story, placed.c.piece))).all()
        pieces = {story: [(row[1], row[2]) for row in rows if row[0] == story] for story, _, _ in found}
        return [StoryCount(row[0], row[1], row[2], tuple(_filled(pieces[row[0]], edges))) for row in found]

    async def totals(self, wanted: Mapping[str, Wanted], edges: Sequence[Edge]) -> dict[str, int]:
        """How many articles there were of each that is wanted, by its name; those without any are left out."""
        named = [(name, self._total(name, one, edges)) for name, one in wanted.items()]
        found: dict[str, int] = {}
        for start in range(0, len(named), AT_ONCE):
            query = union_all(*(one for _, one in named[start : start + AT_ONCE]))
            found |= {row[0]: row[1] for row in await self._connection.execute(query) if row[1]}
        return found

    async def reports(self, which: Which, edges: Sequence[Edge], limit: int) -> list[Report]:
        """What the newest articles name and report, of at most ``limit``."""
        query = (
            select(analyses.c.article_id, analyses.c.body["entities"], analyses.c.body["acts"])
            .join(articles, articles.c.id == analyses.c.article_id)
            .where(self._within(which, edges))
            .order_by(articles.c.id.desc())
            .limit(limit)
        )
        return [Report(row[0], row[1] or (), row[2] or ()) for row in await self._connection.execute(query)]

    def _total(self, name: str, wanted: Wanted, edges: Sequence[Edge]) -> Select[str, int]:
        count = func.count(distinct(_first()))
        return select(literal(name), count).select_from(_versions()).where(self._within(wanted, edges))

    def _placed(self, which: Which, edges: Sequence[Edge]) -> Subquery:
        """Each article with the piece that it falls into, the first if its versions fall into several."""
        piece, newest = func.min(self._piece(edges)).label("piece"), func.max(articles.c.id).label("newest")
        story = func.min(func.coalesce(placements.c.story, articles.c.id)).label("story")
        query = select(story, piece, newest).select_from(_versions()).where(self._within(which, edges))
        return query.group_by(_first()).subquery()

    def _within(self, which: Which, edges: Sequence[Edge]) -> ColumnElement[bool]:
        return and_(shown(), self._holds(which), not_(self._before(edges[0])), self._before(edges[-1]))

    def _holds(self, which: Which) -> ColumnElement[bool]:
        if isinstance(which, Sequence):
            return articles.c.id.in_(NUMBERS[self._dialect](which))
        return self._search.condition(which)

    def _piece(self, edges: Sequence[Edge]) -> ColumnElement[int]:
        """The number of the piece, found by halves: a row is compared a few times only, however many there are."""

        def among(low: int, high: int) -> ColumnElement[int]:
            if high - low == 1:
                return literal(low)
            middle = (low + high) // 2
            return case((self._before(edges[middle]), among(low, middle)), else_=among(middle, high))

        return among(0, len(edges) - 1)

    def _before(self, edge: Edge) -> ColumnElement[bool]:
        dated = and_(articles.c.published <= articles.c.added, DATED[self._dialect](articles.c.published))
        when = case((articles.c.published <= articles.c.added, articles.c.published), else_=articles.c.added)
        if edge.day is None:
            return case((dated, articles.c.added), else_=when) < edge.moment
        return case((dated, articles.c.published < edge.day), else_=when < edge.moment)


def _versions() -> Any:
    return articles.outerjoin(placements, placements.c.article_id == articles.c.id)


def _first() -> ColumnElement[int]:
    return func.coalesce(placements.c.revises, articles.c.id)


def _filled(rows: Sequence[tuple[int, int]], edges: Sequence[Edge]) -> list[int]:
    known = dict(rows)
    return [known.get(piece, 0) for piece in range(len(edges) - 1)]


def _sqlite_dated(moment: ColumnElement[Any]) -> ColumnElement[bool]:
    return func.substr(moment, 12) == "00:00:00.000000"


def _postgres_dated(moment: ColumnElement[Any]) -> ColumnElement[bool]:
    return func.date_trunc("day", moment, "UTC") == moment


DATED: dict[str, Callable[[ColumnElement[Any]], ColumnElement[bool]]] = {
    "sqlite": _sqlite_dated,
    "postgresql": _postgres_dated,
}
"""Whether a moment is midnight in UTC, which is how a date without a time is kept."""
