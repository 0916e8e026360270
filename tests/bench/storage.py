"""How fast the storage is: ``python -m tests.bench.storage`` measures SQLite, and PostgreSQL where it is installed."""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from sqlalchemy import insert

from storage.engine import Database
from storage.records import NewArticle
from storage.tables import follows, readers
from tests.fixtures.postgres_server import NoServer, running_server

FOLLOWERS = 100_000
SENT = 1_000
BATCH = 30
NOW = datetime(2024, 3, 1, tzinfo=UTC)


@contextmanager
def _measured(what: str, count: int | None = None) -> Iterator[None]:
    started = perf_counter()
    yield
    seconds = perf_counter() - started
    rate = f", {count / seconds:,.0f} a second" if count else ""
    sys.stdout.write(f"  {what}: {seconds * 1000:,.1f} ms{rate}\n")


async def _populate(database: Database) -> int:
    async with database.write() as unit:
        topic = (await unit.topics.ensure("kuril")).id
    person = {"kind": "private", "language": "en", "active": True, "created": NOW}
    follow = {"topic_id": topic, "label": "Kuril", "created": NOW}
    async with database._backend.writing.begin() as connection:
        numbers = range(1, FOLLOWERS + 1)
        await connection.execute(insert(readers), [{"chat_id": number, **person} for number in numbers])
        await connection.execute(insert(follows), [{"reader_id": number, **follow} for number in numbers])
    return topic


async def _open_at_head(url: str) -> float:
    started = perf_counter()
    database = await Database.open(url)
    await database.migrate()
    milliseconds = (perf_counter() - started) * 1000
    await database.close()
    return milliseconds


async def _send(database: Database) -> None:
    done = 0
    while done < SENT:
        async with database.write() as unit:
            claimed = await unit.deliveries.claim(min(BATCH, SENT - done), now=NOW)
        for delivery in claimed:
            async with database.write() as unit:
                await unit.deliveries.sent(delivery.id, delivery.id, now=NOW)
        done += len(claimed)


async def _measure(name: str, url: str) -> None:
    sys.stdout.write(f"{name}\n")
    with _measured("open and migrate a new database"):
        database = await Database.open(url)
        await database.migrate()
    starts = [await _open_at_head(url) for _ in range(5)]
    sys.stdout.write(f"  open and migrate at the newest revision: {statistics.median(starts):,.1f} ms\n")
    topic = await _populate(database)
    with _measured(f"store an article and owe it to {FOLLOWERS:,} followers", FOLLOWERS):
        async with database.write() as unit:
            article, _ = await unit.articles.add(NewArticle("d1", "Talks resume", "Envoys met.", "en"), now=NOW)
            assert await unit.deliveries.fan_out(article.id, [topic], now=NOW) == FOLLOWERS
    with _measured(f"claim {SENT:,} by {BATCH} and mark each sent in a transaction of its own", SENT):
        await _send(database)
    await database.close()


def main() -> None:
    """Prints the figures."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_measure("SQLite", f"sqlite:///{Path(folder) / 'bench.db'}"))
    try:
        with running_server() as url:
            asyncio.run(_measure("PostgreSQL, without fsync", url))
    except NoServer as error:
        sys.stdout.write(f"{error}\n")


if __name__ == "__main__":
    main()
