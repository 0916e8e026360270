"""PostgreSQL is upgraded while others use it: they write on, and of several upgrades one is done."""

from __future__ import annotations

import asyncio

import psycopg
import pytest
from alembic import command
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.backends.postgres import Patience, migrate
from storage.engine import Database
from storage.errors import DatabaseBusy
from storage.migrations import HEAD
from storage.migrations.upgrade import configuration, upgrade
from tests.fixtures.databases import on_postgres
from tests.fixtures.ledger import add_article

pytestmark = on_postgres

BOUND = 60.0
"""Seconds after which a test has failed."""

BEFORE_THE_INDEX = "0022"
INDEX = "ix_article_terms_long"


async def downgraded(url: str, revision: str) -> Database:
    database = await Database.open(url)
    async with database._backend.writing.begin() as connection:
        await connection.run_sync(lambda sync: command.downgrade(configuration(sync), revision))
    return database


async def seen(watcher: psycopg.AsyncConnection[tuple[object, ...]], query: str) -> None:
    """Wait until the server gives a row."""
    async with asyncio.timeout(BOUND):
        row = None
        while row is None:
            row = await (await watcher.execute(query.encode())).fetchone()


async def test_an_index_is_built_beside_writers_and_by_one_of_two(postgres_url: str) -> None:
    one, other = await downgraded(postgres_url, BEFORE_THE_INDEX), await Database.open(postgres_url)
    async with await psycopg.AsyncConnection.connect(postgres_url, autocommit=True) as watcher:
        async with one.write() as unit:
            article = await add_article(unit)
            await unit.search.put(article.id, ["kuril"])
            upgrades = [asyncio.create_task(database.migrate()) for database in (one, other)]
            await seen(watcher, "SELECT 1 FROM pg_stat_progress_create_index")
            # It waits for this transaction, and others do not wait for it.
            async with other.write() as writing:
                await writing.search.put((await add_article(writing, "d2")).id, ["kuril"])
        await asyncio.gather(*upgrades)
        valid = await watcher.execute(
            f"SELECT indisvalid FROM pg_index WHERE indexrelid = '{INDEX}'::regclass".encode()
        )
        assert await valid.fetchone() == (True,)
        assert await (await watcher.execute("SELECT version_num FROM alembic_version")).fetchone() == (HEAD,)
    await one.close()
    await other.close()


async def test_what_an_upgrade_that_died_left_behind_is_made_anew(postgres_url: str) -> None:
    database = await downgraded(postgres_url, BEFORE_THE_INDEX)
    async with database._backend.writing.begin() as connection:
        await connection.execute(text(f"CREATE INDEX {INDEX} ON article_terms (part)"))
    await database.migrate()
    async with database._backend.writing.begin() as connection:
        found = await connection.scalar(text(f"SELECT pg_get_indexdef('{INDEX}'::regclass)"))
    assert "(article_id) WHERE (part = 1)" in str(found)
    await database.close()


async def test_after_an_index_is_built_a_table_is_waited_for_as_before(postgres_url: str) -> None:
    database, found = await downgraded(postgres_url, BEFORE_THE_INDEX), list[str]()

    async def watched(connection: AsyncConnection) -> None:
        await connection.run_sync(upgrade)
        found.append(await connection.scalar(text("SHOW lock_timeout")) or "")

    await migrate(database._backend.writing, watched, Patience(wait=1234))
    assert found == ["1234ms"]
    await database.close()


async def test_a_table_that_is_locked_is_not_waited_for_with_others_behind(postgres_url: str) -> None:
    database = await downgraded(postgres_url, "0017")
    async with await psycopg.AsyncConnection.connect(postgres_url) as holder:
        # Revision 0018 puts triggers on it.
        await holder.execute("LOCK TABLE audit IN ROW EXCLUSIVE MODE")
        with pytest.raises(DBAPIError) as refusal:
            await migrate(
                database._backend.writing,
                lambda connection: connection.run_sync(upgrade),
                Patience(wait=20, pause=0, tries=2),
            )
    assert isinstance(database._backend.explain(refusal.value), DatabaseBusy)
    await database.migrate()
    await database.close()
