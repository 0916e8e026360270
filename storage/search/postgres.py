"""Full text search by PostgreSQL's tsvector and a GIN index.

Vectors are written from the terms directly, no text configuration comes between. A vector remembers at most 256 places
of a word and none beyond the 16,383rd, so an article's terms are kept in parts short enough that no place is forgotten;
neighbouring parts overlap so that a phrase across their border stands whole in one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    MetaData,
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

from storage.search.search import Holding, Wanted, condition, usable
from storage.tables import NAMING, articles, later, shown, tells_story

PART = 255
OVERLAP = 31
"""A phrase of up to ``OVERLAP + 1`` terms is always found; a longer one only where it lies within a part."""

metadata = MetaData(naming_convention=NAMING)

article_terms = Table(
    "article_terms",
    metadata,
    Column("article_id", BigInteger, ForeignKey(articles.c.id, ondelete="CASCADE"), primary_key=True),
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("terms", TSVECTOR, nullable=False),
    Index(None, "terms", postgresql_using="gin"),
)


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
    kept = usable(terms)
    starts = range(0, max(len(kept) - OVERLAP, 1), PART - OVERLAP)
    return [(article_id, part, _vector(kept[start : start + PART])) for part, start in enumerate(starts)]


class PostgresSearch:
    """Search on a table of vectors, some rows an article."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put(self, article_id: int, terms: Sequence[str]) -> None:
        """See ``Search.put``."""
        await self.put_all([(article_id, terms)])

    async def put_all(self, entries: Sequence[tuple[int, Sequence[str]]]) -> None:
        """See ``Search.put_all``."""
        numbers = [number for number, _ in entries]
        await self._connection.execute(delete(article_terms).where(article_terms.c.article_id.in_(numbers)))
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
        query = select(articles.c.id).where(shown(), condition(wanted, _holding(articles.c.id)))
        if once:
            query = query.where(tells_story(condition(wanted, _holding(later.c.article_id))))
        if before is not None:
            query = query.where(articles.c.id < before)
        if since is not None:
            query = query.where(articles.c.added >= since)
        return list((await self._connection.scalars(query.order_by(articles.c.id.desc()).limit(limit))).all())

    async def count(self, wanted: Wanted, since: datetime) -> int:
        """See ``Search.count``."""
        query = select(func.count()).select_from(articles).where(shown(), articles.c.added >= since)
        return await self._connection.scalar(query.where(self.condition(wanted))) or 0

    def condition(self, wanted: Wanted, first: int = 0) -> ColumnElement[bool]:
        """See ``Search.condition``."""
        return and_(articles.c.id >= first, condition(wanted, _holding(articles.c.id, first)))


def _holding(number: ColumnElement[int], first: int = 0) -> Holding:
    """``first``: the index is not asked for articles of smaller numbers."""

    def holding(clauses: list[list[list[str]]]) -> ColumnElement[bool]:
        held = select(article_terms.c.article_id)
        held = held.where(article_terms.c.article_id >= first) if first else held
        # A clause may hold in another part of the article than the next, so each is asked by itself.
        questions = (cast(literal(_question(alternatives), Text), TSQUERY) for alternatives in clauses)
        return and_(*(number.in_(held.where(article_terms.c.terms.op("@@")(question))) for question in questions))

    return holding
