"""Seconds until an article is owed to 100,000 followers of one topic, and how long a chat waits meanwhile.

Beside the fan-out run what a chat's command costs the database: the update is kept, the reader and their topics are
read, the update is done. Their times are those that pass, so others on the machine prolong them; the load is printed.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from time import perf_counter, process_time

import psutil

from bot.jobs.local import LocalRunner
from bot.jobs.tasks import fan_out_tasks
from bot.services.fanouts import FanOuts
from storage.engine import Database
from storage.records import UpdateRecord
from tests.bench.audience import audience
from tests.fixtures.ledger import add_article
from tests.fixtures.postgres_server import NoServer, running_server

FOLLOWERS = 100_000
APART = 0.02
"""Seconds between two commands."""


class _Chat:
    """A reader's commands, one after another, and how long the database took over each part."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.reads, self.writes = list[float](), list[float]()

    async def talk(self) -> None:
        for number in count(1):
            await self._keep(number)
            await self._read(number)
            await self._done(number)
            await asyncio.sleep(APART)

    async def _keep(self, number: int) -> None:
        began = perf_counter()
        async with self._database.write() as unit:
            await unit.updates.keep(1, [UpdateRecord(number, 1, "{}")], now=_now())
        self.writes.append(perf_counter() - began)

    async def _read(self, number: int) -> None:
        began = perf_counter()
        async with self._database.read() as unit:
            reader = await unit.readers.by_chat(number % FOLLOWERS + 1)
            assert reader is not None
            await unit.follows.of_reader(reader.id)
            await unit.articles.latest(5)
        self.reads.append(perf_counter() - began)

    async def _done(self, number: int) -> None:
        began = perf_counter()
        async with self._database.write() as unit:
            await unit.updates.done([number])
        self.writes.append(perf_counter() - began)


async def _measure(name: str, url: str) -> None:
    database = await Database.open(url)
    await database.migrate()
    topic = await audience(database, FOLLOWERS)
    runner, chat = LocalRunner(_now), _Chat(database)
    fanouts = FanOuts(database, _now, lambda: None, runner)
    talking, running = asyncio.create_task(chat.talk()), asyncio.create_task(runner.run(fan_out_tasks(fanouts)))
    await asyncio.sleep(1)
    chat.reads.clear()
    chat.writes.clear()
    began, spent = perf_counter(), process_time()
    async with database.write() as unit:
        article = await add_article(unit)
        told = await fanouts.begin(unit, [(article.id, [topic])], _now())
    first = perf_counter() - began
    assert told == {article.id: FOLLOWERS}
    while await _is_open(database):
        assert not talking.done()
        await asyncio.sleep(0.05)
    passed, spent = perf_counter() - began, process_time() - spent
    for task in (talking, running):
        task.cancel()
    await asyncio.gather(talking, running, return_exceptions=True)
    async with database.read() as unit:
        assert await unit.deliveries.counts() == {"queued": FOLLOWERS}
    await database.close()
    sys.stdout.write(
        f"  {name}: {FOLLOWERS:,} rows in {passed:.1f} s, the article itself in {1000 * first:.0f} ms; "
        f"{spent:.1f} s of this process's time; load {psutil.getloadavg()[0]:.1f}\n"
        f"    reads {_spread(chat.reads)}; writes {_spread(chat.writes)}\n"
    )
    sys.stdout.flush()


async def _is_open(database: Database) -> bool:
    async with database.read() as unit:
        return bool(await unit.fanouts.unfinished(1))


def _spread(times: Sequence[float]) -> str:
    held = sorted(times)
    at = [held[min(len(held) - 1, int(len(held) * share))] for share in (0.5, 0.95, 1.0)]
    return f"p50 {1000 * at[0]:.0f}, p95 {1000 * at[1]:.0f}, longest {1000 * at[2]:.0f} ms of {len(held)}"


def _now() -> datetime:
    return datetime.now(UTC)


def main() -> None:
    """Print the figures on SQLite, and on PostgreSQL where it is installed."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_measure("SQLite", f"sqlite:///{Path(folder) / 'bench.db'}"))
    try:
        with running_server() as url:
            asyncio.run(_measure("PostgreSQL, without fsync", url))
    except NoServer as error:
        sys.stdout.write(f"  {error}\n")


if __name__ == "__main__":
    main()
