"""Migrations bring a database to the tables that the program works with, on each kind, and know when to refuse."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from dataclasses import replace

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import IntegrityError

from storage.engine import Database
from storage.errors import DatabaseTooNew
from storage.migrations import HEAD
from storage.migrations.floor import PREFIX
from storage.migrations.upgrade import configuration
from storage.search import metadata_for
from storage.tables import metadata
from tests.fixtures.ledger import NOW, add_article, owe


def _differences(connection: Connection) -> list[object]:
    # FTS5 keeps its index in tables of its own, and procrastinate its jobs, which no one declares.
    described = {
        table.name for tables in (metadata, *metadata_for(connection.dialect.name)) for table in tables.sorted_tables
    }
    options = {
        "compare_server_default": True,
        "include_name": lambda name, kind, _: (
            kind != "table" or name in described or not name.startswith(("article_terms", "procrastinate_"))
        ),
    }
    context = MigrationContext.configure(connection, opts=options)
    described_by = [metadata, *metadata_for(connection.dialect.name)]
    return list(compare_metadata(context, described_by))  # type: ignore[arg-type]


async def _tables(database: Database) -> set[str]:
    async with database._backend.reading.connect() as connection:
        return set(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))


async def test_migrated_database_is_what_the_tables_say(bare_url: str) -> None:
    database = await Database.open(bare_url)
    await database.migrate()
    async with database._backend.reading.connect() as connection:
        assert await connection.run_sync(_differences) == []
    await database.close()


async def test_migrating_again_changes_nothing(bare_url: str) -> None:
    database = await Database.open(bare_url)
    await database.migrate()
    async with database.write() as unit:
        await add_article(unit)
    await database.migrate()
    async with database.read() as unit:
        assert await unit.articles.count() == 1
    await database.close()


async def test_two_programs_may_start_at_once(bare_url: str) -> None:
    databases = [await Database.open(bare_url) for _ in range(3)]
    await asyncio.gather(*(database.migrate() for database in databases))
    for database in databases:
        async with database.read() as unit:
            assert await unit.articles.count() == 0
        await database.close()


async def test_database_of_a_newer_version_is_refused_and_left_alone(owned_database: Database) -> None:
    async with owned_database._backend.writing.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        if connection.dialect.name == "postgresql":
            await connection.execute(text("COMMENT ON TABLE alembic_version IS NULL"))
    with pytest.raises(DatabaseTooNew, match="9999"):
        await owned_database.migrate()
    async with owned_database.read() as unit:
        assert await unit.articles.count() == 0


@pytest.mark.parametrize(("floor", "starts"), [("0001", True), (HEAD, True), ("9998", False), (None, False)], ids=str)
@pytest.mark.postgres
@pytest.mark.xdist_group("postgres")
async def test_a_newer_database_that_says_so_is_worked_on_by_older_code(
    postgres_url: str, floor: str | None, starts: bool
) -> None:
    database = await Database.open(postgres_url)
    async with database._backend.writing.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        said = f"'{PREFIX}{floor}'" if floor else "NULL"
        await connection.execute(text(f"COMMENT ON TABLE alembic_version IS {said}"))
    if starts:
        await database.migrate()
        async with database.write() as unit:
            await add_article(unit)
    else:
        with pytest.raises(DatabaseTooNew, match="9999"):
            await database.migrate()
    await database.close()


async def test_failed_migration_leaves_no_table_behind(bare_url: str) -> None:
    database = await Database.open(bare_url)
    async with database._backend.writing.begin() as connection:
        await connection.execute(text("CREATE TABLE audit (in_the_way INTEGER)"))
    with pytest.raises(Exception, match="already exists"):
        await database.migrate()
    assert await _tables(database) == {"audit"}
    await database.close()


async def test_downgrade_leaves_nothing(owned_database: Database) -> None:
    async with owned_database._backend.writing.begin() as connection:
        await connection.run_sync(lambda sync: command.downgrade(configuration(sync), "base"))
    assert await _tables(owned_database) == {"alembic_version"}


async def test_the_ledger_keeps_its_rows_numbers_and_rules_when_it_is_written_anew(owned_database: Database) -> None:
    """SQLite cannot change a column: revision 0017 writes the table anew."""
    async with owned_database.write() as unit:
        before = await owe(unit, 3)
        last = (await unit.deliveries.claim(9, now=NOW))[-1]
        await unit.readers.move(last.chat_id, -1)
        await unit.traces.erase(-1)
    async with owned_database._backend.writing.begin() as connection:
        await connection.run_sync(lambda sync: command.downgrade(configuration(sync), "0016"))
    await owned_database.migrate()
    async with owned_database.write() as unit:
        assert await unit.deliveries.of_reader(before[0].reader_id) == [replace(before[0], state="sending", attempts=1)]
        assert (await owe(unit, 1, digest="d2"))[-1].id > last.id
    for statement in (
        "UPDATE deliveries SET state = 'lost'",
        "UPDATE deliveries SET article_id = NULL",
        "UPDATE deliveries SET article_id = 999",
        "UPDATE deliveries SET reader_id = NULL",
    ):
        with pytest.raises(IntegrityError):
            async with owned_database._backend.writing.begin() as connection:
                await connection.execute(text(statement))


def test_head_is_written_down_correctly() -> None:
    assert ScriptDirectory.from_config(configuration()).get_current_head() == HEAD


@pytest.mark.slow
def test_start_at_the_newest_revision_does_not_load_alembic(sqlite_url: str) -> None:
    program = (
        "import asyncio, sys\n"
        "from storage.engine import Database\n"
        "async def start():\n"
        "    database = await Database.open(sys.argv[1])\n"
        "    await database.migrate()\n"
        "    await database.close()\n"
        "asyncio.run(start())\n"
        "print('alembic' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, sqlite_url], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
