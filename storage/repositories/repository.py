"""What repositories share: the transaction's connection and the two statements that each database says differently."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import BigInteger, Select, Table, func, literal, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


def _sqlite_numbers(numbers: Sequence[int]) -> Select[Any]:
    return select(func.json_each(json.dumps(list(numbers))).table_valued("value").c.value)


def _postgres_numbers(numbers: Sequence[int]) -> Select[Any]:
    return select(func.unnest(literal(list(numbers), postgresql.ARRAY(BigInteger))).column_valued())


INSERTS: dict[str, Callable[[Table], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}
NUMBERS: dict[str, Callable[[Sequence[int]], Select[Any]]] = {
    "sqlite": _sqlite_numbers,
    "postgresql": _postgres_numbers,
}


class Repository:
    """The rows of one noun, seen through one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    @property
    def _dialect(self) -> str:
        # Asked for when it is needed: a transaction has all repositories and uses one or two.
        return self._connection.dialect.name

    def _insert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """An INSERT that knows ON CONFLICT."""
        return INSERTS[self._dialect](table)

    def _numbers(self, numbers: Sequence[int]) -> Select[Any]:
        """A query that gives these numbers, however many: they travel as one parameter."""
        return NUMBERS[self._dialect](numbers)
