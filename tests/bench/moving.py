"""From SQLite to PostgreSQL: how long `communique move` takes and how much memory; then how fast the search is there.

``python -m tests.bench.moving [ARTICLES] [FOLDER]`` keeps the SQLite database in the folder, so that a second run need
not make it again.
"""

from __future__ import annotations

import asyncio
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from time import perf_counter, process_time

import psutil
from sqlalchemy import func, insert, select

from bot.services.archive import Archive
from bot.services.topics import understand
from bot.services.working import Prepared, prepare
from bot.sources.seeds import read_seeds
from storage.engine import Database
from storage.records import AnalysisRecord, NewArticle, PlacementRecord
from storage.tables import deliveries, follows, readers
from summarizer.stories.fingerprint import dump
from tests.fixtures.postgres_server import DURABLE, private_server

ARTICLES = 100_000
READERS = 50_000
OWED = 200_000
AT_ONCE = 500
APART = timedelta(minutes=3)
QUERIES = (
    "japan",
    "japan ~ russia",
    "kuril",
    '"peace treaty"',
    "summit",
    "japan and not china",
    "(japan or china) and summit",
    "japan, china",
    "not japan and geneva",
    "zzzz",
    "русский",
    "的",
)
TIMES = 30


def main() -> None:
    """Print seconds, memory and milliseconds."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp(prefix="moving"))
    source = folder / "communique.db"
    if not source.exists():
        folder.mkdir(parents=True, exist_ok=True)
        asyncio.run(_fill(f"sqlite:///{source}.new", size))
        Path(f"{source}.new").rename(source)
    asyncio.run(_migrate(f"sqlite:///{source}"))
    sys.stdout.write(f"{source.stat().st_size / 1e6:,.0f} MB of SQLite, load {os.getloadavg()[0]:.1f}\n")
    with private_server(DURABLE) as server:
        _move(source, server.url)
        asyncio.run(_search(server.url))


async def _migrate(url: str) -> None:
    """It may have been made by an older version."""
    database = await Database.open(url)
    await database.migrate()
    await database.close()


def _move(source: Path, target: str) -> None:
    started = perf_counter()
    done = subprocess.run([sys.executable, "-m", "bot", "move", str(source), target], check=False)
    seconds, spent = perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    sys.stdout.write(
        f"moved in {seconds:.0f} s, of the processor {spent.ru_utime + spent.ru_stime:.0f} s,"
        f" at most {spent.ru_maxrss / 1024:.0f} MB; exit status {done.returncode}\n"
    )


async def _search(url: str) -> None:
    """The time that passes, which others on the machine prolong, and that of the processors, the server's included."""
    database = await Database.open(url, connections=1)
    archive = Archive(database, lambda: datetime.now(UTC))
    async with database.read() as unit:
        server = psutil.Process(await unit.articles._connection.scalar(select(func.pg_backend_pid())))
    for words in QUERIES:
        query = understand(words, "query")
        await archive.find(query, 10)
        passed, before = list[float](), _spent(server)
        for _ in range(TIMES):
            started = perf_counter()
            found = await archive.find(query, 10)
            passed.append((perf_counter() - started) * 1000)
        cost = (_spent(server) - before) * 1000 / TIMES
        sys.stdout.write(
            f"  /search {words}: {len(found.newest)} found, {cost:.0f} ms of the processors,"
            f" median {sorted(passed)[TIMES // 2]:.0f} ms\n"
        )
    await database.close()


def _spent(server: psutil.Process) -> float:
    times = server.cpu_times()
    return process_time() + float(times.user) + float(times.system)


async def _fill(url: str, size: int) -> None:
    random, models = Random(7), [prepare(draft) for draft in read_seeds()]
    texts = [draft.text for draft in read_seeds()]
    database = await Database.open(url)
    await database.migrate()
    now = datetime.now(UTC)
    for first in range(0, size, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, size))
        picks = [random.randrange(len(models)) for _ in numbers]
        added = now - (size - first) * APART
        async with database.write() as unit:
            new = [
                NewArticle(f"d{number}", f"Report {number}", texts[pick], models[pick].language, added=added)
                for number, pick in zip(numbers, picks, strict=True)
            ]
            ids = [article.id for article, _ in await unit.articles.add_all(new, now=now)]
            chosen = [models[pick] for pick in picks]
            await unit.articles.put_analyses(
                [AnalysisRecord(one, "m", 1, model.body) for one, model in zip(ids, chosen, strict=True)]
            )
            terms = [(one, _terms(random, model)) for one, model in zip(ids, chosen, strict=True)]
            await unit.search.put_all(terms)
            placed = [
                (PlacementRecord(one, ids[place - place % 3]), dump(model.fingerprint))
                for place, (one, model) in enumerate(zip(ids, chosen, strict=True))
            ]
            await unit.stories.put_all(placed, added=added)
    await _people(database, now)
    await database.close()


def _terms(random: Random, model: Prepared) -> Sequence[str]:
    """The terms of one article among words that follow Zipf's law: some stand in nearly all articles, most in few."""
    words = [f"w{int(random.paretovariate(0.6)) % 60_000}" for _ in range(150)]
    held = list(model.tokens)
    kept = held if random.random() < 0.2 else held[: random.randrange(20, 80)]
    return [*kept, *words]


async def _people(database: Database, now: datetime) -> None:
    async with database.write() as unit:
        topic = await unit.topics.ensure("kuril")
    person = {"kind": "private", "language": "en", "active": True, "created": now}
    owed = {"topic_id": topic.id, "state": "sent", "not_before": now, "created": now, "settled": now, "kind": "alert"}
    async with database._backend.writing.begin() as connection:
        await connection.execute(insert(readers), [{"chat_id": chat, **person} for chat in range(1, READERS + 1)])
        follow = {"topic_id": topic.id, "label": "Kuril", "created": now}
        await connection.execute(insert(follows), [{"reader_id": one, **follow} for one in range(1, READERS + 1)])
        for first in range(0, OWED, READERS):
            rows = [{"reader_id": one, "article_id": 1001 + first // READERS, **owed} for one in range(1, READERS + 1)]
            await connection.execute(insert(deliveries), rows)


if __name__ == "__main__":
    main()
