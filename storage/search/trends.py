"""How many articles there were when, of what full text search finds: counted in the database, never fetched.

An article counts once, however many versions of it are stored, at the time when it was published, or when it came if
that is earlier. Of which that is not known, the day on which it was loaded says nothing: it has no place in time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Text,
    and_,
    case,
    cast,
    distinct,
    func,
    literal,
    not_,
    or_,
    select,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.repositories.repository import NUMBERS
from storage.search.arrival import first_since
from storage.search.search import Search, Wanted
from storage.tables import analyses, articles, muted, placements, shown

AT_ONCE = 100
"""Counts of one statement: SQLite takes at most 500 of them."""

MARGIN = timedelta(days=1)
"""An article of which only the date is known may have come hours before that day began in the reader's zone."""

UNDATED = -1
"""In place of a piece of time."""

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
    """A story's articles among those asked for: the newest, and how many in each piece of time."""

    story: int
    newest: int
    counts: Sequence[int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Spread:
    """How many articles there were in each piece of time, and the largest stories among them.

    ``undated`` came in that time and are not counted: when they were published is not known.
    """

    counts: Sequence[int]
    stories: Sequence[StoryCount] = ()
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What an article names and reports, as its analysis has it: JSON text, as reading much of it is work."""

    article: int
    entities: str
    acts: str


@dataclass(frozen=True, slots=True)
class _During:
    """A period as conditions on a row, and the number below which there is no article of it."""

    first: int
    conditions: Sequence[ColumnElement[bool]]


class Trends:
    """Counts over pieces of time that follow each other: ``edges`` are their beginnings and the end of the last.

    With a ``reader_id`` articles of outlets that the reader has muted are none.
    """

    def __init__(self, connection: AsyncConnection, search: Search) -> None:
        self._connection = connection
        self._search = search
        self._dialect = connection.dialect.name

    async def spread(self, which: Which, edges: Sequence[Edge], limit: int = 0, reader_id: int | None = None) -> Spread:
        """How many articles there were in each piece, and the largest stories of more than one article, if any.

        At most ``limit`` stories, the largest first.
        """
        placed = self._placed(which, await self._during(edges, reader_id), edges)
        size, newest = func.count().label("size"), func.max(placed.c.newest).label("newest")
        top = select(placed.c.story, size, newest).where(placed.c.piece != UNDATED)
        top = top.group_by(placed.c.story).having(size > 1)
        largest = top.order_by(size.desc(), newest.desc()).limit(limit).cte("largest")
        all_of_it = select(literal(0), literal(0), placed.c.piece, func.count()).group_by(placed.c.piece)
        told = select(largest.c.story, largest.c.newest, placed.c.piece, func.count())
        dated = and_(placed.c.story == largest.c.story, placed.c.piece != UNDATED)
        told = told.join_from(largest, placed, dated)
        told = told.group_by(largest.c.story, largest.c.newest, placed.c.piece)
        rows = await self._connection.execute(union_all(all_of_it, told) if limit else all_of_it)
        found: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for story, number, piece, count in rows:
            found.setdefault((story, number), []).append((piece, count))
        every = found.pop((0, 0), [])
        counts = _filled(every, edges)
        stories = [StoryCount(story, number, _filled(pieces, edges)) for (story, number), pieces in found.items()]
        stories.sort(key=lambda one: (-one.total, -one.newest))
        return Spread(counts, stories, dict(every).get(UNDATED, 0))

    async def undated(self, several: Sequence[Which], edges: Sequence[Edge], reader_id: int | None = None) -> int:
        """How many articles of any of these came in that time of which it is not known when they were published."""
        during = await self._during(edges, reader_id)
        query = select(func.count(distinct(_first()))).select_from(_versions())
        query = query.where(articles.c.published.is_(None), *during.conditions)
        query = query.where(or_(*(self._holds(which, during) for which in several)))
        return await self._connection.scalar(query) or 0

    async def totals(
        self, wanted: Mapping[str, Wanted], edges: Sequence[Edge], reader_id: int | None = None
    ) -> dict[str, int]:
        """How many articles there were of each that is wanted, by its name; those without any are left out.

        An article without a date is one of the time in which it came.
        """
        during, count = await self._during(edges, reader_id), func.count(distinct(_first()))
        versions = _versions()
        named = [
            select(literal(name), count).select_from(versions).where(self._holds(one, during), *during.conditions)
            for name, one in wanted.items()
        ]
        found: dict[str, int] = {}
        for start in range(0, len(named), AT_ONCE):
            query = union_all(*named[start : start + AT_ONCE])
            found |= {row[0]: row[1] for row in await self._connection.execute(query) if row[1]}
        return found

    async def reports(
        self, which: Which, edges: Sequence[Edge], limit: int, every: int = 1, reader_id: int | None = None
    ) -> list[Report]:
        """What the newest articles name and report, of at most ``limit``; of ``every`` so many by number only one."""
        during = await self._during(edges, reader_id)
        query = (
            select(analyses.c.article_id, *(cast(analyses.c.body[part], Text) for part in ("entities", "acts")))
            .join(articles, articles.c.id == analyses.c.article_id)
            .where(self._holds(which, during), *during.conditions, articles.c.id % every == 0)
            .order_by(articles.c.id.desc())
            .limit(limit)
        )
        return [Report(row[0], row[1] or "[]", row[2] or "[]") for row in await self._connection.execute(query)]

    def _placed(self, which: Which, during: _During, edges: Sequence[Edge]) -> CTE:
        """Each article with the piece that it falls into, the first if its versions fall into several."""
        dated = func.min(case((articles.c.published.is_not(None), self._piece(edges))))
        piece, newest = func.coalesce(dated, UNDATED).label("piece"), func.max(articles.c.id).label("newest")
        story = func.min(func.coalesce(placements.c.story, articles.c.id)).label("story")
        query = select(story, piece, newest).select_from(_versions())
        return query.where(self._holds(which, during), *during.conditions).group_by(_first()).cte("placed")

    async def _during(self, edges: Sequence[Edge], reader_id: int | None) -> _During:
        conditions = [shown(), not_(self._before(edges[0])), self._before(edges[-1])]
        if reader_id is not None:
            conditions.append(~muted(literal(reader_id), articles.c.id))
        return _During(await first_since(self._connection, edges[0].moment - MARGIN), conditions)

    def _holds(self, which: Which, during: _During) -> ColumnElement[bool]:
        if isinstance(which, Sequence):
            return articles.c.id.in_(NUMBERS[self._dialect](which))
        return self._search.condition(which, during.first)

    def _piece(self, edges: Sequence[Edge]) -> ColumnElement[int]:
        """The number of the piece, found by halves: a row is compared a few times only, however many there are."""

        def among(low: int, high: int) -> ColumnElement[int]:
            if high - low == 1:
                return literal(low)
            middle = (low + high) // 2
            return case((self._before(edges[middle]), among(low, middle)), else_=among(middle, high))

        return among(0, len(edges) - 1)

    def _before(self, edge: Edge) -> ColumnElement[bool]:
        if edge.day is None:
            return self._when_added < edge.moment
        return case((self._dated, articles.c.published < edge.day), else_=self._when < edge.moment)

    @cached_property
    def _dated(self) -> ColumnElement[bool]:
        """Whether only the date of the article is known."""
        return and_(_IN_TIME, DATED[self._dialect](articles.c.published))

    @cached_property
    def _when(self) -> ColumnElement[datetime]:
        return case((_IN_TIME, articles.c.published), else_=articles.c.added)

    @cached_property
    def _when_added(self) -> ColumnElement[datetime]:
        return case((self._dated, articles.c.added), else_=self._when)


_IN_TIME = articles.c.published <= articles.c.added


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
