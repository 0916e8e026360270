"""What becomes of a feed's entries, and of a feed that fails."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.services.entries import LONGEST_READING
from bot.services.pacing import FIRST, JITTER, SHORTEST
from bot.services.polling import MOST_ENTRIES
from tests.fixtures.newsroom import Newsroom, newsroom
from tests.fixtures.web import FEED, Item, rss, story

ARTICLE = "Envoys of two coasts met on Monday to talk about lighthouses and the ships that need them. " * 8


@pytest.fixture
async def room(sqlite_url: str) -> AsyncIterator[Newsroom]:
    async with newsroom(sqlite_url) as opened:
        opened.web.pages[FEED] = rss(story(2), story(1))
        yield opened


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
    feed = await room.primed()
    room.web.pages[FEED] = rss(story(3), story(2), story(1))
    assert (await room.poll(feed)).stored == 1
    assert (await room.poll(feed)).stored == 0
    assert await room.owed() == 1
    async with room.database.read() as unit:
        newest = await unit.articles.latest(1)
    assert (newest[0].title, newest[0].outlet) == ("Envoys meet for round 3", "Oslo Gazette")


async def test_an_old_entry_that_turns_up_alerts_nobody(room: Newsroom) -> None:
    await room.follow("fisheries")
    feed = await room.primed()
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
        assert await unit.entries.count(feed.id) == MOST_ENTRIES


async def test_an_unchanged_feed_is_asked_for_by_its_etag_and_polled_more_seldom(room: Newsroom) -> None:
    room.web.etags[FEED] = '"one"'
    feed = await room.primed()
    before = await room.now(feed)
    assert (await room.poll(feed)).stored == 0
    after = await room.now(feed)
    assert room.web.asked[-1] == (FEED, '"one"', False)
    assert after.interval > before.interval == FIRST
    assert after.etag == '"one"'
    wait = (after.next_poll - room.clock()).total_seconds()
    assert wait == pytest.approx(after.interval, rel=JITTER)


async def test_the_same_text_from_two_feeds_is_one_article(room: Newsroom) -> None:
    await room.primed()
    room.web.pages["https://other.example/feed"] = rss(story(1), title="Another")
    other = await room.subscribe("https://other.example/feed")
    assert (await room.poll(other)).stored == 0
    assert len(await room.titles()) == 2
    async with room.database.read() as unit:
        assert await unit.entries.count(other.id) == 1


async def test_an_entry_without_a_word_stands_in_nobodys_way(room: Newsroom) -> None:
    room.web.pages[FEED] = rss(Item("Picture of the day", ""), Item("Signs", "… — !"), story(1))
    feed = await room.subscribe()
    polled = await room.poll(feed)
    assert (polled.stored, polled.trouble) == (1, None)
    assert (await room.poll(feed)).left == 0


async def test_an_entry_that_was_changed_is_a_new_version(room: Newsroom) -> None:
    feed = await room.primed()
    first = story(1)
    changed = Item(first.title, first.text.replace("left by", "came by", 1))
    room.web.pages[FEED] = rss(story(2), changed)
    assert (await room.poll(feed)).stored == 1
    assert (await room.poll(feed)).stored == 0
    async with room.database.read() as unit:
        newest, _, oldest = await unit.articles.latest(3)
        assert await unit.stories.versions(newest.id) == [oldest.id, newest.id]
