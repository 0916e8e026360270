"""Messages a second, from the ledger to a server that answers in 50 ms, beside python-telegram-bot's own client.

The sender, the ledger on SQLite, the limiter and the library's bot over our transport are those of the program. What
the processors spend is this process's, without the server's; the load of the machine is printed beside it.
``BENCH_SENDING=600000`` sends so many composed digests and nothing else: ten minutes at a thousand a second.
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import psutil
from telegram import Bot
from telegram.constants import ParseMode
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.core import utc_now
from bot.delivery.digests import DigestCourier
from bot.delivery.habits import Habits
from bot.delivery.outcomes import Outcome, Sent
from bot.delivery.sender import Deliver, Sender
from bot.jobs.local import LocalRunner
from bot.jobs.tasks import fan_out_tasks
from bot.services.analysis import Analyser
from bot.services.articles import Articles
from bot.services.digests.composing import Composer
from bot.services.fanouts import FanOuts
from bot.services.groups import Groups
from bot.services.matches import Matches
from bot.services.stories import Stories
from bot.services.topics import Topics
from bot.settings import Settings
from bot.sources.draft import Draft
from bot.telegram.limiter import Limiter
from bot.telegram.posting import post
from bot.telegram.transport import AiohttpRequest
from storage.engine import Database
from storage.records import DeliveryRecord
from summarizer.topics.query import parse
from summarizer.topics.trees import dump
from tests.bench.answering import Answerer, answerer, most_in_a_second
from tests.bench.audience import audience
from tests.fixtures.house import Here
from tests.fixtures.ledger import add_article

DELAY = 0.05
LIFTED, WITH_COURIER, LIMITED, DEFAULT = 20_000, 5_000, 700, 600
SAMPLES = 4
RATE = 28.0
CONNECTIONS = 64
TEXT = "<b>Talks resume</b>\n" + "Envoys met in Geneva on Monday and will meet again. " * 8
ARTICLE = "Talks resume\n\n" + "Envoys of Japan and Norway met in Geneva on Monday. They will meet again in May. " * 5

Make = Callable[[ExtBot[str], Database], Awaitable[Deliver]]


@dataclass(frozen=True, slots=True)
class Spent:
    """Messages that came, in seconds; seconds of this process's time; its megabytes at equal steps on the way."""

    came: list[float]
    processor: float
    memory: list[float]

    @property
    def rate(self) -> float:
        """Messages a second, from the first to the last."""
        return (len(self.came) - 1) / (self.came[-1] - self.came[0])


async def _plain(bot: ExtBot[str], _: Database) -> Deliver:
    """A courier that has its text."""

    async def deliver(delivery: DeliveryRecord) -> Outcome:
        return Sent(await post(bot, delivery.chat_id, TEXT, mode=ParseMode.HTML))

    return deliver


async def _courier(bot: ExtBot[str], database: Database) -> Deliver:
    """The program's own."""
    topics, stories, analyser = Topics(database, utc_now), Stories(database, utc_now), Analyser(Here())
    await asyncio.gather(topics.open(), stories.open())
    runner = LocalRunner(utc_now)
    articles = Articles(database, analyser, topics, stories, utc_now, lambda: None, runner)
    composer = Composer(database, articles, Matches(topics, articles.archive), utc_now)
    loaded = await articles.load(Draft(ARTICLE))
    await _written_down(database, runner, articles.fanouts, loaded.followers)
    return DigestCourier(bot, articles, composer, utc_now, Groups(database, utc_now)).deliver


async def _written_down(database: Database, runner: LocalRunner, fanouts: FanOuts, readers: int) -> None:
    """Wait until all readers stand in the ledger."""
    rest = asyncio.create_task(runner.run(fan_out_tasks(fanouts)))
    owed = 0
    while owed < readers:
        await asyncio.sleep(0.05)
        async with database.read() as unit:
            owed = sum((await unit.deliveries.counts()).values())
    rest.cancel()


async def _sent(server: Answerer, messages: int, settings: Settings, make: Make) -> Spent:
    """So many readers are sent one article by the sender as the settings have it."""
    with TemporaryDirectory() as folder:
        database = await Database.open(f"sqlite:///{Path(folder) / 'bench.db'}")
        await database.migrate()
        query = parse("Japan")
        topic = await audience(database, messages, query.canonical, dump(query))
        async with _bot(server, settings) as bot:
            deliver = await make(bot, database)
            if make is _plain:
                await _owe(database, topic)
            memory = list[float]()
            watched = _watched(deliver, messages, memory)
            sender = Sender(database, watched, utc_now, asyncio.Event(), Habits(settings.places))
            server.came()
            # As the program does with what it has read at its start: the collector leaves it out.
            gc.collect()
            gc.freeze()
            began = process_time()
            await sender.drain()
            spent = process_time() - began
            memory.append(psutil.Process().memory_info().rss / 1e6)
        await database.close()
    return Spent(server.came(), spent, memory)


async def _owe(database: Database, topic: int) -> None:
    async with database.write() as unit:
        article = await add_article(unit)
        await unit.deliveries.fan_out(article.id, [topic], now=utc_now())


def _watched(deliver: Deliver, messages: int, memory: list[float]) -> Deliver:
    """Notes the process's memory as equal parts of the messages are sent."""
    numbers, process = count(1), psutil.Process()

    async def watched(delivery: DeliveryRecord) -> Outcome:
        if next(numbers) % (messages // SAMPLES) == 1:
            memory.append(process.memory_info().rss / 1e6)
        return await deliver(delivery)

    return watched


@asynccontextmanager
async def _bot(server: Answerer, settings: Settings) -> AsyncIterator[ExtBot[str]]:
    transport = AiohttpRequest(connections=settings.connections)
    bot: ExtBot[str] = ExtBot(
        "1:x",
        base_url=f"http://127.0.0.1:{server.port}/bot",
        request=transport,
        get_updates_request=AiohttpRequest(connections=1),
        rate_limiter=Limiter(settings.messages_per_second),
    )
    async with bot:
        yield bot


async def _default(server: Answerer) -> float:
    """Messages a second by the library's own client, with nothing but the sending to do."""
    request = HTTPXRequest(connection_pool_size=CONNECTIONS, pool_timeout=60)
    bot, queue = Bot("1:x", base_url=f"http://127.0.0.1:{server.port}/bot", request=request), iter(range(DEFAULT))

    async def work() -> None:
        for _ in queue:
            await bot.send_message(1, TEXT, parse_mode=ParseMode.HTML)

    async with bot:
        began = perf_counter()
        await asyncio.gather(*(work() for _ in range(CONNECTIONS)))
        return DEFAULT / (perf_counter() - began)


def _tell(what: str, spent: Spent) -> None:
    sys.stdout.write(
        f"  {what}: {len(spent.came):,} messages, {spent.rate:,.1f} a second, {most_in_a_second(spent.came):,} at most"
        f" in any second; {1000 * spent.processor / len(spent.came):.2f} ms of a processor each; "
        f"MB on the way: {', '.join(f'{one:.1f}' for one in spent.memory)}; load {psutil.getloadavg()[0]:.1f}\n"
    )
    sys.stdout.flush()


def main() -> None:
    """Print the rates with limits lifted, with the program's courier, with limits, and of the default client."""
    lifted = Settings(messages_per_second=0, _env_file=None)
    limited = Settings(messages_per_second=RATE, _env_file=None)
    with answerer(DELAY) as server:
        if many := int(os.environ.get("BENCH_SENDING", "0")):
            _tell("limits lifted, digests composed", asyncio.run(_sent(server, many, lifted, _courier)))
            return
        sys.stdout.write(f"  the library's own client: {asyncio.run(_default(server)):,.0f} messages a second\n")
        _tell("limits lifted", asyncio.run(_sent(server, LIFTED, lifted, _plain)))
        _tell("limits lifted, digests composed", asyncio.run(_sent(server, WITH_COURIER, lifted, _courier)))
        _tell(f"{RATE:.0f} a second", asyncio.run(_sent(server, LIMITED, limited, _plain)))


if __name__ == "__main__":
    main()
