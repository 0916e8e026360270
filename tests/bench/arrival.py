"""From an article's arrival to its first push, with a million follows of a hundred thousand topics, on PostgreSQL.

A front and a worker run as the program does, each a process of its own, against a stand-in for Telegram that answers in
50 ms. This process loads 50 articles a minute as another machine would, and has readers ask in bursts meanwhile.
``BENCH_ARRIVAL`` makes it smaller: ``readers,topics,minutes``; each reader follows five.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic, perf_counter

import psutil

from bot.core import open_core
from bot.jobs.pool import ProcessPool
from bot.jobs.seeding import DONE, PROGRAM
from bot.settings import Settings
from bot.sources.draft import Draft
from storage.engine import Database
from tests.acceptance.bot_process import BotProcess, environment
from tests.bench.desk import spread
from tests.bench.invented import COUNTRIES, report
from tests.bench.readership import FIRST, readership, vocabulary
from tests.bench.telegraph import Telegraph, telegraph
from tests.fixtures.postgres_server import NoServer, private_server

READERS, TOPICS, MINUTES, EACH = 200_000, 100_000, 5, 5
A_MINUTE = 50
BURST, BURST_EVERY = 20, 6
"""Commands at once, after each so many articles."""

DELAY = 0.05
PATIENCE = 60.0
"""Seconds after the last article in which its pushes are awaited."""

TOKEN = "7000000001:AAarrival-bench-token_0123456789abcde"
COMMANDS = ("/latest", "/topics", "/summary", "/settings")


async def _measure(url: str, people: int, distinct: int, minutes: int) -> None:
    database = await Database.open(url)
    await database.migrate()
    async with database.write() as unit:
        await unit.audit.record(PROGRAM, DONE, "none", allowed=True, at=datetime.now(UTC))
    began = perf_counter()
    followed = await readership(database, people, distinct, EACH)
    async with database._backend.writing.connect() as connection:
        await (await connection.execution_options(isolation_level="AUTOCOMMIT")).exec_driver_sql("VACUUM ANALYZE")
    _say(
        f"{followed:,} follows of {distinct:,} topics by {people:,} readers, written in {perf_counter() - began:.0f} s"
    )
    async with AsyncExitStack() as stack:
        telegram = stack.enter_context(telegraph(DELAY))
        folder = Path(stack.enter_context(TemporaryDirectory()))
        front = await _process(stack, folder / "front", url, telegram, "front")
        await _process(stack, folder / "worker", url, telegram, "worker")
        arrived = await _articles(folder / "here", url, telegram, people, minutes)
        assert front.process is not None
        memory = psutil.Process(front.process.pid).memory_info().rss / 1e6
        async with asyncio.timeout(PATIENCE):
            while (await _waiting(database)) > 0:  # noqa: ASYNC110
                await asyncio.sleep(0.5)
        _tell(telegram, arrived, memory)
    await database.close()


async def _process(stack: AsyncExitStack, data: Path, url: str, telegram: Telegraph, role: str) -> BotProcess:
    bot = BotProcess(
        environment(
            data,
            role=role,
            database_url=url,
            telegram_token=TOKEN,
            telegram_api_url=f"http://127.0.0.1:{telegram.port}",
            messages_per_second="0",
            alerts_per_hour="0",
            log_level="WARNING",
        ),
        fresh=True,
    )
    stack.push_async_callback(bot.stop)
    began = perf_counter()
    await bot.start()
    _say(f"a {role} is ready in {perf_counter() - began:.1f} s")
    return bot


async def _articles(data: Path, url: str, telegram: Telegraph, people: int, minutes: int) -> dict[int, float]:
    """Load them one after another at their times; gives when each arrived."""
    random, words, arrived = Random(13), vocabulary(), dict[int, float]()
    pool, loading = ProcessPool(), list[asyncio.Task[object]]()
    async with open_core(Settings(data=data, database_url=url, _env_file=None), pool, lambda: None) as core:
        began = perf_counter()
        await core.reading
        _say(f"another process knows all topics after {perf_counter() - began:.1f} s")
        began = perf_counter()
        for number in range(1, minutes * A_MINUTE + 1):
            await asyncio.sleep(max(0.0, began + number * 60 / A_MINUTE - perf_counter()))
            arrived[number] = monotonic()
            loading.append(asyncio.create_task(core.articles.load(_draft(number, random, words))))
            if number % BURST_EVERY == 0:
                chats = random.sample(range(FIRST, FIRST + people), BURST)
                telegram.ask([(chat, random.choice(COMMANDS)) for chat in chats])
        await asyncio.gather(*loading)
    await pool.close()
    return arrived


def _draft(number: int, random: Random, words: Sequence[str]) -> Draft:
    made = report(random)
    subjects = random.sample(list(words), 6)
    countries = " and ".join(random.sample(COUNTRIES, 2))
    more = f" Officials of {countries} spoke of {', '.join(subjects[:3])} too. Nothing was agreed on {subjects[3]}."
    last = f" A paper of {random.randint(2, 90)} pages deals with {subjects[4]} and {subjects[5]}."
    return Draft(made.text + more + last, f"Bulletin {number}: {made.title}", made.outlet)


async def _waiting(database: Database) -> int:
    async with database.read() as unit:
        counts = await unit.deliveries.counts()
        return counts.get("queued", 0) + counts.get("sending", 0) + bool(await unit.fanouts.unfinished(1))


def _tell(telegram: Telegraph, arrived: dict[int, float], memory: float) -> None:
    book = telegram.book()
    assert book.first, "nothing was pushed"
    first = [book.first[number] - at for number, at in arrived.items() if number in book.first]
    last = [book.last[number] - at for number, at in arrived.items() if number in book.last]
    _say(f"arrival to first push: {spread(first)}; to the last: {spread(last)}; {len(first)} of {len(arrived)} pushed")
    _say(f"{len(book.came):,} messages came; the front has {memory:.0f} MB")
    _say(f"commands in bursts of {BURST}: {spread(book.answered)}; {len(book.asked)} not answered")


def _say(line: str) -> None:
    sys.stdout.write(f"  {line}; load {psutil.getloadavg()[0]:.1f}\n")
    sys.stdout.flush()


def main() -> None:
    """Print the figures, where PostgreSQL is installed."""
    given = [int(one) for one in os.environ.get("BENCH_ARRIVAL", "").split(",") if one]
    people, distinct, minutes = given or (READERS, TOPICS, MINUTES)
    try:
        with private_server() as server:
            asyncio.run(_measure(server.url, people, distinct, minutes))
    except NoServer as error:
        sys.stdout.write(f"  {error}\n")


if __name__ == "__main__":
    main()
