"""The poller: what is due is polled, side by side, and no feed stops another."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.errors import Unreachable
from bot.jobs.polling import AT_ONCE, LOOK_AGAIN, Poller
from bot.services.leases import EACH, Leases
from bot.services.pacing import TELL_AFTER
from bot.sources.answer import Fetched
from bot.sources.opml import Subscription
from tests.fixtures.newsroom import Newsroom, newsroom
from tests.fixtures.web import FEED, FakeWeb, rss, story


class Night:
    """A sleeper that tells how long it was asked to sleep, and wakes when it is told to."""

    def __init__(self) -> None:
        self.asked: asyncio.Queue[float] = asyncio.Queue()
        self.over = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        self.asked.put_nowait(seconds)
        await self.over.wait()
        self.over.clear()


class Crowded(FakeWeb):
    """Lets nobody go before so many are there, and remembers the most that were there at once."""

    def __init__(self, many: int) -> None:
        super().__init__()
        self.most = self.here = 0
        self.full = asyncio.Barrier(many)

    async def get(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, obey_robots: bool = False
    ) -> Fetched:
        self.here += 1
        self.most = max(self.most, self.here)
        await self.full.wait()
        self.here -= 1
        return await super().get(url, etag=etag, last_modified=last_modified, obey_robots=obey_robots)


class SlowHost(FakeWeb):
    """One host of which answers come only once they may, and the most that were asked for at once."""

    name = "slow.example"

    def __init__(self) -> None:
        super().__init__()
        self.most = self.here = 0
        self.go = asyncio.Event()

    async def get(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, obey_robots: bool = False
    ) -> Fetched:
        if self.name in url:
            self.here += 1
            self.most = max(self.most, self.here)
            await self.go.wait()
            self.here -= 1
        return await super().get(url, etag=etag, last_modified=last_modified, obey_robots=obey_robots)


@pytest.fixture
async def room(sqlite_url: str) -> AsyncIterator[Newsroom]:
    async with newsroom(sqlite_url) as opened:
        yield opened


def poller(room: Newsroom, night: Night | None = None) -> Poller:
    return Poller(room.polling, room.clock, room.due, (night or Night()).sleep)


async def imported(room: Newsroom, count: int, web: FakeWeb | None = None) -> None:
    urls = [f"https://gazette{number}.example/feed" for number in range(count)]
    (web or room.web).pages.update({url: rss(story(number)) for number, url in enumerate(urls)})
    await room.feeds.add_list([Subscription("", url) for url in urls], 3)


async def test_what_is_due_is_polled_in_one_cycle(room: Newsroom) -> None:
    await imported(room, 30)
    assert await poller(room).cycle() == 30
    assert len(await room.titles()) == 30
    assert await poller(room).cycle() == 0


async def test_one_bad_feed_stops_no_other(room: Newsroom) -> None:
    await imported(room, 12)
    troubles: list[bytes | Exception] = [Unreachable(reason="dns", host="x"), ZeroDivisionError(), b"\x00", b""]
    for number, trouble in enumerate(troubles):
        room.web.pages[f"https://gazette{number}.example/feed"] = trouble
    assert await poller(room).cycle() == 12
    assert len(await room.titles()) == 8
    async with room.database.read() as unit:
        assert await unit.feeds.counts() == {"active": 8, "failing": 4}


async def test_so_many_are_polled_side_by_side_and_no_more(sqlite_url: str) -> None:
    web = Crowded(AT_ONCE)
    async with newsroom(sqlite_url, web) as room:
        await imported(room, 3 * AT_ONCE, web)
        await poller(room).cycle()
    assert web.most == AT_ONCE


async def test_it_sleeps_until_a_feed_is_due_and_wakes_at_once_for_a_new_one(room: Newsroom) -> None:
    night = Night()
    running = asyncio.create_task(poller(room, night).run())
    assert await night.asked.get() == LOOK_AGAIN
    room.web.pages[FEED] = rss(story(1))
    feed = await room.subscribe()
    while not (await room.now(feed)).primed:
        await night.asked.get()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert await room.titles() == ["Envoys meet for round 1"]


async def test_it_polls_again_when_the_time_has_come(room: Newsroom) -> None:
    room.web.pages[FEED] = rss(story(1))
    feed = await room.subscribe()
    await room.poll(feed)
    room.due.clear()
    due = (await room.now(feed)).next_poll
    room.clock.now = due
    room.clock.forward(seconds=-20)
    night = Night()
    running = asyncio.create_task(poller(room, night).run())
    assert await night.asked.get() == pytest.approx(20)
    room.web.pages[FEED] = rss(story(2), story(1))
    room.clock.now = due
    night.over.set()
    while (await room.now(feed)).next_poll == due:
        await night.asked.get()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert len(await room.titles()) == 2


async def test_at_the_end_of_the_program_feeds_are_given_back(room: Newsroom) -> None:
    room.web.stuck = asyncio.Event()
    await imported(room, 3)
    running = asyncio.create_task(poller(room).run())
    await room.web.stuck.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    async with room.database.read() as unit:
        assert [(feed.leased, feed.failures) for feed in await unit.feeds.page()] == [(None, 0)] * 3


async def test_a_notice_is_owed_in_the_transaction_of_what_it_reports(room: Newsroom) -> None:
    room.web.pages[FEED] = rss(story(1))
    feed = await room.subscribe()
    work = poller(room)
    await work.cycle()
    room.web.pages[FEED] = Unreachable(reason="dns", host="gazette.example")
    for _ in range(TELL_AFTER + 1):
        room.clock.now = (await room.now(feed)).next_poll
        await work.cycle()
    owed = [(one.key, one.values["failures"], one.trouble and one.trouble.key) for one in await room.notices()]
    assert owed == [("feed.notice.failing", TELL_AFTER, "error.fetch.dns")]
    assert (await room.now(feed)).failures == TELL_AFTER + 1


async def test_a_slow_host_leaves_room_for_other_feeds(sqlite_url: str) -> None:
    web = SlowHost()
    async with newsroom(sqlite_url, web) as room:
        slow = [f"https://{SlowHost.name}/{number}" for number in range(2 * AT_ONCE)]
        quick = [f"https://quick{number}.example/feed" for number in range(AT_ONCE)]
        web.pages.update({url: rss(story(number)) for number, url in enumerate([*slow, *quick])})
        await room.feeds.add_list([Subscription("", url) for url in [*slow, *quick]], 3)
        cycle = asyncio.create_task(poller(room).cycle())
        while len(await room.titles()) < len(quick):
            continue
        assert (web.most, cycle.done()) == (EACH, False)
        web.go.set()
        assert await cycle == len(slow) + len(quick)
    assert web.most == EACH


async def test_what_a_killed_program_was_polling_is_polled_at_its_next_start(room: Newsroom) -> None:
    await imported(room, 3)
    killed, another = (Leases(room.database, room.clock, owner) for owner in ("mine", "other"))
    assert len(await killed.claim(2, {})) == 2
    assert len(await another.claim(1, {})) == 1
    room.polling.leases = Leases(room.database, room.clock, "mine")
    work = poller(room)
    assert await work.cycle() == 0
    await work.recover()
    assert await work.cycle() == 2
