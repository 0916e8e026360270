"""SQLite's driver with fewer trips to its thread does what the driver does."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.backends.trips import AT_ONCE, Trips, connection

ROWS = AT_ONCE * 2 + 7


@pytest.fixture
async def trips(tmp_path: Path) -> AsyncIterator[Trips]:
    path = tmp_path / "file.db"
    with sqlite3.connect(path) as plain:
        plain.execute("CREATE TABLE numbers (number INTEGER PRIMARY KEY)")
        plain.executemany("INSERT INTO numbers VALUES (?)", [(number,) for number in range(ROWS)])
    plain.close()
    made = connection(str(path), isolation_level=None)
    await made
    yield made
    await made.close()


async def test_rows_come_with_the_statement(trips: Trips) -> None:
    cursor = await trips.cursor().execute("SELECT number FROM numbers WHERE number < ?", (3,))
    await trips.close()
    assert list(await cursor.fetchall()) == [(0,), (1,), (2,)]
    assert cursor.description[0][0] == "number"


async def test_many_rows_are_fetched_as_they_are_wanted(trips: Trips) -> None:
    cursor = await trips.cursor().execute("SELECT number FROM numbers ORDER BY number")
    first = [row[0] for row in await cursor.fetchmany(AT_ONCE + 1)]
    assert first == list(range(AT_ONCE + 1))
    assert [row[0] for row in await cursor.fetchall()] == list(range(AT_ONCE + 1, ROWS))
    assert await cursor.fetchone() is None


async def test_rows_are_walked_through_one_by_one(trips: Trips) -> None:
    cursor = await trips.cursor().execute("SELECT number FROM numbers ORDER BY number")
    assert [row[0] async for row in cursor] == list(range(ROWS))


async def test_transaction_begins_with_its_first_statement(trips: Trips) -> None:
    trips.begin("BEGIN IMMEDIATE")
    assert not trips.in_transaction
    await trips.cursor().execute("DELETE FROM numbers WHERE number = 0")
    assert trips.in_transaction
    await trips.rollback()
    assert not trips.in_transaction
    assert await (await trips.cursor().execute("SELECT min(number) FROM numbers")).fetchone() == (0,)


async def test_commit_keeps_what_was_written(trips: Trips) -> None:
    trips.begin("BEGIN IMMEDIATE")
    cursor = await trips.cursor().executemany("DELETE FROM numbers WHERE number = ?", [(0,), (1,)])
    assert cursor.rowcount == 2
    await trips.commit()
    assert not trips.in_transaction
    assert await (await trips.cursor().execute("SELECT min(number) FROM numbers")).fetchone() == (2,)


async def test_transaction_in_which_nothing_was_said_is_none(trips: Trips) -> None:
    trips.begin("BEGIN IMMEDIATE")
    await trips.commit()
    await trips.cursor().execute("SELECT 1")
    assert not trips.in_transaction


async def test_statement_that_nobody_waits_for_any_more_is_rolled_back(trips: Trips) -> None:
    trips.begin("BEGIN IMMEDIATE")
    writing = asyncio.create_task(trips.cursor().execute("DELETE FROM numbers"))
    await asyncio.sleep(0)
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    await trips.rollback()
    assert not trips.in_transaction
    assert await (await trips.cursor().execute("SELECT count(*) FROM numbers")).fetchone() == (ROWS,)


async def test_statement_that_fails_leaves_the_connection_usable(trips: Trips) -> None:
    trips.begin("BEGIN")
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        await trips.cursor().execute("SELECT * FROM nowhere")
    await trips.rollback()
    assert await (await trips.cursor().execute("SELECT 1")).fetchone() == (1,)


async def test_closed_cursor_lets_go_of_its_rows(trips: Trips) -> None:
    cursor = await trips.cursor().execute("SELECT number FROM numbers")
    await cursor.close()
    assert list(await cursor.fetchall()) == []
