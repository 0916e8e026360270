"""Feeds over the real fetcher, from a real server of the test's own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.errors import ForbiddenAddress, NoFeedFound
from tests.fixtures.newsroom import Newsroom, newsroom
from tests.fixtures.site import Site, answer_of, fetching, redirect, running
from tests.fixtures.web import Item, page, rss, story


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with running() as opened:
        yield opened


@pytest.fixture
async def room(site: Site, sqlite_url: str) -> AsyncIterator[Newsroom]:
    async with fetching(site) as fetcher, newsroom(sqlite_url, fetcher) as opened:
        yield opened


async def test_an_unchanged_feed_costs_no_body(room: Newsroom, site: Site) -> None:
    day = "Mon, 04 May 2026 10:00:00 GMT"
    site.answers["/feed"] = answer_of(200, rss(story(1)), ETag='"one"', Last_Modified=day)
    feed = await room.subscribe(site.url("/feed"))
    await room.poll(feed)
    site.answers["/feed"] = answer_of(304, ETag='"one"', Last_Modified=day)
    polled = await room.poll(feed)
    assert (polled.stored, polled.trouble) == (0, None)
    _, headers = site.requests[-1]
    assert headers["if-none-match"] == '"one"'
    assert headers["if-modified-since"] == day


async def test_only_a_lasting_redirect_changes_the_address(room: Newsroom, site: Site) -> None:
    site.answers["/feed"] = site.answers["/new"] = answer_of(200, rss(story(1)))
    feed = await room.subscribe(site.url("/feed"))
    site.answers["/feed"] = redirect(302, "/new")
    await room.poll(feed)
    assert (await room.now(feed)).url == site.url("/feed")
    site.answers["/feed"] = redirect(301, "/new")
    await room.poll(feed)
    assert (await room.now(feed)).url == site.url("/new")


async def test_a_feed_that_leads_inside_is_a_failure(room: Newsroom, site: Site) -> None:
    site.answers["/feed"] = answer_of(200, rss(story(1)))
    feed = await room.subscribe(site.url("/feed"))
    async with running({"/secret": answer_of(200, rss(story(2)))}) as inside:
        site.answers["/feed"] = redirect(301, inside.url("/secret"))
        polled = await room.poll(feed)
        assert inside.connections == 0
    assert polled.trouble is not None
    assert polled.trouble.key == ForbiddenAddress.key
    assert (await room.now(feed)).url == site.url("/feed")


@pytest.mark.parametrize("status", [429, 503])
async def test_a_server_in_need_is_left_alone(room: Newsroom, site: Site, status: int) -> None:
    site.answers["/feed"] = answer_of(200, rss(story(1)))
    feed = await room.subscribe(site.url("/feed"))
    site.answers["/feed"] = answer_of(status, Retry_After="200000")
    await room.poll(feed)
    assert (await room.now(feed)).next_poll == room.clock() + timedelta(seconds=200_000)


async def test_pages_that_robots_may_not_read_leave_the_teaser(room: Newsroom, site: Site) -> None:
    site.answers["/robots.txt"] = answer_of(200, b"User-agent: *\nDisallow: /news/", Content_Type="text/plain")
    item = Item("A lighthouse treaty", "Envoys met on Monday.", site.url("/news/1"))
    site.answers["/feed"] = answer_of(200, rss(item))
    await room.poll(await room.subscribe(site.url("/feed")))
    assert (await room.articles.newest()).text == "Envoys met on Monday."
    assert "/news/1" not in site.paths


async def test_a_page_without_a_feed_says_so(room: Newsroom, site: Site) -> None:
    site.answers["/"] = answer_of(200, page("/gone", "/html"), Content_Type="text/html")
    site.answers["/html"] = answer_of(200, page(), Content_Type="text/html")
    with pytest.raises(NoFeedFound):
        await room.feeds.add(site.url(), 3)
    assert site.paths == ["/", "/gone", "/html"]


async def test_a_connection_that_breaks_is_the_feeds_failure(room: Newsroom, site: Site) -> None:
    site.answers["/feed"] = answer_of(200, rss(story(1)))
    feed = await room.subscribe(site.url("/feed"))

    async def hang_up(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n<rss")

    site.answers["/feed"] = hang_up
    polled = await room.poll(feed)
    assert polled.trouble is not None
    assert (await room.now(feed)).state == "failing"


async def test_dates_of_a_feed_come_along(room: Newsroom, site: Site) -> None:
    day = room.clock().replace(microsecond=0) - timedelta(days=1)
    site.answers["/feed"] = answer_of(200, rss(story(1, day)))
    await room.poll(await room.subscribe(site.url("/feed")))
    assert (await room.articles.newest()).published == day
