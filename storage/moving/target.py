"""The PostgreSQL database that is filled: empty before, and whole or empty after.

All is written in one transaction. Who starts on the database meanwhile waits for its end: it asks for the revision of
the tables first, and that is locked.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any, cast

import psycopg
from psycopg import sql
from sqlalchemy import Table, func, literal, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.backends import POSTGRES
from storage.backends.postgres import open_postgres
from storage.engine import Database
from storage.moving.errors import MoveRefused
from storage.moving.sheets import Row, Sheet
from storage.repositories.keys import Keys

INDEX = "ix_article_terms_terms"
MEMORY = "128MB"
"""Of the server's memory, for the index that is built at the end."""


ADDRESS = "a database is moved to PostgreSQL, whose address is written postgresql://user@host/name"


@asynccontextmanager
async def opened(address: str, patience: float) -> AsyncIterator[Target]:
    """The target with its tables, in a transaction that is committed at the end, or rolled back by an exception.

    Raises MoveRefused, DatabaseTooNew, DatabaseUnreachable and DatabaseBusy.
    """
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise MoveRefused(ADDRESS) from error
    if url.drivername not in POSTGRES:
        raise MoveRefused(ADDRESS)
    backend = await open_postgres(url, patience)
    try:
        await Database(backend).migrate()
        async with backend.writing.begin() as connection:
            yield Target(connection)
    except DBAPIError as error:
        raise (backend.explain(error) or error) from error
    finally:
        await backend.close()


class Target:
    """Filled through one connection, in its transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def lock(self, tables: Iterable[Table]) -> None:
        """Nobody else begins to use the database, or writes to it. Raises MoveRefused if it holds anything."""
        await self._connection.execute(text("LOCK TABLE alembic_version IN ACCESS EXCLUSIVE MODE"))
        for one in tables:
            await self._connection.execute(text(f"LOCK TABLE {one.name} IN SHARE ROW EXCLUSIVE MODE"))
            if await self._connection.scalar(select(literal(1)).select_from(one).limit(1)):
                raise MoveRefused(
                    f"the database to move to is not empty: there are rows in its table {one.name};"
                    " name an empty one, such as `createdb` makes"
                )

    async def without_index(self) -> None:
        """To write row by row into the index of the search takes several times as long as to build it at the end."""
        await self._connection.execute(text(f"DROP INDEX {INDEX}"))

    async def with_index(self) -> None:
        """Build it."""
        await self._connection.execute(text(f"SET LOCAL maintenance_work_mem = '{MEMORY}'"))
        await self._connection.execute(text(f"CREATE INDEX {INDEX} ON article_terms USING gin (terms)"))

    async def weigh(self, tables: Iterable[Table]) -> None:
        """Let the server look at what it has got: until it does so by itself it would plan badly."""
        for one in tables:
            await self._connection.execute(text(f"ANALYZE {one.name}"))

    async def put(self, sheet: Sheet, rows: Iterable[Row]) -> None:
        """Write rows of a sheet. Raises MoveRefused for one that PostgreSQL does not take."""
        raw = await self._connection.get_raw_connection()
        driver = cast("psycopg.AsyncConnection[Any]", raw.driver_connection)
        statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(sheet.name), sql.SQL(", ").join(map(sql.Identifier, sheet.columns))
        )
        try:
            async with driver.cursor() as cursor, cursor.copy(statement) as copy:
                for row in rows:
                    await copy.write_row(row)
        except (psycopg.DataError, psycopg.IntegrityError) as error:
            reason = " ".join(str(error).split())
            raise MoveRefused(f"PostgreSQL does not take a row of the table {sheet.name}: {reason}") from error

    async def number_on(self, name: str, last: int) -> None:
        """The table's next row gets the number after ``last``."""
        sequence = func.pg_get_serial_sequence(name, "id")
        if last:
            await self._connection.execute(select(func.setval(sequence, last)))

    async def keep_key(self, name: str, body: bytes) -> None:
        """Put a key where machines that share the database look for it."""
        await Keys(self._connection).ensure(name, body)

    async def rows(self, sheet: Sheet) -> AsyncIterator[list[Row]]:
        """What the sheet holds, in pieces."""
        result = await self._connection.stream(sheet.target)
        async for piece in result.partitions(sheet.at_once):
            yield list(piece)
