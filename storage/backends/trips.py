"""SQLite's driver with fewer trips to its thread.

Each connection has a thread, and whatever is asked of it waits twice for a turn: of that thread, and of the event loop.
The driver makes four such trips for a statement, and as many for the BEGIN before it; here it is one for both, with the
rows, and none to end what was never begun.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from functools import partial
from typing import Any, Self

import aiosqlite

AT_ONCE = 1_000
"""Rows that come back with the statement: nearly always all of them."""

Row = tuple[Any, ...]


class Trips(aiosqlite.Connection):
    """A connection whose transactions begin with their first statement, and whose cursors bring their rows along."""

    _first: str | None = None
    _touched = False

    def begin(self, statement: str) -> None:
        """The next statement is to be the first of a transaction that ``statement`` begins."""
        self._first = statement

    # The driver's own gives a cursor that was made on the thread.
    def cursor(self) -> Cursor:  # type: ignore[override]
        """A cursor, at once."""
        return Cursor(self)

    async def commit(self) -> None:
        """End the transaction, if any statement has begun it."""
        if self._ends():
            await super().commit()

    async def rollback(self) -> None:
        """As `commit`, but nothing has happened."""
        if self._ends():
            await super().rollback()

    async def trip(self, do: Callable[..., None], *given: object) -> None:
        """Have something done on the thread, after all that was asked before."""
        await self._execute(do, *given)  # type: ignore[no-untyped-call]

    def opening(self) -> str | None:
        """What is to be said before the statement that is sent now."""
        first, self._first, self._touched = self._first, None, True
        return first

    def _ends(self) -> bool:
        # A statement that nobody waits for any more may still be on its way: it was sent, and is ended behind it.
        self._first, touched, self._touched = None, self._touched, False
        return touched


class Cursor:
    """One statement and its rows, as SQLAlchemy asks for them."""

    def __init__(self, connection: Trips) -> None:
        self._connection = connection
        self._cursor: sqlite3.Cursor | None = None
        self._rows: deque[Row] = deque()
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        """The cursor itself: it is made on the thread, when there is something to do."""
        return self

    async def execute(self, statement: str, values: Iterable[Any] = ()) -> Self:
        """Carry out a statement. Its rows are here, or the first of many."""
        await self._connection.trip(self._run, self._connection.opening(), statement, values, False)
        return self

    async def executemany(self, statement: str, values: Iterable[Iterable[Any]]) -> Self:
        """Carry out a statement for each of the values."""
        await self._connection.trip(self._run, self._connection.opening(), statement, values, True)
        return self

    async def fetchone(self) -> Row | None:
        """The next row."""
        rows = await self.fetchmany(1)
        return rows[0] if rows else None

    async def fetchmany(self, size: int | None = None) -> Sequence[Row]:
        """The next rows, as many as are wanted or left."""
        size = size or self.arraysize
        if len(self._rows) < size and self._cursor is not None:
            await self._connection.trip(self._take, max(size, AT_ONCE))
        return [self._rows.popleft() for _ in range(min(size, len(self._rows)))]

    async def fetchall(self) -> Sequence[Row]:
        """All rows that are left."""
        if self._cursor is not None:
            await self._connection.trip(self._take, None)
        rows, self._rows = self._rows, deque()
        return rows

    async def close(self) -> None:
        """Let go of rows that nobody took."""
        self._rows.clear()
        if self._cursor is not None:
            await self._connection.trip(self._let_go)

    async def __aiter__(self) -> AsyncIterator[Row]:
        """The rows, one by one."""
        while (row := await self.fetchone()) is not None:
            yield row

    def _run(self, opening: str | None, statement: str, values: Iterable[Any], many: bool) -> None:
        driver = self._connection._conn
        if opening is not None:
            driver.execute(opening).close()
        self._rows.clear()
        cursor = driver.cursor()
        try:
            (cursor.executemany if many else cursor.execute)(statement, values)  # type: ignore[arg-type]
        except BaseException:
            cursor.close()
            raise
        self._cursor, self.description = cursor, cursor.description
        if self.description is None:
            self._tell(cursor)
            self._let_go()
        else:
            self._take(AT_ONCE)

    def _take(self, most: int | None) -> None:
        """Fetch so many rows or all; a cursor that has no more is closed."""
        cursor = self._cursor
        if cursor is None:
            return
        rows = cursor.fetchall() if most is None else cursor.fetchmany(most)
        self._rows.extend(rows)
        self._tell(cursor)
        if most is None or len(rows) < most:
            self._let_go()

    def _tell(self, cursor: sqlite3.Cursor) -> None:
        self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid

    def _let_go(self) -> None:
        cursor, self._cursor = self._cursor, None
        if cursor is not None:
            cursor.close()


def connection(path: str, **options: Any) -> Trips:
    """A connection that is still to be awaited, as ``aiosqlite.connect`` gives it; options are those of ``sqlite3``."""
    return Trips(partial(sqlite3.connect, path, **options), AT_ONCE)
