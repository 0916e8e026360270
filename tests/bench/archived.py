"""Briefs over 500 articles, quotations of 300 and searches in a large archive, without Telegram, on both databases."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import psutil

from bot.core import Core, open_core
from bot.jobs.pool import ProcessPool
from bot.services.topics import understand
from bot.settings import Settings
from storage.engine import Database
from tests.bench.bureau import fill, sqlite
from tests.bench.subscribers import FIRST
from tests.fixtures.postgres_server import NoServer, running_server

SEARCHES = (
    "Japan",
    "Japan Russia",
    "fishing rights",
    "Japan -Russia",
    "about:France grain exports",
    "(Peru, Chile) ~ talks",
    '"joint commission"',
    "title:agreement Zambia",
    "minister",
    "Haruto",
)
BRIEFS = ("Japan", "talks", "China Russia")
VOICES = ("Japan", "France")


def main(articles: int, people: int) -> None:
    """Print a line for each question."""
    asyncio.run(_on_sqlite(articles, people))
    try:
        with running_server() as url:
            asyncio.run(_on_postgres(url, articles, people))
    except NoServer as error:
        sys.stdout.write(f"  {error}\n")


async def _on_sqlite(articles: int, people: int) -> None:
    with TemporaryDirectory() as folder:
        shutil.copyfile(await sqlite(articles, people), Path(folder) / "communique.db")
        await _measure("SQLite", Settings(data=Path(folder), _env_file=None))


async def _on_postgres(url: str, articles: int, people: int) -> None:
    database = await Database.open(url)
    await database.migrate()
    await fill(database, articles, people, datetime.now(UTC))
    async with database._backend.writing.connect() as connection:
        plain = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await plain.exec_driver_sql("VACUUM ANALYZE")
    await database.close()
    with TemporaryDirectory() as folder:
        await _measure("PostgreSQL", Settings(data=Path(folder), database_url=url, _env_file=None))


async def _measure(name: str, settings: Settings) -> None:
    pool = ProcessPool()
    pool.warm()
    async with open_core(settings, pool, lambda: None) as core:
        await core.reading
        sys.stdout.write(f"  {name}\n")
        for words in SEARCHES:
            await _timed(f"/search {words}", lambda words=words: _search(core, words))  # type: ignore[misc]
        for words in BRIEFS:
            await _timed(f"/brief {words}", lambda words=words: _brief(core, words), times=1)  # type: ignore[misc]
        for words in VOICES:
            await _timed(f"/said {words}", lambda words=words: _said(core, words), times=1)  # type: ignore[misc]
    await pool.close()


async def _timed(what: str, ask: Callable[[], Awaitable[str]], times: int = 3) -> None:
    """The shortest of some: what others on the machine took is in the longer ones."""
    me, found, took = psutil.Process(), "", list[float]()
    spent = _used(me)
    for _ in range(times):
        began = perf_counter()
        found = await ask()
        took.append(perf_counter() - began)
    spent = (_used(me) - spent) / times
    sys.stdout.write(
        f"    {what}: {1000 * min(took):.0f} ms, {1000 * spent:.0f} ms of processors without the database's server; "
        f"{found}; load {psutil.getloadavg()[0]:.1f}\n"
    )
    sys.stdout.flush()


async def _search(core: Core, words: str) -> str:
    found = await core.articles.archive.find(understand(words, "query"), 10)
    await core.articles.archive.sizes([one.id for one in found.newest])
    return f"{len(found.newest)} shown"


async def _brief(core: Core, words: str) -> str:
    reader = await core.readers.known(FIRST)
    assert reader is not None
    made = await core.briefs.brief(reader, await core.briefs.asked(reader, words))
    return f"{made.articles} articles"


async def _said(core: Core, words: str) -> str:
    heard = await core.said.of(core.said.asked(words))
    return f"{len(heard.sayings)} quotations of {heard.articles} articles"


def _used(process: psutil.Process) -> float:
    every = [process.cpu_times(), *(one.cpu_times() for one in process.children(recursive=True))]
    return float(sum(one.user + one.system for one in every))
