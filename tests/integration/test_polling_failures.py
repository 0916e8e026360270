"""What becomes of a feed that fails, and who hears of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.errors import BadStatus, TooSlow, Unreachable
from bot.services.pacing import FIRST, JITTER, LONGEST, PAUSE_AFTER, TELL_AFTER
from tests.fixtures.newsroom import Newsroom, newsroom
from tests.fixtures.web import FEED, rss, story


@pytest.fixture
async def room(sqlite_url: str) -> AsyncIterator[Newsroom]:
    async with newsroom(sqlite_url) as opened:
        opened.web.pages[FEED] = rss(story(2), story(1))
        yield opened


async def test_failures_back_off_tell_the_admins_once_and_pause_in_the_end(room: Newsroom) -> None:
    feed = await room.primed()
    room.web.pages[FEED] = Unreachable(reason="dns", host="gazette.example")
    notices, waits = [], []
    for _ in range(PAUSE_AFTER):
        polled = await room.poll(feed)
        after = await room.now(feed)
        waits.append((after.next_poll - room.clock()).total_seconds())
        notices += [(after.failures, polled.notice.key)] if polled.notice else []
    assert notices == [(TELL_AFTER, "feed.notice.failing"), (PAUSE_AFTER, "feed.notice.paused")]
    assert waits[0] == pytest.approx(2 * FIRST, rel=JITTER)
    assert waits[-1] == pytest.approx(LONGEST, rel=JITTER)
    assert after.state == "paused"
    room.clock.forward(days=30)
    assert await room.polling.leases.claim(10, {}) == []


async def test_a_resumed_feed_starts_anew(room: Newsroom) -> None:
    feed = await room.primed()
    room.web.pages[FEED] = BadStatus(status=410, host="gazette.example")
    polled = await room.poll(feed)
    assert polled.notice is not None
    assert polled.notice.key == "feed.notice.gone"
    assert (await room.now(feed)).state == "paused"
    room.due.clear()
    room.web.pages[FEED] = rss(story(1))
    await room.feeds.resume(await room.now(feed))
    assert room.due.is_set()
    (held,) = await room.polling.leases.claim(10, {})
    assert (await room.polling.poll(held)).trouble is None
    assert (await room.now(feed)).failures == 0


async def test_retry_after_is_honoured(room: Newsroom) -> None:
    feed = await room.primed()
    room.web.pages[FEED] = BadStatus(status=429, host="gazette.example", retry_after=2 * 86_400.0)
    await room.poll(feed)
    assert (await room.now(feed)).next_poll == room.clock() + timedelta(days=2)


async def test_admins_hear_that_a_feed_answers_again(room: Newsroom) -> None:
    feed = await room.primed()
    room.web.pages[FEED] = TooSlow(limit=30, host="gazette.example")
    for _ in range(TELL_AFTER):
        await room.poll(feed)
    assert (await room.now(feed)).state == "failing"
    room.web.pages[FEED] = rss(story(1))
    polled = await room.poll(feed)
    assert polled.notice is not None
    assert polled.notice.key == "feed.notice.well"
    assert (await room.now(feed)).state == "active"


@pytest.mark.parametrize("body", [b"<html><body><h1>Sorry</h1></body></html>", b"", b"\x00\xff" * 50, b"<rss"])
async def test_a_body_that_is_no_feed_is_a_failure_and_moves_nothing(room: Newsroom, body: bytes) -> None:
    feed = await room.primed()
    room.web.moved[FEED] = "https://portal.example/login"
    room.web.pages["https://portal.example/login"] = body
    polled = await room.poll(feed)
    assert polled.trouble is not None
    assert polled.trouble.key.startswith("error.feed.")
    assert (await room.now(feed)).url == FEED


async def test_an_error_that_nobody_foresaw_is_the_feeds_own(room: Newsroom) -> None:
    feed = await room.primed()
    room.web.pages[FEED] = ZeroDivisionError("odd")
    polled = await room.poll(feed)
    assert polled.trouble is not None
    assert polled.trouble.key == "error.feed.odd"
    assert (await room.now(feed)).leased is None
