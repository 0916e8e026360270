"""Two workers against one, jobs a second, and 100,000 followers of an article, on PostgreSQL by procrastinate's jobs.

Each worker is held to a core, as a stand-in for a machine; PostgreSQL and the process that sends the drafts take theirs
from whichever is free. Beside the time that passes, which others on the machine prolong, stands that of the processors.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

import psutil

from bot.core import Core, open_core
from bot.jobs.pool import ProcessPool
from bot.jobs.port import Task, Tasks
from bot.jobs.shared import SharedRunner
from bot.jobs.stored import Stored
from bot.services.fanouts import FanOuts
from bot.services.loading import Tally
from bot.settings import Settings
from storage.engine import Database
from storage.records.jobs import NewJob
from tests.bench import laborer
from tests.bench.audience import audience
from tests.bench.bare import bare_rate
from tests.fixtures.ledger import add_article
from tests.fixtures.postgres_server import NoServer, Server, private_server
from tests.quality.labelled import records

SETS = ("cnn_val", "newts", "dm_train100")

ROUNDS, WARM = (1, 2, 1, 2), 30
"""Workers of each round, and articles that come before the clock runs."""

JOBS = 2_000
FOLLOWERS = 100_000


def main() -> None:
    """Print the figures, where PostgreSQL is installed."""
    try:
        _rounds()
        with private_server() as server:
            asyncio.run(_shared(server))
    except NoServer as error:
        sys.stdout.write(f"  {error}\n")


def _rounds() -> None:
    """One and two workers in turn, with the same articles each time and an archive of their own."""
    texts = [record["text"] for name in SETS for record in records(name)][::2]
    lines = [json.dumps({"title": f"Report {n}", "text": text}).encode() for n, text in enumerate(texts)]
    rates, spent = {1: list[float](), 2: list[float]()}, {1: list[float](), 2: list[float]()}
    for workers in ROUNDS:
        with private_server() as server:
            rate, each = asyncio.run(_analysed(server, lines, workers))
        rates[workers].append(rate)
        spent[workers].append(each)
    bare = [bare_rate(texts[::2], workers) for workers in (1, 2)]
    _say(
        f"two workers analyse {mean(rates[2]) / mean(rates[1]):.2f} times as fast as one, and "
        f"{2 * mean(spent[1]) / mean(spent[2]):.2f} times by the time of their processors, were these theirs alone; two"
        f" processes with nothing but the analysis {bare[1] / bare[0]:.2f} times ({bare[0]:.1f} and {bare[1]:.1f})"
    )


async def _shared(server: Server) -> None:
    database = await Database.open(server.url)
    await database.migrate()
    await _jobs(server, database)
    await _fanned_out(server, database)
    await database.close()


async def _analysed(server: Server, lines: Sequence[bytes], workers: int) -> tuple[float, float]:
    """Articles a second, once each worker had some; and seconds of the workers' processors for each."""
    database = await Database.open(server.url)
    await database.migrate()
    await database.close()
    with TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder), database_url=server.url, _env_file=None)
        pool = ProcessPool()
        async with open_core(settings, pool, lambda: None) as core, _working(server, workers) as machines:
            await core.reading
            while await core.parcels.room() < 4 * workers:
                pass
            await _load(core, lines[:WARM])
            groups = {"PostgreSQL": _postgres(server), "workers": machines}
            before, began, here = _used(groups), perf_counter(), process_time()
            tally = await _load(core, lines[WARM:])
            passed, after, here = perf_counter() - began, _used(groups), process_time() - here
        await pool.close()
    spent = ", ".join(f"{1000 * (after[name] - before[name]) / tally.done:.1f} {name}" for name in groups)
    _say(
        f"{workers} worker{'s' * (workers > 1)}: {tally.done / passed:.1f} articles a second, {len(tally.new)} new of "
        f"{tally.done}; ms of a processor for each: {1000 * here / tally.done:.1f} sender, {spent}"
    )
    return tally.done / passed, (after["workers"] - before["workers"]) / tally.done


async def _load(core: Core, lines: Sequence[bytes]) -> Tally:
    tally = Tally(1)
    await core.loading.run([core.loading.file("all.jsonl", _given(lines))], tally)
    return tally


def _given(lines: Sequence[bytes]) -> Callable[[], Awaitable[bytes]]:
    async def fetch() -> bytes:
        return b"\n".join(lines)

    return fetch


async def _jobs(server: Server, database: Database) -> None:
    """Jobs that do nothing, by one worker in this process."""
    left, done = JOBS, asyncio.Event()

    async def nothing(_: Mapping[str, Any]) -> None:
        nonlocal left
        left -= 1
        if not left:
            done.set()

    began = perf_counter()
    async with database.write() as unit:
        await unit.jobs.put([NewJob("bench.nothing", {"number": number}) for number in range(JOBS)])
    put = perf_counter() - began
    began, spent = perf_counter(), process_time()
    running = asyncio.create_task(SharedRunner(server.url, _now).run(Tasks.of([Task("bench.nothing", nothing)])))
    await done.wait()
    passed, spent = perf_counter() - began, process_time() - spent
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    _say(
        f"{JOBS / passed:.0f} jobs a second by one worker, {1000 * spent / JOBS:.1f} ms of its processor each; "
        f"{JOBS} put in one transaction in {1000 * put:.0f} ms"
    )


async def _fanned_out(server: Server, database: Database) -> None:
    topic = await audience(database, FOLLOWERS)
    fanouts = FanOuts(database, _now, lambda: None, Stored(), is_shared=True)
    async with _working(server, 1) as machines:
        while not await _lives(database):
            pass
        groups = {"PostgreSQL": _postgres(server), "worker": machines}
        before, began = _used(groups), perf_counter()
        async with database.write() as unit:
            article = await add_article(unit)
            assert await fanouts.begin(unit, [(article.id, [topic])], _now()) == {article.id: FOLLOWERS}
        first = perf_counter() - began
        while await _is_open(database):  # noqa: ASYNC110
            await asyncio.sleep(0.2)
        passed, after = perf_counter() - began, _used(groups)
    async with database.read() as unit:
        assert (await unit.deliveries.counts())["queued"] == FOLLOWERS
    spent = ", ".join(f"{after[name] - before[name]:.1f} {name}" for name in groups)
    _say(
        f"{FOLLOWERS:,} followers in the ledger in {passed:.1f} s, the article itself in {1000 * first:.0f} ms; "
        f"seconds of a processor: {spent}"
    )


async def _lives(database: Database) -> bool:
    async with database.read() as unit:
        return await unit.jobs.workers(within=5.0) > 0


async def _is_open(database: Database) -> bool:
    async with database.read() as unit:
        return bool(await unit.fanouts.unfinished(1))


@asynccontextmanager
async def _working(server: Server, workers: int) -> AsyncIterator[list[psutil.Process]]:
    """So many workers, each a process with one that analyses for it."""
    cores = psutil.Process().cpu_affinity() or [0]
    with TemporaryDirectory() as folder:
        children = [
            await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "tests.bench.laborer", server.url, folder, str(cores[n % len(cores)])),
                stdout=asyncio.subprocess.PIPE,
            )
            for n in range(workers)
        ]
        machines = [psutil.Process(child.pid) for child in children]
        for child in children:
            assert child.stdout is not None
            assert await child.stdout.readline() == laborer.READY
        try:
            yield machines
        finally:
            for child in children:
                with suppress(ProcessLookupError):
                    child.terminate()
            for child in children:
                await child.wait()


def _postgres(server: Server) -> list[psutil.Process]:
    return [psutil.Process(int((Path(server._data) / "postmaster.pid").read_text().split()[0]))]


def _used(groups: Mapping[str, Sequence[psutil.Process]]) -> dict[str, float]:
    """Seconds of the processors that each group has used, children that live included."""
    return {name: sum(_seconds(process) for process in group) for name, group in groups.items()}


def _seconds(process: psutil.Process) -> float:
    total = 0.0
    for one in (process, *process.children(recursive=True)):
        with suppress(psutil.Error):
            times = one.cpu_times()
            total += times.user + times.system
    return total


def _now() -> datetime:
    return datetime.now(UTC)


def _say(line: str) -> None:
    sys.stdout.write(f"  {line}; load {psutil.getloadavg()[0]:.1f}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
