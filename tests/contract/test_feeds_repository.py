"""What the feeds repository promises, on each database."""

from __future__ import annotations

from storage.engine import Database
from tests.fixtures.ledger import NOW, add_article
from tests.fixtures.subscriptions import add, new_feed


async def test_an_address_is_stored_once(database: Database) -> None:
    async with database.write() as unit:
        feed, is_new = await unit.feeds.add(new_feed(site="https://example.org/", outlet="Gazette"), now=NOW)
        again, is_new_again = await unit.feeds.add(new_feed(title="Another name"), now=NOW)
    assert (is_new, is_new_again) == (True, False)
    assert again == feed
    assert (feed.state, feed.primed, feed.whole_article, feed.failures) == ("active", False, True, 0)
    assert (feed.created, feed.created_by, feed.interval, feed.outlet) == (NOW, 3, 1800, "Gazette")


async def test_a_removed_feed_leaves_its_articles(database: Database) -> None:
    async with database.write() as unit:
        feed, article = await add(unit), await add_article(unit)
        await unit.entries.saw(feed.id, "k", article.id, now=NOW)
        assert await unit.feeds.remove(feed.id)
        assert not await unit.feeds.remove(feed.id)
        assert await unit.entries.count(feed.id) == 0
        assert await unit.articles.count() == 1


async def test_a_feed_that_moves_to_a_known_address_becomes_that_feed(database: Database) -> None:
    async with database.write() as unit:
        old, kept = await add(unit, "https://example.org/old"), await add(unit, "https://example.org/new")
        for feed, key in ((old, "a"), (old, "b"), (kept, "b"), (kept, "c")):
            await unit.entries.saw(feed.id, key, None, now=NOW)
        assert await unit.feeds.move(old.id, "https://example.org/new") == kept.id
        assert await unit.feeds.get(old.id) is None
        assert await unit.entries.unseen(kept.id, ["a", "b", "c", "d"]) == ["d"]
        assert await unit.feeds.move(kept.id, "https://example.org/newest") == kept.id
        assert (await unit.feeds.by_url("https://example.org/newest")) is not None


async def test_feeds_are_listed_in_pages(database: Database) -> None:
    async with database.write() as unit:
        for number in range(5):
            await add(unit, f"https://example.org/{number}")
        assert [feed.url[-1] for feed in await unit.feeds.page(2, 2)] == ["2", "3"]
        assert await unit.feeds.read_whole(1, whole=False)
        assert [feed.whole_article for feed in await unit.feeds.page(2)] == [False, True]
