"""Feeds that move, and feeds behind a page."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.fixtures.newsroom import Newsroom, newsroom
from tests.fixtures.web import FEED, page, rss, story


@pytest.fixture
async def room(sqlite_url: str) -> AsyncIterator[Newsroom]:
    async with newsroom(sqlite_url) as opened:
        opened.web.pages[FEED] = rss(story(2), story(1))
        yield opened


async def test_a_feed_that_moved_for_good_is_followed(room: Newsroom) -> None:
    feed = await room.primed()
    room.web.moved[FEED] = "https://gazette.example/new"
    room.web.pages["https://gazette.example/new"] = rss(story(3), story(2), story(1))
    assert (await room.poll(feed)).stored == 1
    assert (await room.now(feed)).url == "https://gazette.example/new"


async def test_a_feed_that_moved_to_another_becomes_it(room: Newsroom) -> None:
    feed = await room.primed()
    room.web.pages["https://gazette.example/new"] = rss(story(1))
    other = await room.subscribe("https://gazette.example/new")
    room.web.moved[FEED] = "https://gazette.example/new"
    await room.poll(feed)
    found = await room.feeds.page(0, 10)
    assert [one.id for one in found.feeds] == [other.id]
    assert (await room.poll(other)).stored == 0


async def test_discovery_finds_the_feed_behind_a_page(room: Newsroom) -> None:
    room.web.pages["https://gazette.example/"] = page("/missing", "/feed", "https://gazette.example/sport")
    added = await room.feeds.add("gazette.example", 3)
    assert (added.feed.url, added.is_new, added.entries) == (FEED, True, 2)
    assert added.others == ("https://gazette.example/sport",)
    assert not (await room.feeds.add("https://gazette.example/feed", 3)).is_new
