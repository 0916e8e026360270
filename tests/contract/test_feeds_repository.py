"""What the feeds repository promises, on each database."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

from storage.engine import Database
from storage.records import FeedRecord, FeedSuccess, NewFeed
from storage.unit import Unit
from tests.fixtures.ledger import NOW, SECOND, add_article

LEASE = timedelta(minutes=10)
UNTIL = NOW + LEASE
HOUR = timedelta(hours=1)
GOOD = FeedSuccess(interval=600, next_poll=NOW + HOUR, etag='"a"', last_modified="Mon", primed=True)


def new_feed(url: str = "https://example.org/feed", **more: object) -> NewFeed:
    return replace(NewFeed(url, "Oslo Gazette", 1800, NOW, 3), **more)  # type: ignore[arg-type]


async def add(unit: Unit, url: str = "https://example.org/feed", **more: object) -> FeedRecord:
    feed, _ = await unit.feeds.add(new_feed(url, **more), now=NOW)
    return feed


async def claim(unit: Unit, limit: int = 10) -> list[FeedRecord]:
    return await unit.feeds.claim(limit, until=UNTIL, now=NOW)


async def test_an_address_is_stored_once(database: Database) -> None:
    async with database.write() as unit:
        feed, is_new = await unit.feeds.add(new_feed(site="https://example.org/", outlet="Gazette"), now=NOW)
        again, is_new_again = await unit.feeds.add(new_feed(title="Another name"), now=NOW)
    assert (is_new, is_new_again) == (True, False)
    assert again == feed
    assert (feed.state, feed.primed, feed.whole_article, feed.failures) == ("active", False, True, 0)
    assert (feed.created, feed.created_by, feed.interval, feed.outlet) == (NOW, 3, 1800, "Gazette")


async def test_due_feeds_are_claimed_longest_due_first_and_once(database: Database) -> None:
    async with database.write() as unit:
        for number in range(4):
            await add(unit, f"https://example.org/{number}", next_poll=NOW - number * SECOND)
        await add(unit, "https://example.org/later", next_poll=NOW + SECOND)
        first, second = await claim(unit, 3), await claim(unit, 3)
    assert [feed.url[-1] for feed in first] == ["3", "2", "1"]
    assert [feed.url[-1] for feed in second] == ["0"]
    assert first[0].leased == UNTIL


async def test_pollers_side_by_side_share_the_feeds(database: Database) -> None:
    async with database.write() as unit:
        for number in range(40):
            await add(unit, f"https://example.org/{number}")

    async def poller() -> list[int]:
        mine: list[int] = []
        while True:
            async with database.write() as unit:
                taken = await claim(unit, 3)
            if not taken:
                return mine
            mine += [feed.id for feed in taken]

    shares = await asyncio.gather(*(poller() for _ in range(4)))
    taken = [feed for share in shares for feed in share]
    assert len(taken) == 40
    assert len(set(taken)) == 40


async def test_a_poller_that_died_holds_nothing_for_ever(database: Database) -> None:
    async with database.write() as unit:
        await add(unit)
        (lost,) = await claim(unit)
        assert await unit.feeds.next_due() == UNTIL
        (held,) = await unit.feeds.claim(1, until=UNTIL + LEASE, now=UNTIL)
        assert not await unit.feeds.holds(lost)
        assert await unit.feeds.holds(held)
        assert not await unit.feeds.succeeded(lost, GOOD, now=NOW)
        assert not await unit.feeds.failed(lost, error="x", next_poll=NOW, pause=False)
        await unit.feeds.release(lost)
        assert await unit.feeds.holds(held)
        await unit.feeds.release(held)
        assert len(await claim(unit)) == 1


async def test_paused_feeds_are_not_claimed_unless_asked_for(database: Database) -> None:
    async with database.write() as unit:
        feed = await add(unit)
        assert await unit.feeds.pause(feed.id)
        assert not await unit.feeds.pause(404)
        assert await claim(unit) == []
        assert await unit.feeds.next_due() is None
        held = await unit.feeds.claim_one(feed.id, until=UNTIL, now=NOW)
        assert held is not None
        assert await unit.feeds.claim_one(feed.id, until=UNTIL, now=NOW) is None
        assert await unit.feeds.succeeded(held, GOOD, now=NOW)
        after = await unit.feeds.get(feed.id)
        assert after is not None
        assert (after.state, after.leased, after.etag) == ("paused", None, '"a"')
        assert await unit.feeds.resume(feed.id, now=NOW + SECOND)
        (active,) = await unit.feeds.page()
    assert (active.state, active.next_poll) == ("active", NOW + SECOND)


async def test_a_good_poll_forgets_failures_and_keeps_what_it_does_not_say(database: Database) -> None:
    async with database.write() as unit:
        await add(unit, site="https://example.org/")
        (held,) = await claim(unit)
        assert await unit.feeds.failed(held, error="timeout", next_poll=NOW, pause=False)
        (failing,) = await claim(unit)
        assert (failing.state, failing.failures, failing.last_error) == ("failing", 1, "timeout")
        assert await unit.feeds.succeeded(failing, replace(GOOD, title="Gazette"), now=NOW + SECOND)
        (feed,) = await unit.feeds.page()
    assert (feed.state, feed.failures, feed.last_error, feed.last_success) == ("active", 0, None, NOW + SECOND)
    assert (feed.title, feed.site, feed.primed) == ("Gazette", "https://example.org/", True)
    assert (feed.interval, feed.next_poll, feed.last_modified) == (600, NOW + HOUR, "Mon")


async def test_a_failure_may_pause(database: Database) -> None:
    async with database.write() as unit:
        await add(unit)
        (held,) = await claim(unit)
        assert await unit.feeds.failed(held, error="gone", next_poll=NOW, pause=True)
        assert await claim(unit) == []
        assert await unit.feeds.counts() == {"paused": 1}


async def test_entries_are_seen_once_and_a_deleted_article_does_not_come_back(database: Database) -> None:
    async with database.write() as unit:
        feed, article = await add(unit), await add_article(unit)
        keys = [f"{number:064d}" for number in range(1200)]
        assert await unit.feeds.unseen(feed.id, [*keys, keys[0]]) == keys
        await unit.feeds.saw(feed.id, keys[7], article.id, now=NOW)
        await unit.feeds.saw(feed.id, keys[7], None, now=NOW)
        await unit.feeds.saw(feed.id, keys[1100], None, now=NOW)
        await unit.articles.remove(article.id)
        assert await unit.feeds.unseen(feed.id, keys) == [key for key in keys if key not in (keys[7], keys[1100])]
        assert await unit.feeds.entries(feed.id) == 2


async def test_a_removed_feed_leaves_its_articles(database: Database) -> None:
    async with database.write() as unit:
        feed, article = await add(unit), await add_article(unit)
        await unit.feeds.saw(feed.id, "k", article.id, now=NOW)
        assert await unit.feeds.remove(feed.id)
        assert not await unit.feeds.remove(feed.id)
        assert await unit.feeds.entries(feed.id) == 0
        assert await unit.articles.count() == 1


async def test_a_feed_that_moves_to_a_known_address_becomes_that_feed(database: Database) -> None:
    async with database.write() as unit:
        old, kept = await add(unit, "https://example.org/old"), await add(unit, "https://example.org/new")
        for feed, key in ((old, "a"), (old, "b"), (kept, "b"), (kept, "c")):
            await unit.feeds.saw(feed.id, key, None, now=NOW)
        assert await unit.feeds.move(old.id, "https://example.org/new") == kept.id
        assert await unit.feeds.get(old.id) is None
        assert await unit.feeds.unseen(kept.id, ["a", "b", "c", "d"]) == ["d"]
        assert await unit.feeds.move(kept.id, "https://example.org/newest") == kept.id
        assert (await unit.feeds.by_url("https://example.org/newest")) is not None


async def test_feeds_are_listed_in_pages(database: Database) -> None:
    async with database.write() as unit:
        for number in range(5):
            await add(unit, f"https://example.org/{number}")
        assert [feed.url[-1] for feed in await unit.feeds.page(2, 2)] == ["2", "3"]
        assert await unit.feeds.read_whole(1, whole=False)
        assert [feed.whole_article for feed in await unit.feeds.page(2)] == [False, True]
