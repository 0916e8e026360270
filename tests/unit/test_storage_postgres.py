"""How a PostgreSQL server behaves beyond the contract, and what is said when it is away."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage.engine import Database
from storage.errors import DatabaseUnreachable
from tests.fixtures.ledger import add_article


async def test_server_that_is_away_is_named_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnreachable, match="cannot be reached") as refusal:
        await Database.open(f"postgresql://bot:hunter2@/communique?host={tmp_path}")
    assert "hunter2" not in str(refusal.value)


@pytest.mark.postgres
@pytest.mark.xdist_group("postgres")
class TestOnAServer:
    """What needs one."""

    async def test_reading_transaction_refuses_to_write(self, postgres_url: str) -> None:
        database = await Database.open(postgres_url)
        async with database.read() as unit:
            with pytest.raises(DBAPIError, match="read-only"):
                await unit.topics.ensure("kuril")
        await database.close()

    async def test_reader_sees_one_state_while_another_writes(self, postgres_url: str) -> None:
        database = await Database.open(postgres_url)
        async with database.read() as reading:
            assert await reading.articles.count() == 0
            async with database.write() as writing:
                await add_article(writing)
            assert await reading.articles.count() == 0
        await database.close()

    async def test_short_scheme_is_understood(self, postgres_url: str) -> None:
        database = await Database.open(postgres_url.replace("postgresql://", "postgres://"))
        async with database.read() as unit:
            assert await unit.articles.count() == 0
        await database.close()

    async def test_missing_database_is_named(self, postgres_url: str) -> None:
        name = postgres_url.split("?")[0].rsplit("/", 1)[1]
        with pytest.raises(DatabaseUnreachable, match="does not exist"):
            await Database.open(postgres_url.replace(name, "nowhere"))

    async def test_connections_that_the_server_dropped_are_replaced(self, postgres_url: str) -> None:
        database = await Database.open(postgres_url)
        async with database.write() as unit:
            await add_article(unit)
        with psycopg.connect(postgres_url, autocommit=True) as administrator:
            administrator.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        async with database.read() as unit:
            assert await unit.articles.count() == 1
        await database.close()

    async def test_connection_lost_in_a_transaction_is_named(self, postgres_url: str) -> None:
        database = await Database.open(postgres_url)
        with pytest.raises(DatabaseUnreachable):
            async with database.write() as unit:
                await unit.articles._connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        await database.close()
