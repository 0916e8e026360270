"""Where a feed gives a teaser only, its page is asked for, and asked for again."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.errors import BadStatus, RobotsForbid, TooSlow
from bot.services.entries import PAGE_FAILURES
from bot.services.teasers import WAITS
from storage.records import FeedRecord
from tests.fixtures.newsroom import Newsroom, newsroom
from tests.fixtures.web import FEED, Item, rss, story

ARTICLE = "Envoys of two coasts met on Monday to talk about lighthouses and the ships that need them. " * 8
LINK = "https://gazette.example/lighthouses"
WHOLE = (
    f"<html><head><title>x</title></head><body><article><p>{ARTICLE}</p><p>{ARTICLE} End.</p></article></body></html>"
)


@pytest.fixture
async def room(sqlite_url: str) -> AsyncIterator[Newsroom]:
    async with newsroom(sqlite_url) as opened:
        opened.web.pages[FEED] = rss(story(2), story(1))
        yield opened


async def test_the_whole_article_is_fetched_where_the_feed_gives_a_teaser(room: Newsroom) -> None:
    link = "https://gazette.example/lighthouses"
    room.web.pages[FEED] = rss(Item("A lighthouse treaty", "Envoys met on Monday.", link))
    paragraphs = "".join(f"<p>{ARTICLE} Part {number}.</p>" for number in range(4))
    room.web.pages[link] = (
        f"<html><head><title>x</title></head><body><article>{paragraphs}</article></body></html>".encode()
    )
    await room.primed()
    assert (link, None, True) in room.web.asked
    opened = await room.articles.newest()
    assert opened.title == "A lighthouse treaty"
    assert opened.link == link
    assert "lighthouses and the ships" in opened.text
    assert "Part 3." in opened.text


async def test_a_feed_may_be_told_to_fetch_no_pages(room: Newsroom) -> None:
    link = "https://gazette.example/lighthouses"
    room.web.pages[FEED] = rss(Item("A lighthouse treaty", "Envoys met on Monday.", link))
    feed = await room.subscribe()
    await room.feeds.read_whole(feed, whole=False)
    await room.poll(feed)
    assert link not in [url for url, *_ in room.web.asked]
    assert (await room.articles.newest()).text == "Envoys met on Monday."


async def with_teaser(room: Newsroom, answer: bytes | Exception) -> FeedRecord:
    """A feed that was polled once, and then lists an article of which it gives a teaser only."""
    feed = await room.primed()
    room.web.pages[FEED] = rss(Item("A lighthouse treaty", "Envoys met on Monday.", LINK), story(2), story(1))
    room.web.pages[LINK] = answer
    await room.poll(feed)
    return feed


async def test_a_page_that_fails_is_asked_for_again_and_then_alerts(room: Newsroom) -> None:
    await room.follow("lighthouses")
    feed = await with_teaser(room, BadStatus(status=503, host="gazette.example"))
    assert len(await room.titles()) == 2
    assert (await room.now(feed)).next_poll == room.clock() + WAITS[0]
    # The entry is no longer in the feed when its page can be had.
    room.web.pages |= {FEED: rss(story(2)), LINK: WHOLE.encode()}
    room.clock.now += WAITS[0]
    assert (await room.poll(feed)).stored == 1
    opened = await room.articles.newest()
    assert "End." in opened.text
    assert (opened.title, opened.outlet, await room.owed()) == ("A lighthouse treaty", "Oslo Gazette", 1)
    assert await room.trouble(opened.article_id) is None


async def test_after_the_last_attempt_the_teaser_is_kept_and_says_why(room: Newsroom) -> None:
    feed = await with_teaser(room, TooSlow(limit=30, host="gazette.example"))
    for wait in WAITS:
        assert len(await room.titles()) == 2
        room.clock.now += wait
        await room.poll(feed)
    opened = await room.articles.newest()
    assert opened.text == "Envoys met on Monday."
    assert await room.trouble(opened.article_id) == "error.fetch.slow"
    room.clock.forward(days=1)
    await room.poll(feed)
    assert [url for url, *_ in room.web.asked].count(LINK) == 1 + len(WAITS)


@pytest.mark.parametrize("error", [RobotsForbid(host="x"), BadStatus(status=404, host="x"), b"<html></html>"])
async def test_what_will_be_the_same_in_an_hour_is_not_asked_for_again(
    room: Newsroom, error: bytes | Exception
) -> None:
    feed = await with_teaser(room, error)
    opened = await room.articles.newest()
    assert opened.text == "Envoys met on Monday."
    assert await room.trouble(opened.article_id) is not None
    room.clock.forward(days=1)
    await room.poll(feed)
    assert [url for url, *_ in room.web.asked].count(LINK) == 1


async def test_an_entry_of_the_backlog_that_has_waited_for_its_page_stays_quiet(room: Newsroom) -> None:
    await room.follow("lighthouses")
    room.web.pages |= {FEED: rss(Item("A lighthouse treaty", "Envoys met.", LINK)), LINK: TooSlow(limit=30, host="x")}
    feed = await room.primed()
    room.web.pages[LINK] = WHOLE.encode()
    room.clock.now += WAITS[0]
    assert (await room.poll(feed)).stored == 1
    assert await room.owed() == 0


async def test_after_some_failures_no_more_pages_are_asked_for_in_a_poll(room: Newsroom) -> None:
    links = [f"https://gazette.example/{number}" for number in range(PAGE_FAILURES + 2)]
    room.web.pages = {link: BadStatus(status=500, host="gazette.example") for link in links}
    room.web.pages[FEED] = rss(*(Item(f"Treaty {link[-1]}", f"Envoys met for {link[-1]}.", link) for link in links))
    feed = await room.primed()
    assert sum(robots for *_, robots in room.web.asked) == PAGE_FAILURES
    assert await room.titles() == []
    for wait in WAITS:
        room.clock.now += wait
        await room.poll(feed)
    assert len(await room.titles()) == len(links)


async def test_a_correction_whose_page_fails_leaves_the_whole_article(room: Newsroom) -> None:
    feed = await with_teaser(room, WHOLE.encode())
    before = await room.articles.newest()
    changed = Item("A lighthouse treaty", "Envoys met on Tuesday.", LINK)
    room.web.pages |= {FEED: rss(changed, story(2), story(1)), LINK: BadStatus(status=404, host="gazette.example")}
    assert (await room.poll(feed)).stored == 0
    assert (await room.articles.newest()).text == before.text
