"""Lists as one parameter of a statement, however long they are: so the statement can be built once, and is cached."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import JSON, BigInteger, Dialect, Select, Subquery, Text, bindparam, cast, func, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeDecorator, TypeEngine


class Numbers(TypeDecorator[Sequence[int]]):
    """Whole numbers: an array of PostgreSQL's, JSON for SQLite."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The database's own type."""
        return dialect.type_descriptor(postgresql.ARRAY(BigInteger) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Sequence[int] | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        return list(value) if dialect.name == "postgresql" else json.dumps(list(value))


class Pairs(TypeDecorator[Sequence[tuple[int, int]]]):
    """Pairs of whole numbers, as JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Sequence[tuple[int, int]] | None, dialect: Dialect) -> Any:
        return json.dumps(value) if value is not None else None


def _sqlite_numbers(name: str) -> Select[Any]:
    return select(func.json_each(bindparam(name, type_=Numbers)).table_valued("value").c.value)


def _postgres_numbers(name: str) -> Select[Any]:
    return select(func.unnest(bindparam(name, type_=Numbers)).column_valued())


def _sqlite_pairs(name: str) -> Subquery:
    pair = func.json_each(bindparam(name, type_=Pairs)).table_valued("value").c.value
    return select(*(func.json_extract(pair, f"$[{at}]").label(of) for at, of in enumerate(("one", "other")))).subquery()


def _postgres_pairs(name: str) -> Subquery:
    pair = func.json_array_elements(cast(bindparam(name, type_=Pairs), JSON)).column_valued()
    return select(
        *(cast(pair.op("->>")(at), BigInteger).label(of) for at, of in enumerate(("one", "other")))
    ).subquery()


NUMBERS: dict[str, Callable[[str], Select[Any]]] = {"sqlite": _sqlite_numbers, "postgresql": _postgres_numbers}
PAIRS: dict[str, Callable[[str], Subquery]] = {"sqlite": _sqlite_pairs, "postgresql": _postgres_pairs}


def numbers(dialect: str, name: str) -> Select[Any]:
    """A query that gives the numbers of the parameter of that name."""
    return NUMBERS[dialect](name)


def pairs(dialect: str, name: str) -> Subquery:
    """Rows of ``one`` and ``other``: the pairs of the parameter of that name."""
    return PAIRS[dialect](name)
