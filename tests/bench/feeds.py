"""Two hundred feeds polled in one cycle by a real process, and how long the chat's answers take meanwhile."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from bot.sandbox.server import Sandbox
from bot.sources.opml import Subscription, write_opml
from storage.engine import Database
from tests.acceptance.bot_process import running as running_bot
from tests.acceptance.conversation import Person
from tests.bench.watched import FILE, Hold, holds
from tests.fixtures.sandbox_client import SandboxClient
from tests.fixtures.site import answer_of
from tests.fixtures.site import running as running_site
from tests.fixtures.web import rss, story

FEEDS = 200
ENTRIES = 5
TOKEN = "7000000001:AAbench-token_0123456789abcdefghijkl"
QUESTIONS = ("/latest", "/summary", "/topics", "/search fisheries")
CHATS = (1001, 1002)
PAUSE = 0.7
"""Seconds between an answer and the next question, in the chats in turn: a chat may get a message a second."""


def main() -> None:
    """Print the cycle's seconds, the answers' median and 95th percentile, and how long the event loop was held."""
    asyncio.run(_main())


async def _main() -> None:
    sandbox = Sandbox(token=TOKEN, clock=lambda: datetime.now(UTC))
    await sandbox.start()
    try:
        with TemporaryDirectory() as folder:
            await _measure(sandbox, Path(folder))
    finally:
        await sandbox.stop()


@dataclass(frozen=True, slots=True)
class Phase:
    """Some time, by the monotonic clock, and how long each answer in it took."""

    name: str
    begin: float
    end: float
    answers: list[float]


async def _measure(sandbox: Sandbox, folder: Path) -> None:
    numbers = [range(first, first + ENTRIES) for first in range(0, FEEDS * ENTRIES, ENTRIES)]
    answers = {f"/{place}.xml": answer_of(200, rss(*map(story, some))) for place, some in enumerate(numbers)}
    watch = folder / "holds"
    os.environ[FILE] = str(watch)
    async with running_site(answers) as site, SandboxClient(sandbox.url) as client:
        settings = {
            "telegram_token": TOKEN,
            "telegram_api_url": sandbox.url,
            "fetch_private": f"{site.host}:{site.port}",
        }
        async with running_bot(folder, module="tests.bench.watched", **settings):
            readers, admin = [Person(client, chat) for chat in CHATS], Person(client, 1003)
            for reader in readers:
                await reader.ask("/latest", timeout=120)
            for question in QUESTIONS:
                await readers[0].ask(question, timeout=60)
            database = await Database.open(f"sqlite:///{folder / 'communique.db'}")
            idle = await _asked("idle", readers, lambda count: _so_many(count, 40))
            listed = write_opml(Subscription(f"Gazette {path}", site.url(path)) for path in answers)
            await admin.upload("feeds.opml", listed, "/feeds import", timeout=60)
            busy = await _asked("polling", readers, lambda _: _unfinished(database))
            await database.close()
    load = os.getloadavg()[0]
    took = busy.end - busy.begin
    sys.stdout.write(f"  {FEEDS} feeds of {ENTRIES} new articles each: one cycle in {took:.1f} s, load {load:.1f}\n")
    for phase in (idle, busy):
        sys.stdout.write(_told(phase, [hold for hold in holds(watch) if phase.begin <= hold.at <= phase.end]))


async def _asked(name: str, readers: Sequence[Person], goes_on: Callable[[int], Awaitable[bool]]) -> Phase:
    """Ask as a chat does, one question after another with a pause."""
    begin, times = monotonic(), list[float]()
    while await goes_on(len(times)):
        began = monotonic()
        await readers[len(times) % len(readers)].ask(QUESTIONS[len(times) // len(readers) % len(QUESTIONS)], timeout=60)
        times.append(monotonic() - began)
        await asyncio.sleep(PAUSE)
    return Phase(name, begin, monotonic(), times)


async def _so_many(count: int, most: int) -> bool:
    return count < most


async def _unfinished(database: Database) -> bool:
    async with database.read() as unit:
        return sum(feed.primed for feed in await unit.feeds.page()) < FEEDS


def _told(phase: Phase, held: list[Hold]) -> str:
    times = sorted(phase.answers)
    middle, late = (1000 * times[int(len(times) * share)] for share in (0.5, 0.95))
    longest = max(held, key=lambda hold: hold.seconds, default=Hold(0, 0, 0))
    busiest = max((hold.cpu for hold in held), default=0.0)
    return (
        f"  {phase.name}: answers p50 {middle:.0f} ms, p95 {late:.0f} ms of {len(times)}; "
        f"loop held {1000 * longest.seconds:.0f} ms at the longest, working {1000 * busiest:.0f} ms at the most\n"
    )
