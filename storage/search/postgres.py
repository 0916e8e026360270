"""Full text search by PostgreSQL's tsvector and a GIN index.

Vectors are written from the terms directly, no text configuration comes between. A vector remembers at most 256 places
of a word and none beyond the 16,383rd, so a long article's terms are kept in parts short enough that no place is
forgotten; neighbouring parts overlap so that a phrase across their border stands whole in one of them. Nearly all
articles have one part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    and_,
    any_,
    bindparam,
    cast,
    delete,
    false,
    func,
    insert,
    literal,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY, TSVECTOR
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.search.search import Holding, Wanted, condition, usable
from storage.search.sets import numbers
from storage.tables import NAMING, articles, later, placements, shown

PLACES = 255
LONGEST_PART = 16_000

OVERLAP = 31
"""A phrase of up to ``OVERLAP + 1`` terms is always found; a longer one only where it lies within a part."""

NEWEST = 1_000
"""Articles that are looked through one by one, from the newest on, before the index is asked."""

FEW = 5_000
"""Articles of several parts that may be read one by one."""

PIECE = 100
"""Articles of which it is asked at once whether others of their stories are newer."""

metadata = MetaData(naming_convention=NAMING)

article_terms = Table(
    "article_terms",
    metadata,
    Column("article_id", BigInteger, ForeignKey(articles.c.id, ondelete="CASCADE"), primary_key=True),
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("terms", TSVECTOR, nullable=False),
    Index(None, "terms", postgresql_using="gin"),
)
Index("ix_article_terms_long", article_terms.c.article_id, postgresql_where=article_terms.c.part == 1)


def _lexeme(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"


def _vector(terms: Sequence[str]) -> str:
    """As PostgreSQL itself writes a vector: each word once, in the order of its letters, with its places."""
    places: dict[str, list[str]] = {}
    for place, term in enumerate(terms, 1):
        places.setdefault(term, []).append(str(place))
    return " ".join(f"{_lexeme(term)}:{','.join(places[term])}" for term in sorted(places))


def _question(alternatives: Sequence[Sequence[str]]) -> str:
    return " | ".join("(" + " <-> ".join(map(_lexeme, terms)) + ")" for terms in alternatives)


def parts(article_id: int, terms: Sequence[str]) -> list[tuple[int, int, str]]:
    """The rows of an article: its number, that of the part, and the part's vector as PostgreSQL writes it."""
    return [(article_id, part, _vector(piece)) for part, piece in enumerate(_pieces(usable(terms)))]


def _pieces(terms: Sequence[str]) -> Iterator[Sequence[str]]:
    if len(terms) <= LONGEST_PART and max(Counter(terms).values(), default=0) <= PLACES:
        yield terms
        return
    start = 0
    while True:
        counts: Counter[str] = Counter()
        end = start
        for term in terms[start : start + LONGEST_PART]:
            counts[term] += 1
            if counts[term] > PLACES:
                break
            end += 1
        yield terms[start:end]
        if end == len(terms):
            return
        start = end - OVERLAP


class PostgresSearch:
    """Search on a table of vectors, some rows an article; ``nearby`` is how many articles are looked at first."""

    nearby = NEWEST

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put(self, article_id: int, terms: Sequence[str]) -> None:
        """See ``Search.put``."""
        await self.put_all([(article_id, terms)])

    async def put_all(self, entries: Sequence[tuple[int, Sequence[str]]]) -> None:
        """See ``Search.put_all``."""
        those = [number for number, _ in entries]
        await self._connection.execute(delete(article_terms).where(article_terms.c.article_id.in_(those)))
        statement = insert(article_terms).values(terms=cast(bindparam("vector", type_=Text), TSVECTOR))
        rows = [row for entry in entries for row in parts(*entry)]
        given = [{"article_id": number, "part": part, "vector": vector} for number, part, vector in rows]
        await self._connection.execute(statement, given)

    async def find(
        self,
        wanted: Wanted,
        limit: int,
        before: int | None = None,
        *,
        since: datetime | None = None,
        once: bool = False,
    ) -> list[int]:
        """See ``Search.find``."""
        ends = select(func.coalesce(func.min(articles.c.id), 0), func.coalesce(func.max(articles.c.id), 0))
        first, last = (await self._connection.execute(ends)).one()
        before = last + 1 if before is None else before
        # Words of many articles stand in some of the newest; words that do not stand in few, which the index knows.
        edge = before - self.nearby
        near = _read_through(wanted, range(edge, before))
        found = await self._told(near, wanted, limit, since, once)
        if len(found) < limit and edge > first:
            holders = _Holders(edge, few_are_long=await self._few_are_long())
            far = select(articles.c.id).where(articles.c.id.in_(numbers(wanted, holders)), articles.c.id < edge)
            found += await self._told(far, wanted, limit - len(found), since, once)
        return found

    async def count(self, wanted: Wanted, since: datetime) -> int:
        """See ``Search.count``."""
        query = select(func.count()).select_from(articles).where(shown(), articles.c.added >= since)
        return await self._connection.scalar(query.where(self.condition(wanted))) or 0

    def condition(self, wanted: Wanted, first: int = 0) -> ColumnElement[bool]:
        """See ``Search.condition``."""
        return and_(articles.c.id >= first, condition(wanted, _holding(articles.c.id, first)))

    async def _few_are_long(self) -> bool:
        some = select(literal(1)).where(article_terms.c.part == 1).limit(FEW + 1).subquery()
        return (await self._connection.scalar(select(func.count()).select_from(some)) or 0) <= FEW

    async def _told(
        self, query: Select[int], wanted: Wanted, limit: int, since: datetime | None, once: bool
    ) -> list[int]:
        """Of articles that hold what is wanted those to be shown, the newest first."""
        query = query.where(shown()).order_by(articles.c.id.desc())
        query = query.where(articles.c.added >= since) if since is not None else query
        if not once:
            return [*await self._connection.scalars(query.limit(limit))]
        held, found = [*await self._connection.scalars(query)], list[int]()
        while held and len(found) < limit:
            piece, held = held[:PIECE], held[PIECE:]
            found += await self._newest(piece, wanted)
        return found[:limit]

    async def _newest(self, held: Sequence[int], wanted: Wanted) -> list[int]:
        """Those of the articles of whose stories no newer one holds it as well."""
        mine = placements.alias("mine")
        query = select(mine.c.article_id, later.c.article_id).join(
            later, (later.c.story == mine.c.story) & (later.c.article_id > mine.c.article_id)
        )
        pairs = [*await self._connection.execute(query.where(mine.c.article_id == any_(_array(held))))]
        newer = _read_through(wanted, sorted({number for _, number in pairs})).where(shown())
        holding = set(await self._connection.scalars(newer)) if pairs else set[int]()
        older = {number for number, other in pairs if other in holding}
        return [number for number in held if number not in older]


def _read_through(wanted: Wanted, numbers: range | Sequence[int]) -> Select[int]:
    """Those of the articles that hold what is wanted, each read for itself: the index is not asked.

    A clause may hold in another part of an article than the next.
    """

    def holding(clauses: list[list[list[str]]]) -> ColumnElement[bool]:
        found = (func.bool_or(_matches(article_terms.c.terms, _question(alternatives))) for alternatives in clauses)
        return and_(*(func.coalesce(one, false()) for one in found))

    def among(column: ColumnElement[int]) -> ColumnElement[bool]:
        if isinstance(numbers, range):
            return and_(column >= numbers.start, column < numbers.stop)
        return column == any_(_array(numbers))

    rows = articles.outerjoin(
        article_terms, (article_terms.c.article_id == articles.c.id) & among(article_terms.c.article_id)
    )
    query = select(articles.c.id).select_from(rows).where(among(articles.c.id))
    return query.group_by(articles.c.id).having(condition(wanted, holding))


def _array(numbers: Sequence[int]) -> ColumnElement[Any]:
    return literal([*numbers], ARRAY(BigInteger))


def _holding(number: ColumnElement[int], first: int = 0) -> Holding:
    """``first``: the index is not asked for articles of smaller numbers."""
    rows = select(article_terms.c.article_id)
    rows = rows.where(article_terms.c.article_id >= first) if first else rows

    def holding(clauses: list[list[list[str]]]) -> ColumnElement[bool]:
        # A clause may hold in another part of the article than the next, so each is asked by itself.
        asked = (rows.where(_matches(article_terms.c.terms, _question(alternatives))) for alternatives in clauses)
        return and_(*(number.in_(one) for one in asked))

    return holding


class _Holders:
    """Sets of articles of smaller numbers than ``before``, from the index.

    Of words that must all be held, each may stand in another part of an article. Where ``few_are_long`` those that
    have several are read one by one; of the others the index itself tells which have all the words.
    """

    def __init__(self, before: int, *, few_are_long: bool) -> None:
        self._rows = select(article_terms.c.article_id).where(article_terms.c.article_id < before)
        self._before = before
        self._few_are_long = few_are_long

    def all(self) -> Select[int]:
        """See ``Look``."""
        return select(articles.c.id).where(articles.c.id < self._before)

    def one(self, alternatives: Sequence[Sequence[str]]) -> Select[int]:
        """See ``Look``."""
        return self._rows.where(_matches(article_terms.c.terms, _question(alternatives)))

    def every(self, clauses: Sequence[Sequence[Sequence[str]]]) -> list[Select[int]]:
        """See ``Look``."""
        if not self._few_are_long:
            return []
        together = " & ".join(f"({_question(alternatives)})" for alternatives in clauses)
        long = self._rows.where(article_terms.c.part == 1)
        for alternatives in clauses:
            piece = article_terms.alias()
            here = select(piece.c.article_id).where(piece.c.article_id == article_terms.c.article_id)
            # What has an offset is looked up for each article.
            held = here.where(_matches(piece.c.terms, _question(alternatives))).offset(0)
            long = long.where(held.correlate(article_terms).exists())
        return [self._rows.where(_matches(article_terms.c.terms, together)), long]


def _matches(terms: ColumnElement[Any], question: str) -> ColumnElement[bool]:
    return terms.op("@@", is_comparison=True)(cast(literal(question, Text), TSQUERY))
