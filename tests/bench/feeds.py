"""Two hundred feeds polled in one cycle by a real process, and how long the chat's answers take meanwhile."""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bot.sandbox.server import Sandbox
from bot.sources.opml import Subscription, write_opml
from storage.engine import Database
from tests.acceptance.bot_process import running as running_bot
from tests.acceptance.conversation import Person
from tests.fixtures.sandbox_client import SandboxClient
from tests.fixtures.site import answer_of
from tests.fixtures.site import running as running_site
from tests.fixtures.web import rss, story

FEEDS = 200
ENTRIES = 5
TOKEN = "7000000001:AAbench-token_0123456789abcdefghijkl"
QUESTIONS = ("/latest", "/summary", "/topics", "/search fisheries")
PAUSE = 0.25
"""Seconds between an answer and the next question: a chat in use, not a load test."""


def main() -> None:
    """Print seconds of the cycle, and the median and the 95th percentile of answers, idle and during the cycle."""
    asyncio.run(_main())


async def _main() -> None:
    sandbox = Sandbox(token=TOKEN, clock=lambda: datetime.now(UTC))
    await sandbox.start()
    try:
        with TemporaryDirectory() as folder:
            await _measure(sandbox, Path(folder))
    finally:
        await sandbox.stop()


async def _measure(sandbox: Sandbox, folder: Path) -> None:
    numbers = [range(first, first + ENTRIES) for first in range(0, FEEDS * ENTRIES, ENTRIES)]
    answers = {f"/{place}.xml": answer_of(200, rss(*map(story, some))) for place, some in enumerate(numbers)}
    async with running_site(answers) as site, SandboxClient(sandbox.url) as client:
        settings = {
            "telegram_token": TOKEN,
            "telegram_api_url": sandbox.url,
            "fetch_private": f"{site.host}:{site.port}",
        }
        async with running_bot(folder, **settings):
            reader, admin = Person(client, 1001), Person(client, 1003)
            await reader.ask("/latest", timeout=120)
            idle = [await _answered(reader, question) for question in QUESTIONS * 10]
            database = await Database.open(f"sqlite:///{folder / 'communique.db'}")
            began = perf_counter()
            listed = write_opml(Subscription(f"Gazette {path}", site.url(path)) for path in answers)
            await admin.upload("feeds.opml", listed, "/feeds import", timeout=60)
            busy: list[float] = []
            while await _primed(database) < FEEDS:
                busy.append(await _answered(reader, QUESTIONS[len(busy) % len(QUESTIONS)]))
                await asyncio.sleep(PAUSE)
            took = perf_counter() - began
            await database.close()
    sys.stdout.write(f"  {FEEDS} feeds of {ENTRIES} new articles each: one cycle in {took:.1f} s\n")
    for name, times in (("idle", idle), ("during the cycle", busy)):
        times.sort()
        middle, late = times[len(times) // 2], times[int(len(times) * 0.95)]
        sys.stdout.write(
            f"  answers {name}: median {middle * 1000:.0f} ms, p95 {late * 1000:.0f} ms, {len(times)} questions\n"
        )


async def _answered(reader: Person, question: str) -> float:
    began = perf_counter()
    await reader.ask(question, timeout=60)
    return perf_counter() - began


async def _primed(database: Database) -> int:
    async with database.read() as unit:
        return sum(feed.primed for feed in await unit.feeds.page())
