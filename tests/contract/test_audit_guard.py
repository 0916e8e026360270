"""The database itself keeps the audit: it is added to, and left only through two doors, which leave counts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from storage.engine import Database
from storage.tables import audit_doors
from tests.fixtures.ledger import NOW, SECOND

WHO = 7_000_000_001
OTHER = 7_000_000_002
PROGRAM = 0


@pytest.fixture
def database(owned_database: Database) -> Database:
    """Even the role that owns the tables is refused."""
    return owned_database


def _is_sqlite(database: Database) -> bool:
    return database._backend.writing.dialect.name == "sqlite"


async def _filled(database: Database) -> None:
    async with database.write() as unit:
        for number, actor in enumerate((WHO, OTHER, PROGRAM, WHO)):
            await unit.audit.record(actor, "article.load", str(number), allowed=True, at=NOW + number * SECOND)


async def _run(database: Database, *statements: str) -> None:
    async with database._backend.writing.begin() as connection:
        for statement in statements:
            await connection.execute(text(statement))


async def _details(database: Database) -> list[str]:
    async with database.read() as unit:
        return [entry.detail for entry in await unit.audit.latest(9)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET detail = 'nothing' WHERE id = 1",
        "UPDATE audit SET allowed = NOT allowed",
        "DELETE FROM audit",
        "DELETE FROM audit WHERE id = 1",
    ],
)
async def test_entries_are_neither_changed_nor_removed(database: Database, statement: str) -> None:
    await _filled(database)
    with pytest.raises(DatabaseError, match="the audit is only added to"):
        await _run(database, statement)
    assert await _details(database) == ["3", "2", "1", "0"]


async def test_an_entry_cannot_be_written_over(database: Database) -> None:
    await _filled(database)
    sqlite = "INSERT OR REPLACE INTO audit SELECT id, at, 5, action, 'other', allowed FROM audit WHERE id = 1"
    postgres = (
        "INSERT INTO audit SELECT id, at, 5, action, 'other', allowed FROM audit WHERE id = 1 "
        "ON CONFLICT (id) DO UPDATE SET detail = 'other'"
    )
    with pytest.raises(DatabaseError, match="the audit is only added to"):
        await _run(database, sqlite if _is_sqlite(database) else postgres)
    assert await _details(database) == ["3", "2", "1", "0"]


async def test_the_table_cannot_be_emptied_at_once(database: Database) -> None:
    if _is_sqlite(database):
        return  # it knows no other way than DELETE
    await _filled(database)
    for table in ("audit", "forgotten"):
        with pytest.raises(DatabaseError, match=r"only added to|stays counted"):
            await _run(database, f"TRUNCATE {table}")
    assert len(await _details(database)) == 4


@pytest.mark.parametrize(
    ("door", "left"),
    [(f"actor) VALUES ({OTHER}", ["3", "2", "0"]), ("before) VALUES ('2024-03-02 00:00:00.000000", ["2"])],
)
async def test_a_door_lets_out_its_own_entries_only(database: Database, door: str, left: list[str]) -> None:
    await _filled(database)
    quote = "'" if "before" in door else ""
    opened = f"INSERT INTO audit_doors ({door}{quote})"
    which = f"actor = {OTHER}" if "actor" in door else f"actor <> {PROGRAM}"
    with pytest.raises(DatabaseError, match="the audit is only added to"):
        await _run(database, opened, "DELETE FROM audit")
    await _run(database, opened, f"DELETE FROM audit WHERE {which}", "DELETE FROM audit_doors")
    assert await _details(database) == left


async def test_younger_entries_do_not_leave_by_age(database: Database) -> None:
    await _filled(database)
    with pytest.raises(DatabaseError, match="the audit is only added to"):
        async with database.write() as unit:
            await unit.audit.expire(NOW + SECOND, [1, 2])
    async with database.write() as unit:
        await unit.audit.expire(NOW + SECOND, [1])
    assert await _details(database) == ["3", "2", "1"]


async def test_doors_are_closed_behind_those_who_leave(database: Database) -> None:
    await _filled(database)
    async with database.write() as unit:
        await unit.audit.forget(WHO)
        assert await unit.expiring.audit(NOW + timedelta(days=1), 0, 9) == (1, None)
    async with database._backend.reading.connect() as connection:
        assert (await connection.execute(select(audit_doors))).all() == []
    with pytest.raises(DatabaseError, match="the audit is only added to"):
        await _run(database, "DELETE FROM audit")
    async with database.read() as unit:
        assert await unit.traces.counts() == {"audit.article.load": 3}


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM forgotten", "UPDATE forgotten SET number = 1", "UPDATE forgotten SET what = 'audit.log.read'"],
)
async def test_counts_of_what_left_only_grow(database: Database, statement: str) -> None:
    await _filled(database)
    async with database.write() as unit:
        await unit.audit.forget(WHO)
    with pytest.raises(DatabaseError, match="what was erased stays counted"):
        await _run(database, statement)
    async with database.write() as unit:
        await unit.audit.forget(OTHER)
        assert await unit.traces.counts() == {"audit.article.load": 3}
