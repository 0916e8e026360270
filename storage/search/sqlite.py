"""Full text search by SQLite's FTS5.

FTS5 has tokenizers but no way to hand it tokens. Terms are therefore written so that its ``ascii`` tokenizer, told that
``_`` is part of a word, takes each for one token and changes nothing in it: lower-case letters, digits and all beyond
ASCII stand for themselves, any other character becomes ``_`` and its two hexadecimal digits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    column,
    delete,
    func,
    insert,
    literal_column,
    select,
    table,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.search.arrival import first_since, newest
from storage.search.search import Holding, Wanted, condition, usable
from storage.tables import articles, later, shown, tells_story

_SPECIAL = re.compile("[\x00-/:-`{-\x7f]")
_WRITTEN = re.compile("_([0-9a-f]{2})")

_article_terms = table("article_terms", column("rowid"), column("terms"))


def _token(term: str) -> str:
    return _SPECIAL.sub(lambda match: f"_{ord(match[0]):02x}", term)


def terms_of(tokens: str) -> list[str]:
    """The terms that an article's tokens stand for."""
    return [_term(token) if "_" in token else token for token in tokens.split(" ") if token]


def _term(token: str) -> str:
    return _WRITTEN.sub(lambda match: chr(int(match[1], 16)), token)


def _tokens(terms: Sequence[str]) -> str:
    return " ".join(map(_token, terms))


NEWEST, NEWEST_EACH, WIDER = 1_000, 8, 8
"""Articles that are looked at first, at least and for each that is wanted; how many times as many next."""


class SqliteSearch:
    """Search on an FTS5 table whose row numbers are article ids."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put(self, article_id: int, terms: Sequence[str]) -> None:
        """See ``Search.put``."""
        await self.put_all([(article_id, terms)])

    async def put_all(self, entries: Sequence[tuple[int, Sequence[str]]]) -> None:
        """See ``Search.put_all``."""
        gone = delete(_article_terms).where(_article_terms.c.rowid == bindparam("number"))
        await self._connection.execute(gone, [{"number": number} for number, _ in entries])
        rows = [{"rowid": number, "terms": _tokens(usable(terms))} for number, terms in entries]
        await self._connection.execute(insert(_article_terms), rows)

    async def find(
        self,
        wanted: Wanted,
        limit: int,
        before: int | None = None,
        *,
        since: datetime | None = None,
        once: bool = False,
    ) -> list[int]:
        """See ``Search.find``.

        The index gives all that it finds before any of it is ordered, which of a frequent word is much: so the newest
        are asked for first, and older ones as long as there are too few.
        """
        begin = await first_since(self._connection, since) if since is not None else 1
        end = await newest(self._connection) + 1
        end = end if before is None else min(before, end)
        found: list[int] = []
        size = max(NEWEST, NEWEST_EACH * limit)
        while end > begin and len(found) < limit:
            first = max(begin, end - size)
            query = self._within(wanted, first, end, once=once)
            query = query if since is None else query.where(articles.c.added >= since)
            found += list(await self._connection.scalars(query.limit(limit - len(found))))
            end, size = first, size * WIDER
        return found

    def _within(self, wanted: Wanted, first: int, end: int, *, once: bool) -> Select[tuple[int]]:
        """The articles of these numbers for which ``wanted`` holds, newest first; ``end`` is none of them."""
        mine = articles.c.id >= first, articles.c.id < end
        query = select(articles.c.id).where(*mine, shown(), condition(wanted, _holding(articles.c.id, first)))
        if once:
            query = query.where(tells_story(condition(wanted, _holding(later.c.article_id, first))))
        return query.order_by(articles.c.id.desc())

    async def count(self, wanted: Wanted, since: datetime) -> int:
        """See ``Search.count``."""
        query = select(func.count()).select_from(articles).where(shown(), articles.c.added >= since)
        first = await first_since(self._connection, since)
        return await self._connection.scalar(query.where(self.condition(wanted, first))) or 0

    def condition(self, wanted: Wanted, first: int = 0) -> ColumnElement[bool]:
        """See ``Search.condition``."""
        return and_(articles.c.id >= first, condition(wanted, _holding(articles.c.id, first)))


def _holding(number: ColumnElement[int], first: int = 0) -> Holding:
    """``first``: the index is not asked for articles of smaller numbers."""

    def holding(clauses: list[list[list[str]]]) -> ColumnElement[bool]:
        question = " AND ".join(
            "(" + " OR ".join(f'"{_tokens(terms)}"' for terms in alternatives) + ")" for alternatives in clauses
        )
        found = select(_article_terms.c.rowid).where(literal_column("article_terms").op("MATCH")(question))
        return number.in_(found.where(_article_terms.c.rowid >= first) if first else found)

    return holding
