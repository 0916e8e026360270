"""Jobs of several machines: what dead workers held, who puts the same at one moment, and whose tables they are."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from importlib import import_module
from pathlib import Path

import procrastinate
import pytest
from procrastinate.schema import SchemaManager
from sqlalchemy import text

from bot.jobs.port import Periodic
from bot.jobs.shared import cron_of
from tests.fixtures.clockwork import Clock, Shared, Shop, job, names, opened
from tests.fixtures.databases import on_postgres

ABANDONED = """
    WITH dead AS (
        INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour') RETURNING id
    )
    UPDATE procrastinate_jobs SET status = 'doing', worker_id = dead.id FROM dead WHERE args ->> 'name' = 'one'
"""

OF_ONE = "job_id = (SELECT id FROM procrastinate_jobs WHERE args ->> 'name' = 'one')"

pytestmark = on_postgres


@pytest.fixture
async def shop(postgres_url: str) -> AsyncIterator[Shop]:
    async with opened(Shared, postgres_url, Clock(datetime.now(UTC))) as shop:
        yield shop


async def _execute(shop: Shop, statement: str) -> None:
    async with shop.database._backend.writing.begin() as connection:
        await connection.execute(text(statement))


@pytest.mark.parametrize("waits_too", [False, True])
async def test_what_a_dead_worker_was_at_is_done_by_another(shop: Shop, waits_too: bool) -> None:
    await shop.put(job("one", once="feed 1", lock="feed 1"), job("two", lock="feed 1"))
    await _execute(shop, ABANDONED)
    if waits_too:
        await shop.put(job("again", once="feed 1", lock="feed 1"))
    shop.run()
    await shop.until(lambda: len(shop.done) == 2)
    assert sorted(shop.done) == (["again", "two"] if waits_too else ["one", "two"])


async def test_what_several_put_at_one_moment_waits_once(shop: Shop) -> None:
    async with shop.database.write() as first:
        await shop.jobs.put(first, job("one", once="feed 1"))
        second = asyncio.create_task(shop.put(job("two", once="feed 1"), job("three", once="feed 3")))
        async with asyncio.timeout(20):
            while not await _somebody_waits(shop):
                pass
    await second
    assert names(await shop.engine.waiting()) == ["one", "three"]


async def _somebody_waits(shop: Shop) -> bool:
    async with shop.database._backend.reading.connect() as connection:
        return bool(await connection.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")))


async def test_of_two_runners_one_does_what_is_periodic(shop: Shop) -> None:
    shop.periodic = (Periodic("test.sweep", timedelta(hours=12)),)
    shop.start()
    other = asyncio.create_task(shop.engine.runner(1.0).run(shop.tasks))
    await shop.put(*(job(str(number)) for number in range(20)))
    await shop.until(lambda: len(shop.done) == 20)
    async with asyncio.timeout(20):
        while await _asked_for(shop, "test.sweep") < 1:
            pass
    await shop.until(lambda: "sweep" in shop.begun)
    other.cancel()
    await asyncio.gather(other, return_exceptions=True)
    assert shop.begun.count("sweep") == 1
    assert sorted(shop.done, key=int) == [str(number) for number in range(20)]


async def _asked_for(shop: Shop, task: str) -> int:
    query = "SELECT count(*) FROM procrastinate_periodic_defers WHERE task_name = :task"
    async with shop.database._backend.reading.connect() as connection:
        return int(await connection.scalar(text(query), {"task": task}) or 0)


async def test_who_looks_sees_how_many_wait(shop: Shop) -> None:
    await shop.put(job("one"), job("two"))
    async with shop.database.read() as unit:
        assert await unit.jobs.depth() == {("test", "todo"): 2}


async def test_what_failed_long_ago_is_no_news(shop: Shop) -> None:
    await shop.put(job("one"), job("two"))
    await _execute(shop, "UPDATE procrastinate_jobs SET status = 'doing'")
    await _execute(shop, "UPDATE procrastinate_jobs SET status = 'failed'")
    async with shop.database.read() as unit:
        assert await unit.jobs.depth() == {("test", "failed"): 2}
    await _execute(shop, f"UPDATE procrastinate_events SET at = at - interval '61 minutes' WHERE {OF_ONE}")
    async with shop.database.read() as unit:
        assert await unit.jobs.depth() == {("test", "failed"): 1}


@pytest.mark.parametrize(
    ("every", "cron"),
    [
        (timedelta(seconds=5), "* * * * * */5"),
        (timedelta(minutes=1), "*/1 * * * *"),
        (timedelta(hours=6), "0 */6 * * *"),
        (timedelta(days=1), "0 0 * * *"),
    ],
)
def test_what_is_periodic_is_timed_in_the_clockworks_words(every: timedelta, cron: str) -> None:
    assert cron_of(every) == cron


def test_a_version_that_changes_its_tables_needs_a_revision_of_ours() -> None:
    changes = sorted(path.name for path in Path(SchemaManager.get_migrations_path()).glob("*.sql"))
    assert changes[-1] == "03.04.00_50_post_add_retry_failed_job_procedure.sql", procrastinate.__version__
    revision = import_module("storage.migrations.versions.0019_jobs")
    assert sha256(SchemaManager.get_schema().encode()).hexdigest() == revision.DIGEST
