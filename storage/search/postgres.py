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
    bindparam,
    cast,
    delete,
    func,
    insert,
    literal,
    select,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.repositories.repository import NUMBERS
from storage.search.search import Holding, Wanted, condition, usable
from storage.search.sets import numbers
from storage.tables import NAMING, articles, later, shown, tells_story

PLACES = 255
LONGEST_PART = 16_000

OVERLAP = 31
"""A phrase of up to ``OVERLAP + 1`` terms is always found; a longer one only where it lies within a part."""

DIALECT = "postgresql"

NEWEST = 1_000
"""Articles that are looked through one by one, from the newest on, before the index is asked."""

FEW = 5_000
"""Articles of several parts that may be read one by one."""

PIECE = 200
"""Articles that the index found, of which it is asked at once whether they are to be shown."""

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
        query = select(articles.c.id).where(shown()).order_by(articles.c.id.desc())
        if once:
            query = query.where(tells_story(condition(wanted, _holding(later.c.article_id))))
        if since is not None:
            query = query.where(articles.c.added >= since)
        ends = select(func.coalesce(func.min(articles.c.id), 0), func.coalesce(func.max(articles.c.id), 0))
        first, last = (await self._connection.execute(ends)).one()
        before = last + 1 if before is None else before
        # Words of many articles stand in some of the newest; words that do not stand in few, which the index knows.
        edge = before - self.nearby
        near = query.where(articles.c.id < before, articles.c.id >= edge)
        found = await self._some(near.where(condition(wanted, _among(edge, before))), limit)
        if len(found) == limit or edge <= first:
            return found
        holders = _Holders(edge, few_are_long=await self._few_are_long())
        rest = sorted(await self._connection.scalars(select(numbers(wanted, holders).subquery())), reverse=True)
        for start in range(0, len(rest), PIECE):
            some = query.where(articles.c.id.in_(NUMBERS[DIALECT](rest[start : start + PIECE])))
            found += await self._some(some, limit - len(found))
            if len(found) == limit:
                break
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

    async def _some(self, query: Select[int], limit: int) -> list[int]:
        return list((await self._connection.scalars(query.limit(limit))).all())


def _holding(number: ColumnElement[int], first: int = 0) -> Holding:
    """``first``: the index is not asked for articles of smaller numbers."""
    rows = select(article_terms.c.article_id)
    return _in(number, rows.where(article_terms.c.article_id >= first) if first else rows, article_terms.c.terms)


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


def _among(first: int, before: int) -> Holding:
    """Of articles of these numbers only, which are read one by one: their index by words is not asked."""
    # What has an offset is worked out by itself.
    rows = select(article_terms.c.article_id, article_terms.c.terms).offset(0)
    near = rows.where(article_terms.c.article_id >= first, article_terms.c.article_id < before).subquery()
    return _in(articles.c.id, select(near.c.article_id), near.c.terms)


def _in(number: ColumnElement[int], rows: Select[int], terms: ColumnElement[Any]) -> Holding:
    def holding(clauses: list[list[list[str]]]) -> ColumnElement[bool]:
        # A clause may hold in another part of the article than the next, so each is asked by itself.
        return and_(*(number.in_(rows.where(_matches(terms, _question(alternatives)))) for alternatives in clauses))

    return holding


def _matches(terms: ColumnElement[Any], question: str) -> ColumnElement[bool]:
    return terms.op("@@", is_comparison=True)(cast(literal(question, Text), TSQUERY))
