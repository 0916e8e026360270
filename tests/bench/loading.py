"""Articles a second from JSONL, matched against 10,000 topics; and what one costs in a large archive.

On SQLite; ``BENCH_LOADING=postgresql,10000,1000000`` has the database and the sizes of the archive otherwise, and on
SQLite a million takes some ten minutes to write.

Printed is the time that passes, which others on the machine prolong, and that of the processors: of the main process
and of those that analyse, without their start.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import psutil

from bot.core import Core, open_core
from bot.jobs.pool import ProcessPool
from bot.services.loading import MUCH, Tally
from bot.services.working import prepare
from bot.settings import Settings
from bot.sources.draft import Draft
from storage.engine import Database
from summarizer.stories.fingerprint import Fingerprint
from summarizer.topics.trees import dump
from tests.bench.archive import Archive
from tests.bench.matching import articles
from tests.bench.topic_mix import topics
from tests.fixtures.postgres_server import private_server
from tests.quality.labelled import records

TOPICS, MODELS = 10_000, 100
WARM, LOADED = 100, MUCH
USUAL = "sqlite,1000,100000"
START = 60.0
"""Seconds that the second worker may take to start."""

WORDS = 150
"""Words of an article: a short report."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds: passed, and of the processors, in the main process and in the workers; megabytes of each process."""

    passed: float
    here: float
    workers: float
    memory: Sequence[float]


def main() -> None:
    """Print a line for each size of the archive, and how much more an article costs in the larger one."""
    kind, *given = os.environ.get("BENCH_LOADING", USUAL).split(",")
    sizes = [int(one) for one in given]
    texts = [" ".join(record["text"].split()[:WORDS]) for record in records("cnn_val", WARM + LOADED + MODELS)]
    models = [prepare(Draft(text)).fingerprint for text in texts[-MODELS:]]
    lines = [json.dumps({"title": f"Report {n}", "text": text}).encode() for n, text in enumerate(texts[:-MODELS])]
    trees = [(query.canonical, dump(query)) for query in topics(TOPICS, articles(100))]
    spent = list[Spent]()
    for size in sizes:
        with _place(kind) as settings:
            asyncio.run(_fill(settings, size, trees, models))
            spent.append(asyncio.run(_measure(settings, size, lines)))
    small, large = spent[0], spent[-1]
    sys.stdout.write(
        f"  an article at {sizes[-1]:,} costs {large.passed / small.passed:.2f} times that at {sizes[0]:,}; "
        f"by the processors' time {(large.here + large.workers) / (small.here + small.workers):.2f}, "
        f"by the main process's {large.here / small.here:.2f}\n"
    )


@contextmanager
def _place(kind: str) -> Iterator[Settings]:
    """An empty database of that kind."""
    with TemporaryDirectory() as folder:
        if kind == "sqlite":
            yield Settings(data=Path(folder), _env_file=None)
            return
        with private_server() as server:
            yield Settings(data=Path(folder), database_url=server.url, _env_file=None)


async def _fill(settings: Settings, size: int, trees: Sequence[tuple[str, str]], models: Sequence[Fingerprint]) -> None:
    database = await Database.open(settings.database)
    await database.migrate()
    await _follow(database, trees)
    await Archive(database, models, datetime.now(UTC)).fill(size)
    if database.is_shared:
        async with database._backend.writing.connect() as connection:
            plain = await connection.execution_options(isolation_level="AUTOCOMMIT")
            await plain.exec_driver_sql("VACUUM ANALYZE")
    await database.close()


async def _measure(settings: Settings, size: int, lines: Sequence[bytes]) -> Spent:
    pool = ProcessPool()
    pool.warm()
    async with open_core(settings, pool, lambda: None) as core:
        await core.reading
        await core.loading.run([core.loading.file("warm.jsonl", _given(lines[:WARM]))], Tally(1))
        # The second worker's start is no part of an article's cost: a large load pays it once.
        async with pool.helped():
            await _two(pool)
            tally, spent = await _load(core, lines[WARM:])
    await pool.close()
    count = tally.done
    sys.stdout.write(
        f"  {size:,} stored: {count / spent.passed:.0f} articles a second, {1000 * spent.passed / count:.1f} ms each; "
        f"ms of a processor: {1000 * spent.here / count:.1f} main, {1000 * spent.workers / count:.1f} workers; "
        f"{len(tally.new)} new of {count}; MB a process: {', '.join(f'{one:.0f}' for one in spent.memory)}; "
        f"load of the machine {psutil.getloadavg()[0]:.1f}\n"
    )
    sys.stdout.flush()
    return spent


async def _two(pool: ProcessPool) -> None:
    """Wait until there are two workers, for a minute at most: each of them has one piece at a time."""
    async with asyncio.timeout(START):
        while len(set(await asyncio.gather(pool.run_many(os.getpid), pool.run_many(os.getpid)))) < 2:
            pass


async def _load(core: Core, lines: Sequence[bytes]) -> tuple[Tally, Spent]:
    tally, me = Tally(1), psutil.Process()
    workers = me.children(recursive=True)
    here, there = _used([me]), _used(workers)
    began = perf_counter()
    await core.loading.run([core.loading.file("all.jsonl", _given(lines))], tally)
    passed = perf_counter() - began
    memory = [process.memory_info().rss / 1e6 for process in (me, *workers)]
    return tally, Spent(passed, _used([me]) - here, _used(workers) - there, memory)


def _used(processes: Sequence[psutil.Process]) -> float:
    times = [process.cpu_times() for process in processes]
    return float(sum(one.user + one.system for one in times))


def _given(lines: Sequence[bytes]) -> Callable[[], Awaitable[bytes]]:
    async def fetch() -> bytes:
        return b"\n".join(lines)

    return fetch


async def _follow(database: Database, trees: Sequence[tuple[str, str]]) -> None:
    """A reader who follows every topic."""
    now = datetime.now(UTC)
    async with database.write() as unit:
        reader = await unit.readers.meet(1, "private", "en", now=now)
        for canonical, tree in trees:
            topic = await unit.topics.ensure(canonical, tree)
            await unit.follows.add(reader.id, topic.id, "t", now=now)
