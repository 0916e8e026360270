"""The SQLite database that is moved: complete, of this version, and written to by nobody meanwhile."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import URL, column, inspect, select, table
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.backends.sqlite import open_sqlite
from storage.errors import DatabaseTooNew
from storage.migrations import HEAD
from storage.moving.errors import MoveRefused
from storage.moving.sheets import Row, Sheet

_version = table("alembic_version", column("version_num"))
_sequence = table("sqlite_sequence", column("name"), column("seq"))


class Source:
    """Read in a transaction that keeps other writers out."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def rows(self, sheet: Sheet) -> AsyncIterator[list[Row]]:
        """The sheet's rows, in pieces, as PostgreSQL is to have them."""
        result = await self._connection.stream(sheet.source)
        async for piece in result.partitions(sheet.at_once):
            yield [made for row in piece for made in sheet.made(row)]

    async def last_number(self, name: str) -> int:
        """The greatest number that a row of the table ever had: it is not given again."""
        return await self._connection.scalar(select(_sequence.c.seq).where(_sequence.c.name == name)) or 0


@asynccontextmanager
async def opened(path: Path, patience: float) -> AsyncIterator[Source]:
    """The source, which has to be there. Raises MoveRefused, DatabaseTooNew, DatabaseUnreachable and DatabaseBusy."""
    backend = await open_sqlite(URL.create("sqlite", database=str(path)), patience)
    try:
        async with backend.turn(), backend.writing.connect() as connection:
            await _is_of_this_version(connection, path)
            yield Source(connection)
            await connection.rollback()
    except DBAPIError as error:
        raise (backend.explain(error) or error) from error
    finally:
        await backend.close()


async def _is_of_this_version(connection: AsyncConnection, path: Path) -> None:
    if not await connection.run_sync(lambda sync: inspect(sync).has_table(_version.name)):
        raise MoveRefused(f"{path} is not a database of this program")
    found = await connection.scalar(select(_version.c.version_num))
    if found is not None and found > HEAD:
        raise DatabaseTooNew(found)
    if found != HEAD:
        raise MoveRefused(
            f"the database {path} is of an older version of the program; bring it to this one first, with"
            " COMMUNIQUE_DATABASE_URL naming it, by `communique migrate`"
        )
