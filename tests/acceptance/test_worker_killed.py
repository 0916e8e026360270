"""A worker that is killed within a job: another finishes it, nobody is left out, and nobody is owed it twice."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from bot.jobs.seeding import DONE, PROGRAM
from bot.jobs.stored import Stored
from bot.services.fanouts import FAN_OUT, PART, REST, FanOuts
from storage.engine import Database
from tests.acceptance.bot_process import BotProcess, running
from tests.bench.audience import audience
from tests.fixtures.databases import on_postgres
from tests.fixtures.ledger import add_article

pytestmark = [pytest.mark.slow, *on_postgres]

READERS = PART + REST + 10
"""One part goes with the article, one is the job's first, and a few are left for its second."""

LONG = 60.0
"""Seconds after which the test has failed, on a machine that does much else."""

Server = psycopg.AsyncConnection[tuple[int | None]]


@pytest.fixture
async def database(postgres_url: str) -> AsyncIterator[Database]:
    """With an archive that is empty and stays so, and many readers who follow one topic."""
    opened = await Database.open(postgres_url)
    async with opened.write() as unit:
        await unit.audit.record(PROGRAM, DONE, "articles=0", allowed=True, at=datetime.now(UTC))
    yield opened
    await opened.close()


async def article_for_all(database: Database) -> None:
    """Stored, with its first part told, and the job that tells the others."""
    topic, now = await audience(database, READERS), datetime.now(UTC)
    fanouts = FanOuts(database, lambda: now, lambda: None, Stored())
    async with database.write() as unit:
        article = await add_article(unit)
        assert await fanouts.begin(unit, [(article.id, [topic])], now) == {article.id: READERS}


async def number(server: Server, query: bytes) -> int:
    found = await (await server.execute(query)).fetchone()
    return int(found[0] or 0) if found else 0


async def reaches(server: Server, query: bytes, wanted: int) -> None:
    """Wait until the query gives that number."""
    async with asyncio.timeout(LONG):
        while await number(server, query) != wanted:  # noqa: ASYNC110 - the server is asked
            await asyncio.sleep(0.02)


async def test_another_worker_finishes_what_a_killed_one_was_at(
    database: Database, postgres_url: str, tmp_path: Path
) -> None:
    await article_for_all(database)
    settings = {"role": "worker", "database_url": postgres_url}
    async with await psycopg.AsyncConnection.connect(postgres_url, autocommit=True) as server:
        async with running(tmp_path, **settings) as first:
            async with server.transaction():
                # A delivery refers to its reader: whoever writes the last one's waits for this.
                await server.execute("SELECT id FROM readers ORDER BY id DESC LIMIT 1 FOR UPDATE")
                await reaches(server, b"SELECT count(*) FROM deliveries", PART + REST)
                await reaches(server, b"SELECT least(1, count(*)) FROM pg_locks WHERE NOT granted", 1)
                assert await first.stop(signal.SIGKILL) == -signal.SIGKILL
            # It gives no sign of life any more: not for so long that nobody would wait for that in a test.
            dead = b"UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'"
            assert (await server.execute(dead)).rowcount > 0
            assert await number(server, b"SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'articles.fan_out'")
        async with running(tmp_path, **settings) as second:
            await reaches(server, b"SELECT count(*) FROM fanouts WHERE NOT done", 0)
            await reaches(server, b"SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'articles.fan_out'", 0)
            assert await second.stop() == 0
        assert await number(server, b"SELECT count(*) FROM deliveries WHERE state = 'queued'") == READERS
        assert await number(server, b"SELECT count(DISTINCT reader_id) FROM deliveries") == READERS
    assert said(second, f"a worker died with a job of {FAN_OUT}: it is done again")
    assert not any("Traceback" in line for bot in (first, second) for line in bot.log)


def said(bot: BotProcess, words: str) -> bool:
    return any(words in line for line in bot.log)
