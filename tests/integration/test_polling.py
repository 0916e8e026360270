"""What becomes of a feed's entries, and of a feed that fails."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.errors import BadStatus, TooSlow, Unreachable
from bot.services.pacing import FIRST, JITTER, LONGEST, PAUSE_AFTER, SHORTEST, TELL_AFTER
from bot.services.polling import LEASE, LONGEST_READING, MOST_ENTRIES, PAGE_FAILURES
from storage.records import FeedRecord
from tests.fixtures.newsroom import Newsroom, newsroom
from tests.fixtures.web import FEED, Item, page, rss, story

ARTICLE = "Envoys of two coasts met on Monday to talk about lighthouses and the ships that need them. " * 8


@pytest.fixture
async def room(sqlite_url: str) -> AsyncIterator[Newsroom]:
    async with newsroom(sqlite_url) as opened:
        opened.web.pages[FEED] = rss(story(2), story(1))
        yield opened


async def primed(room: Newsroom) -> FeedRecord:
    feed = await room.subscribe()
    await room.poll(feed)
    return feed


async def test_a_backlog_is_stored_oldest_first_and_owed_to_nobody(room: Newsroom) -> None:
    await room.follow("fisheries")
    feed = await room.subscribe()
    polled = await room.poll(feed)
    assert (polled.stored, polled.left, polled.trouble) == (2, 0, None)
    assert await room.titles() == ["Envoys meet for round 1", "Envoys meet for round 2"]
    assert await room.owed() == 0
    assert (await room.now(feed)).primed


async def test_what_comes_later_is_owed_to_followers_once(room: Newsroom) -> None:
    await room.follow("fisheries")
    feed = await primed(room)
    room.web.pages[FEED] = rss(story(3), story(2), story(1))
    assert (await room.poll(feed)).stored == 1
    assert (await room.poll(feed)).stored == 0
    assert await room.owed() == 1
    async with room.database.read() as unit:
        newest = await unit.articles.latest(1)
    assert (newest[0].title, newest[0].outlet) == ("Envoys meet for round 3", "Oslo Gazette")


async def test_an_old_entry_that_turns_up_alerts_nobody(room: Newsroom) -> None:
    await room.follow("fisheries")
    feed = await primed(room)
    long_ago = room.clock() - timedelta(days=30)
    room.web.pages[FEED] = rss(story(3, room.clock()), story(4, long_ago), story(2), story(1))
    assert (await room.poll(feed)).stored == 2
    assert await room.owed() == 1


async def test_a_long_backlog_is_read_in_pieces_and_stays_quiet_to_its_end(room: Newsroom) -> None:
    await room.follow("fisheries")
    room.web.etags[FEED] = '"one"'
    links = [f"https://gazette.example/{number}" for number in range(4)]
    room.web.pages[FEED] = rss(*(Item(f"Fisheries {link[-1]}", f"Envoys met for {link[-1]}.", link) for link in links))
    feed = await room.subscribe()
    room.web.takes = LONGEST_READING * 0.4
    assert (await room.poll(feed)).left == 1
    half = await room.now(feed)
    assert (half.primed, half.etag) == (False, None)
    assert (half.next_poll - room.clock()).total_seconds() == pytest.approx(SHORTEST, rel=JITTER)
    room.web.takes = timedelta(0)
    assert (await room.poll(feed)).stored == 1
    whole = await room.now(feed)
    assert (whole.primed, whole.etag) == (True, '"one"')
    assert len(await room.titles()) == 4
    assert await room.owed() == 0


async def test_a_feed_of_all_that_was_ever_written_is_looked_at_from_the_top(room: Newsroom) -> None:
    room.web.pages[FEED] = rss(*(Item(f"Note {number}", "") for number in range(MOST_ENTRIES + 40)))
    feed = await room.subscribe()
    assert (await room.poll(feed)).left == 0
    async with room.database.read() as unit:
        assert await unit.feeds.entries(feed.id) == MOST_ENTRIES


async def test_an_unchanged_feed_is_asked_for_by_its_etag_and_polled_more_seldom(room: Newsroom) -> None:
    room.web.etags[FEED] = '"one"'
    feed = await primed(room)
    before = await room.now(feed)
    assert (await room.poll(feed)).stored == 0
    after = await room.now(feed)
    assert room.web.asked[-1] == (FEED, '"one"', False)
    assert after.interval > before.interval == FIRST
    assert after.etag == '"one"'
    wait = (after.next_poll - room.clock()).total_seconds()
    assert wait == pytest.approx(after.interval, rel=JITTER)


async def test_the_same_text_from_two_feeds_is_one_article(room: Newsroom) -> None:
    await primed(room)
    room.web.pages["https://other.example/feed"] = rss(story(1), title="Another")
    other = await room.subscribe("https://other.example/feed")
    assert (await room.poll(other)).stored == 0
    assert len(await room.titles()) == 2
    async with room.database.read() as unit:
        assert await unit.feeds.entries(other.id) == 1


async def test_the_whole_article_is_fetched_where_the_feed_gives_a_teaser(room: Newsroom) -> None:
    link = "https://gazette.example/lighthouses"
    room.web.pages[FEED] = rss(Item("A lighthouse treaty", "Envoys met on Monday.", link))
    paragraphs = "".join(f"<p>{ARTICLE} Part {number}.</p>" for number in range(4))
    room.web.pages[link] = (
        f"<html><head><title>x</title></head><body><article>{paragraphs}</article></body></html>".encode()
    )
    await primed(room)
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


async def test_a_page_that_cannot_be_had_leaves_the_teaser(room: Newsroom) -> None:
    items = [
        Item(f"Treaty {number}", f"Envoys met for the {number}. time.", f"https://gazette.example/{number}")
        for number in range(PAGE_FAILURES + 2)
    ]
    room.web.pages[FEED] = rss(*items)
    await primed(room)
    assert len(await room.titles()) == len(items)
    assert sum(robots for *_, robots in room.web.asked) == PAGE_FAILURES


async def test_an_entry_without_a_word_stands_in_nobodys_way(room: Newsroom) -> None:
    room.web.pages[FEED] = rss(Item("Picture of the day", ""), Item("Signs", "… — !"), story(1))
    feed = await room.subscribe()
    polled = await room.poll(feed)
    assert (polled.stored, polled.trouble) == (1, None)
    assert (await room.poll(feed)).left == 0


async def test_failures_back_off_tell_the_admins_once_and_pause_in_the_end(room: Newsroom) -> None:
    feed = await primed(room)
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
    assert await room.polling.claim(10) == []


async def test_a_resumed_feed_starts_anew(room: Newsroom) -> None:
    feed = await primed(room)
    room.web.pages[FEED] = BadStatus(status=410, host="gazette.example")
    polled = await room.poll(feed)
    assert polled.notice is not None
    assert polled.notice.key == "feed.notice.gone"
    assert (await room.now(feed)).state == "paused"
    room.due.clear()
    room.web.pages[FEED] = rss(story(1))
    await room.feeds.resume(await room.now(feed))
    assert room.due.is_set()
    (held,) = await room.polling.claim(10)
    assert (await room.polling.poll(held)).trouble is None
    assert (await room.now(feed)).failures == 0


async def test_retry_after_is_honoured(room: Newsroom) -> None:
    feed = await primed(room)
    room.web.pages[FEED] = BadStatus(status=429, host="gazette.example", retry_after=2 * 86_400.0)
    await room.poll(feed)
    assert (await room.now(feed)).next_poll == room.clock() + timedelta(days=2)


async def test_admins_hear_that_a_feed_answers_again(room: Newsroom) -> None:
    feed = await primed(room)
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
    feed = await primed(room)
    room.web.moved[FEED] = "https://portal.example/login"
    room.web.pages["https://portal.example/login"] = body
    polled = await room.poll(feed)
    assert polled.trouble is not None
    assert polled.trouble.key.startswith("error.feed.")
    assert (await room.now(feed)).url == FEED


async def test_an_error_that_nobody_foresaw_is_the_feeds_own(room: Newsroom) -> None:
    feed = await primed(room)
    room.web.pages[FEED] = ZeroDivisionError("odd")
    polled = await room.poll(feed)
    assert polled.trouble is not None
    assert polled.trouble.key == "error.feed.odd"
    assert (await room.now(feed)).leased is None


async def test_a_feed_that_moved_for_good_is_followed(room: Newsroom) -> None:
    feed = await primed(room)
    room.web.moved[FEED] = "https://gazette.example/new"
    room.web.pages["https://gazette.example/new"] = rss(story(3), story(2), story(1))
    assert (await room.poll(feed)).stored == 1
    assert (await room.now(feed)).url == "https://gazette.example/new"


async def test_a_feed_that_moved_to_another_becomes_it(room: Newsroom) -> None:
    feed = await primed(room)
    room.web.pages["https://gazette.example/new"] = rss(story(1))
    other = await room.subscribe("https://gazette.example/new")
    room.web.moved[FEED] = "https://gazette.example/new"
    await room.poll(feed)
    found = await room.feeds.page(0, 10)
    assert [one.id for one in found.feeds] == [other.id]
    assert (await room.poll(other)).stored == 0


async def test_a_feed_removed_while_it_is_polled_brings_nothing_back(room: Newsroom) -> None:
    feed = await primed(room)
    held = await room.polling.claim_one(feed.id)
    assert held is not None
    await room.feeds.remove(feed)
    room.web.pages[FEED] = rss(story(3), story(2), story(1))
    assert (await room.polling.poll(held)).lost
    assert (await room.feeds.page(0, 10)).feeds == ()


async def test_a_poller_that_lost_its_lease_writes_nothing(room: Newsroom) -> None:
    feed = await room.subscribe()
    (late,) = await room.polling.claim(10)
    room.clock.forward(seconds=LEASE.total_seconds())
    (held,) = await room.polling.claim(10)
    assert (await room.polling.poll(late)).lost
    assert (await room.now(feed)).leased == held.leased
    assert (await room.polling.poll(held)).trouble is None


async def test_a_cancelled_poll_gives_the_feed_back(room: Newsroom) -> None:
    feed = await primed(room)
    held = await room.polling.claim_one(feed.id)
    assert held is not None
    room.web.stuck = asyncio.Event()
    task = asyncio.create_task(room.polling.poll(held))
    await room.web.stuck.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    after = await room.now(feed)
    assert (after.leased, after.failures) == (None, 0)


async def test_discovery_finds_the_feed_behind_a_page(room: Newsroom) -> None:
    room.web.pages["https://gazette.example/"] = page("/missing", "/feed", "https://gazette.example/sport")
    added = await room.feeds.add("gazette.example", 3)
    assert (added.feed.url, added.is_new, added.entries) == (FEED, True, 2)
    assert added.others == ("https://gazette.example/sport",)
    assert not (await room.feeds.add("https://gazette.example/feed", 3)).is_new


async def test_an_entry_that_was_changed_is_a_new_version(room: Newsroom) -> None:
    feed = await primed(room)
    first = story(1)
    changed = Item(first.title, first.text.replace("left by", "came by", 1))
    room.web.pages[FEED] = rss(story(2), changed)
    assert (await room.poll(feed)).stored == 1
    assert (await room.poll(feed)).stored == 0
    async with room.database.read() as unit:
        newest, _, oldest = await unit.articles.latest(3)
        assert await unit.stories.versions(newest.id) == [oldest.id, newest.id]
