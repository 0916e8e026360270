"""The readers' desk at full size: 100,000 articles, 10,000 readers, 20 commands a second, until the first message out.

The program runs as it does, in a process of its own against the sandbox's Bot API, with limits lifted; the commands
come at their times, whether those before are answered or not, each of another reader. A second part asks for briefs
over 500 articles and searches the archive without Telegram, on both databases. Times are those that pass, which others
on the machine prolong: what the processors spent, and the load, are printed beside them. ``BENCH_DESK`` makes it
smaller: ``articles,readers,seconds``.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import psutil

from bot.sandbox import readers
from bot.sandbox.faults import Fault
from bot.sandbox.server import Sandbox
from tests.acceptance.bot_process import ADMIN, running
from tests.bench import archived
from tests.bench.bureau import sqlite
from tests.bench.invented import COUNTRIES, SUBJECTS
from tests.bench.subscribers import FIRST
from tests.fixtures.people import crowd

ARTICLES, READERS, SECONDS = 100_000, 10_000, 60
RATE = 20
"""Commands a second."""

WAIT = 30.0
"""Seconds after the last command in which answers are still awaited."""

TOKEN = "7000000001:AAdesk-bench-token_0123456789abcdefghij"
MIX = {
    "summary": 10,
    "summary WORDS": 4,
    "latest": 14,
    "top": 7,
    "search": 18,
    "brief": 4,
    "timeline": 2,
    "said": 4,
    "trend": 3,
    "compare": 1,
    "ties": 1,
    "topics": 8,
    "settings": 6,
    "digest": 5,
    "saved": 6,
    "help": 4,
    "language": 2,
    "stats": 1,
}
"""Of a hundred commands."""

OUT = frozenset({"sendmessage", "sendphoto", "senddocument"})


@dataclass
class Answers:
    """When each chat was asked what, and how long it took until something was sent to it."""

    took: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    _asked: dict[str, tuple[str, float]] = field(default_factory=dict)

    def ask(self, chat: int, command: str) -> None:
        """From now on the chat waits."""
        self._asked[str(chat)] = command, asyncio.get_running_loop().time()

    def __call__(self, method: str, chat_id: str) -> Fault | None:
        """As the sandbox's weather: it sees each call of the program, and does nothing to it."""
        if method.lower() in OUT and (asked := self._asked.pop(chat_id, None)):
            self.took[asked[0]].append(asyncio.get_running_loop().time() - asked[1])
        return None

    @property
    def waiting(self) -> list[str]:
        """Commands that have no answer yet."""
        return [command for command, _ in self._asked.values()]


def plan(count: int, people: int) -> list[tuple[int, str, str]]:
    """Chat, name of the command and text of so many commands, each of another chat if there are so many."""
    random = Random(3)
    names = random.choices(list(MIX), list(MIX.values()), k=count)
    chats = [FIRST + number for number in random.sample(range(people), min(people, count))]
    return [
        (ADMIN if name == "stats" else chats[place % len(chats)], name, f"/{name.split()[0]}{_words(name, random)}")
        for place, name in enumerate(names)
    ]


def _words(name: str, random: Random) -> str:
    one, other = random.sample(COUNTRIES[:30], 2)
    subject = random.choice(SUBJECTS).removeprefix("the ").removeprefix("a ")
    topic = random.choice((one, f"{one} {other}", subject, f"{one} {subject}", f"about:{one}"))
    return {
        "summary WORDS": f" {topic}",
        "search": f" {topic}",
        "brief": f" {topic}{random.choice(('', ' week', ' month'))}",
        "timeline": f" {topic}{random.choice((' week', ' month'))}",
        "said": f" {one}",
        "trend": f" {topic}",
        "compare": f" {one}, {other}",
        "ties": f" {one}",
    }.get(name, "")


async def stream(articles: int, people: int, seconds: int) -> None:
    """The commands, and a line for each kind of them."""
    source, answers = await sqlite(articles, people), Answers()
    with TemporaryDirectory() as folder:
        shutil.copyfile(source, Path(folder) / "communique.db")
        sandbox = Sandbox(token=TOKEN, clock=lambda: datetime.now(UTC), people=crowd(people, FIRST))
        await sandbox.start()
        world = sandbox._world
        assert world is not None
        world.faults.weather = answers
        settings = {"telegram_token": TOKEN, "telegram_api_url": sandbox.url, "log_level": "WARNING"}
        settings |= {"messages_per_second": "0", "commands_per_minute": "0", "alerts_per_hour": "0"}
        try:
            async with running(Path(folder), module="bot", **settings) as bot:
                assert bot.process is not None
                me = psutil.Process(bot.process.pid)
                await _settled(me)
                before = _used(me)
                loop = asyncio.get_running_loop()
                began = loop.time()
                for place, (chat, name, text) in enumerate(plan(seconds * RATE, people)):
                    await asyncio.sleep(max(0.0, began + place / RATE - loop.time()))
                    answers.ask(chat, name)
                    readers.say(world, world.chats.get(chat), text)
                ended = loop.time()
                while answers.waiting and loop.time() < ended + WAIT:
                    await world.events.changed.wait(1)
                _tell(answers, before, _used(me), seconds * RATE)
            trouble = [line for line in bot.log if "rror" in line]
        finally:
            await sandbox.stop()
    if trouble:
        sys.stdout.write(f"  {len(trouble)} errors in the log, the first: {trouble[0][:300]}\n")


async def _settled(process: psutil.Process) -> None:
    """Wait until the start is over: topics, stories and names are read while the first commands are answered."""
    quiet, last = 0, sum(_used(process))
    while quiet < 3:
        await asyncio.sleep(1)
        now = sum(_used(process))
        quiet, last = quiet + 1 if now - last < 0.1 else 0, now


def _used(process: psutil.Process) -> tuple[float, float]:
    """Seconds of the processors, of the process and of its workers."""
    mine, theirs = process.cpu_times(), 0.0
    for one in process.children(recursive=True):
        times = one.cpu_times()
        theirs += times.user + times.system
    return mine.user + mine.system, theirs


def _tell(answers: Answers, before: tuple[float, float], after: tuple[float, float], count: int) -> None:
    for name in MIX:
        if times := answers.took.get(name):
            sys.stdout.write(f"    {name:14} {len(times):4}  {spread(times)}\n")
    every = [one for times in answers.took.values() for one in times]
    here, there = after[0] - before[0], after[1] - before[1]
    sys.stdout.write(
        f"  all: {len(every)} of {count} answered; {spread(every)}; {len(answers.waiting)} still waiting; "
        f"a command cost {1000 * here / count:.1f} ms of a processor in the main process and "
        f"{1000 * there / count:.1f} in the worker; load {psutil.getloadavg()[0]:.1f}\n"
    )
    sys.stdout.flush()


def spread(times: Sequence[float]) -> str:
    """Middle, the slowest twentieth and the longest."""
    held = sorted(times)
    at = [held[min(len(held) - 1, int(len(held) * share))] for share in (0.5, 0.95, 1.0)]
    return f"p50 {1000 * at[0]:.0f}, p95 {1000 * at[1]:.0f}, longest {1000 * at[2]:.0f} ms"


def main() -> None:
    """Print the stream's figures, then those of briefs and searches."""
    given = [int(one) for one in os.environ.get("BENCH_DESK", "").split(",") if one]
    articles, people, seconds = given or (ARTICLES, READERS, SECONDS)
    asyncio.run(stream(articles, people, seconds))
    archived.main(articles, people)


if __name__ == "__main__":
    main()
