"""A feed belongs to one poller at a time, whatever becomes of it or of the poller."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.services.leases import LEASE, Leases
from tests.fixtures.newsroom import Newsroom, newsroom
from tests.fixtures.web import FEED, rss, story


@pytest.fixture
async def room(sqlite_url: str) -> AsyncIterator[Newsroom]:
    async with newsroom(sqlite_url) as opened:
        opened.web.pages[FEED] = rss(story(2), story(1))
        yield opened


async def test_a_feed_removed_while_it_is_polled_brings_nothing_back(room: Newsroom) -> None:
    feed = await room.primed()
    held = await room.polling.leases.claim_one(feed.id)
    assert held is not None
    await room.feeds.remove(feed)
    room.web.pages[FEED] = rss(story(3), story(2), story(1))
    assert (await room.polling.poll(held)).lost
    assert (await room.feeds.page(0, 10)).feeds == ()


async def test_a_poller_that_lost_its_lease_writes_nothing(room: Newsroom) -> None:
    feed = await room.subscribe()
    (late,) = await room.polling.leases.claim(10, {})
    room.clock.forward(seconds=LEASE.total_seconds())
    (held,) = await room.polling.leases.claim(10, {})
    assert (await room.polling.poll(late)).lost
    assert (await room.now(feed)).leased == held.leased
    assert (await room.polling.poll(held)).trouble is None


async def test_a_cancelled_poll_gives_the_feed_back(room: Newsroom) -> None:
    feed = await room.primed()
    held = await room.polling.leases.claim_one(feed.id)
    assert held is not None
    room.web.stuck = asyncio.Event()
    task = asyncio.create_task(room.polling.poll(held))
    await room.web.stuck.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    after = await room.now(feed)
    assert (after.leased, after.failures) == (None, 0)


async def test_a_lease_is_kept_up_while_the_poll_lasts(room: Newsroom) -> None:
    rests: asyncio.Queue[asyncio.Event] = asyncio.Queue()

    async def sleep(_: float) -> None:
        rest = asyncio.Event()
        rests.put_nowait(rest)
        await rest.wait()

    await room.subscribe()
    leases = Leases(room.database, room.clock, sleep=sleep)
    (held,) = await leases.claim(1, {})
    async with leases.kept_up(held):
        for _ in range(3):
            rest = await rests.get()
            room.clock.now += LEASE / 2
            rest.set()
        await rests.get()
        assert await Leases(room.database, room.clock).claim(1, {}) == []
    room.clock.now += LEASE
    assert len(await Leases(room.database, room.clock).claim(1, {})) == 1
