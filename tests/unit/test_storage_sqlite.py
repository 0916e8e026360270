"""How a SQLite file behaves: its writers, its readers, and what is said when it cannot be used."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from storage.engine import Database
from storage.errors import DatabaseBusy, DatabaseUnreachable
from storage.unit import Unit
from tests.fixtures.ledger import NOW, add_article, owe


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    opened = await Database.open(sqlite_url, patience=0.05)
    yield opened
    await opened.close()


def _path(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


async def _pragma(unit: Unit, name: str) -> object:
    return await unit.articles._connection.scalar(text(f"PRAGMA {name}"))


async def _count_writing(database: Database) -> int:
    async with database.write() as unit:
        return await unit.articles.count()


async def test_file_is_durable_and_consistent(database: Database) -> None:
    full = 2
    async with database.write() as unit:
        assert await _pragma(unit, "journal_mode") == "wal"
        assert await _pragma(unit, "synchronous") == full
        assert await _pragma(unit, "foreign_keys") == 1
        assert await _pragma(unit, "busy_timeout") == 50


async def test_reading_transaction_refuses_to_write(database: Database) -> None:
    async with database.read() as unit:
        with pytest.raises(OperationalError, match="readonly"):
            await unit.topics.ensure("kuril")


async def test_reader_sees_one_state_while_another_writes(database: Database) -> None:
    async with database.read() as reading:
        assert await reading.articles.count() == 0
        async with database.write() as writing:
            await add_article(writing)
        assert await reading.articles.count() == 0
    async with database.read() as reading:
        assert await reading.articles.count() == 1


async def test_writer_that_reads_first_does_not_fail_when_another_has_written(database: Database) -> None:
    async def count_and_add(digest: str) -> int:
        async with database.write() as unit:
            before = await unit.articles.count()
            await add_article(unit, digest)
            return before

    assert sorted(await asyncio.gather(*(count_and_add(f"d{n}") for n in range(20)))) == list(range(20))


async def test_lock_held_by_another_process_is_named(database: Database, sqlite_url: str) -> None:
    other = sqlite3.connect(_path(sqlite_url), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(DatabaseBusy, match="another process"):
            await _count_writing(database)
        async with database.read() as unit:
            assert await unit.articles.count() == 0
    finally:
        other.execute("ROLLBACK")
        other.close()
    async with database.write() as unit:
        await add_article(unit)


async def test_cancelled_writer_leaves_the_way_free(database: Database) -> None:
    inside = asyncio.Event()

    async def write_and_wait() -> None:
        async with database.write() as unit:
            await add_article(unit)
            inside.set()
            await asyncio.Event().wait()

    writer = asyncio.create_task(write_and_wait())
    await inside.wait()
    waiting = asyncio.create_task(_add(database, "d2"))
    writer.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writer
    await waiting
    async with database.read() as unit:
        assert await unit.articles.count() == 1
        assert await unit.articles.by_digest("d2") is not None


async def _add(database: Database, digest: str) -> None:
    async with database.write() as unit:
        await add_article(unit, digest)


async def test_claim_walks_an_index_in_order_and_sorts_nothing(database: Database) -> None:
    asked: list[tuple[str, Any]] = []
    engine = database._backend.writing.sync_engine
    event.listen(engine, "before_cursor_execute", lambda *call: asked.append((call[2], call[3])))
    async with database.write() as unit:
        await owe(unit)
        asked.clear()
        await unit.deliveries.claim(5, now=NOW)
        select, parameters = asked[0]
        explained = f"EXPLAIN QUERY PLAN {select}"
        plan = await unit.articles._connection.exec_driver_sql(explained, tuple(parameters))
        steps = [step.detail for step in plan]
    assert "ix_deliveries_due" in steps[0]
    assert any("other USING INDEX ix_deliveries_open" in step for step in steps), steps
    assert not [step for step in steps if "TEMP B-TREE" in step]


async def test_folder_is_made(tmp_path: Path) -> None:
    path = tmp_path / "data" / "of" / "the bot" / "communique.db"
    database = await Database.open(f"sqlite:///{path}")
    await database.close()
    assert path.exists()


async def test_file_that_is_not_a_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Envoys met in Tokyo. " * 100)
    with pytest.raises(DatabaseUnreachable, match=r"notes\.txt is not a database"):
        await Database.open(f"sqlite:///{path}")
    assert path.read_text().startswith("Envoys met")


async def test_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnreachable, match="is a folder"):
        await Database.open(f"sqlite:///{tmp_path}")


async def test_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(DatabaseUnreachable, match="cannot be created"):
        await Database.open(f"sqlite:///{tmp_path / 'data' / 'communique.db'}")


@pytest.fixture
def unwritable_folder(tmp_path: Path) -> Iterator[Path]:
    tmp_path.chmod(0o500)
    # Root may write anywhere but into the kernel's folders.
    yield Path("/proc") if os.geteuid() == 0 else tmp_path
    tmp_path.chmod(0o700)


async def test_unwritable_folder_is_refused(unwritable_folder: Path) -> None:
    with pytest.raises(DatabaseUnreachable, match="permissions"):
        await Database.open(f"sqlite:///{unwritable_folder / 'communique.db'}")


async def test_a_refused_file_leaves_no_thread_of_the_driver(unwritable_folder: Path) -> None:
    before = set(threading.enumerate())
    for _ in range(5):
        with pytest.raises(DatabaseUnreachable):
            await Database.open(f"sqlite:///{unwritable_folder / 'communique.db'}")
    left = set(threading.enumerate()) - before
    assert [one.name for one in left if "_connection_worker" in one.name] == []


@pytest.mark.parametrize("url", ["", "communique.db", "mysql://host/name", "sqlite://", "sqlite:///:memory:"])
async def test_address_that_cannot_work_is_refused(url: str) -> None:
    with pytest.raises(DatabaseUnreachable, match="sqlite:///path"):
        await Database.open(url)


async def test_ten_thousand_followers_are_owed_at_once(database: Database) -> None:
    followers = 10_000
    async with database.write() as unit:
        topic = (await unit.topics.ensure("kuril")).id
        numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :followers)"
        connection = unit.articles._connection
        for statement in (
            "INSERT INTO readers (chat_id, kind, language, active, created)"
            f" {numbers} SELECT i, 'private', 'en', 1, '2024-01-01 00:00:00.000000' FROM n",
            "INSERT INTO follows (reader_id, topic_id, label, created)"
            f" {numbers} SELECT i, {topic}, 'Kuril', '2024-01-01 00:00:00.000000' FROM n",
        ):
            await connection.execute(text(statement), {"followers": followers})
    started = asyncio.get_running_loop().time()
    async with database.write() as unit:
        article = await add_article(unit)
        assert await unit.deliveries.fan_out(article.id, [topic], now=NOW) == followers
    assert asyncio.get_running_loop().time() - started < 2
