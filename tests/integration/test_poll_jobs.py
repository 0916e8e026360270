"""Feeds by jobs: what is due gets one job, two workers never poll one feed at once, and a host is asked by few."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from random import Random

import pytest

from bot.jobs.local import LocalRunner
from bot.jobs.shared import SharedRunner
from bot.jobs.stored import Stored
from bot.jobs.tasks import feed_tasks
from bot.services.feed_sources import FeedSources
from bot.services.leases import EACH
from bot.services.poll_jobs import PollJobs
from bot.services.polling import Polling
from bot.sources.answer import Fetched
from bot.sources.opml import Subscription
from tests.fixtures.databases import on_postgres
from tests.fixtures.house import Here
from tests.fixtures.newsroom import Newsroom, newsroom
from tests.fixtures.web import FEED, FakeWeb, rss, story

OF_EACH = 6
"""Feeds of a host."""


class Counting(FakeWeb):
    """Remembers the most that were under way at once, by address and by host; an answer takes its time."""

    def __init__(self) -> None:
        super().__init__()
        self.here, self.most = Counter[str](), Counter[str]()

    async def get(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, obey_robots: bool = False
    ) -> Fetched:
        names = (url, url.split("/")[2])
        self.here.update(names)
        for name in names:
            self.most[name] = max(self.most[name], self.here[name])
        for _ in range(50):
            await asyncio.sleep(0)
        self.here.subtract(names)
        return await super().get(url, etag=etag, last_modified=last_modified, obey_robots=obey_robots)


@pytest.fixture
async def room(sqlite_url: str) -> AsyncIterator[Newsroom]:
    async with newsroom(sqlite_url) as opened:
        opened.web.pages[FEED] = rss(story(1))
        yield opened


async def test_a_feed_is_polled_when_it_is_due_and_not_again(room: Newsroom) -> None:
    feed, runner = await room.subscribe(), LocalRunner(room.clock)
    polls = PollJobs(room.database, room.polling, runner, room.clock)
    assert await polls.sweep() == 1
    assert await polls.sweep() == 1
    assert [one.job.arguments for one in runner.waiting] == [{"feed": feed.id}]
    polled = await polls.poll(feed.id)
    assert polled is not None
    assert polled.stored == 1
    assert await polls.poll(feed.id) is None
    assert await polls.sweep() == 0


async def test_who_makes_a_feed_due_need_not_wait_for_the_next_sweep(room: Newsroom) -> None:
    runner, call = LocalRunner(room.clock), asyncio.Event()
    await room.subscribe()
    listening = asyncio.create_task(PollJobs(room.database, room.polling, runner, room.clock).listen(call))
    call.set()
    async with asyncio.timeout(20):
        while not runner.waiting:
            await room.titles()
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)
    assert [one.job.task for one in runner.waiting] == ["feeds.poll"]


@on_postgres[0]
@on_postgres[1]
async def test_two_workers_poll_each_feed_once_and_a_host_by_few(postgres_url: str) -> None:
    web = Counting()
    async with newsroom(postgres_url, web) as room:
        urls = [f"https://{host}.example/{number}" for host in ("one", "two") for number in range(OF_EACH)]
        web.pages.update({url: rss(story(number)) for number, url in enumerate(urls)})
        await room.feeds.add_list([Subscription("", url) for url in urls], 3)
        workers = [asyncio.create_task(_worker(room, web, postgres_url)) for _ in range(2)]
        async with asyncio.timeout(20):
            while len(await room.titles()) < len(urls):
                pass
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
    assert Counter(url for url, _, _ in web.asked) == Counter(urls)
    assert {web.most[url] for url in urls} == {1}
    assert max(web.most[f"{host}.example"] for host in ("one", "two")) <= EACH


async def _worker(room: Newsroom, web: FakeWeb, url: str) -> None:
    polling = Polling(room.database, room.articles, FeedSources(web, Here()), room.clock, Random(0))
    polls = PollJobs(room.database, polling, Stored(), room.clock)
    await SharedRunner(url, lambda: datetime.now(UTC)).run(feed_tasks(polls))
