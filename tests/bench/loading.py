"""Articles a second from JSONL into SQLite, matched against 10,000 topics; and what one costs in a large archive."""

from __future__ import annotations

import asyncio
import json
import random
import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import psutil

from bot.app import open_core
from bot.jobs.pool import ProcessPool
from bot.services.loading import Tally
from bot.settings import Settings
from storage.engine import Database
from storage.records import AnalysisRecord, NewArticle, PlacementRecord
from summarizer.topics.trees import dump
from tests.bench.matching import articles
from tests.bench.topic_mix import topics
from tests.quality.labelled import records

TOPICS, LOADED = 10_000, 400
SIZES = (1_000, 100_000)
WORDS = 150
"""Words of an article: a short report."""


def main() -> None:
    """Print a line for each size of the archive."""
    lines = _lines(LOADED)
    trees = [(query.canonical, dump(query)) for query in topics(TOPICS, articles(100))]
    for size in SIZES:
        asyncio.run(_measure(size, lines, trees))


def _lines(count: int) -> list[bytes]:
    cut = (" ".join(record["text"].split()[:WORDS]) for record in records("cnn_val", count))
    return [json.dumps({"title": f"Report {place}", "text": text}).encode() for place, text in enumerate(cut)]


async def _measure(size: int, lines: Sequence[bytes], trees: Sequence[tuple[str, str]]) -> None:
    with TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder), _env_file=None)
        database = await Database.open(settings.database)
        await database.migrate()
        await _fill(database, size, trees)
        await database.close()
        pool = ProcessPool()
        pool.warm()
        async with open_core(settings, pool, lambda: None) as core:
            await core.reading
            half = len(lines) // 4
            await core.loading.run([core.loading.file("warm.jsonl", _given(lines[:half]))], Tally(1))
            tally = Tally(1)
            began = perf_counter()
            await core.loading.run([core.loading.file("all.jsonl", _given(lines[half:]))], tally)
            took = perf_counter() - began
            me = psutil.Process()
            memory = [process.memory_info().rss / 1e6 for process in (me, *me.children(recursive=True))]
        await pool.close()
    sys.stdout.write(
        f"  {size:,} stored: {tally.done / took:.0f} articles a second, {1000 * took / tally.done:.1f} ms each, "
        f"{len(tally.new)} new of {tally.done}; MB a process: {', '.join(f'{one:.0f}' for one in memory)}\n"
    )
    sys.stdout.flush()


def _given(lines: Sequence[bytes]) -> Callable[[], Awaitable[bytes]]:
    async def fetch() -> bytes:
        return b"\n".join(lines)

    return fetch


async def _fill(database: Database, size: int, trees: Sequence[tuple[str, str]]) -> None:
    """An archive of that size, a thousand articles to a transaction, and a reader who follows every topic."""
    now, rng = datetime.now(UTC), random.Random(5)
    vocabulary = [f"w{number}" for number in range(20_000)]
    async with database.write() as unit:
        reader = await unit.readers.meet(1, "private", "en", now=now)
        for canonical, tree in trees:
            topic = await unit.topics.ensure(canonical, tree)
            await unit.follows.add(reader.id, topic.id, "t", now=now)
    for first in range(0, size, 1000):
        async with database.write() as unit:
            for number in range(first, min(first + 1000, size)):
                words = rng.choices(vocabulary, k=WORDS)
                new = NewArticle(f"d{number}", "T", " ".join(words), "en")
                article, _ = await unit.articles.add(new, now=now)
                await unit.articles.put_analysis(AnalysisRecord(article.id, "m", 1, {}))
                await unit.search.put(article.id, words)
                await unit.stories.put(PlacementRecord(article.id, article.id), b"{}", added=now)
