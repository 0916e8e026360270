"""What is remembered of feeds' entries, on each database."""

from __future__ import annotations

from dataclasses import replace

from storage.engine import Database
from storage.records import WaitingEntry
from tests.fixtures.ledger import NOW, SECOND, add_article
from tests.fixtures.subscriptions import add

WAITS = WaitingEntry("k", "c1", 1, NOW + SECOND, "teaser", "slow")


async def test_entries_are_seen_once_and_a_deleted_article_does_not_come_back(database: Database) -> None:
    async with database.write() as unit:
        feed, article = await add(unit), await add_article(unit)
        keys = [f"{number:064d}" for number in range(1200)]
        assert await unit.entries.unseen(feed.id, [*keys, keys[0]]) == keys
        await unit.entries.saw(feed.id, keys[7], article.id, now=NOW)
        await unit.entries.saw(feed.id, keys[7], None, now=NOW)
        await unit.entries.saw(feed.id, keys[1100], None, now=NOW)
        await unit.articles.remove(article.id)
        assert await unit.entries.unseen(feed.id, keys) == [key for key in keys if key not in (keys[7], keys[1100])]
        assert await unit.entries.count(feed.id) == 2


async def test_an_entry_waits_for_its_page_until_it_is_seen(database: Database) -> None:
    async with database.write() as unit:
        feed, article = await add(unit), await add_article(unit)
        await unit.entries.defer(feed.id, WAITS, now=NOW)
        assert await unit.entries.waiting(feed.id, 10, now=NOW) == []
        assert await unit.entries.unseen(feed.id, ["k"]) == []
        assert await unit.entries.next_due(feed.id) == NOW + SECOND
        await unit.entries.defer(feed.id, replace(WAITS, tries=2), now=NOW)
        assert await unit.entries.waiting(feed.id, 10, now=NOW + SECOND) == [replace(WAITS, tries=2)]
        await unit.entries.saw(feed.id, "k", article.id, now=NOW, content="c1", trouble="slow")
        assert await unit.entries.next_due(feed.id) is None
        assert await unit.entries.trouble(article.id) == "slow"
        await unit.entries.saw(feed.id, "k", article.id, now=NOW, content="c2")
        assert await unit.entries.trouble(article.id) is None


async def test_an_article_that_waits_for_a_new_page_is_not_said_to_have_changed(database: Database) -> None:
    async with database.write() as unit:
        feed, article = await add(unit), await add_article(unit)
        await unit.entries.saw(feed.id, "k", article.id, now=NOW, content="c0")
        assert await unit.entries.changed(feed.id, {"k": "c1"}) == {"k": article.id}
        await unit.entries.defer(feed.id, replace(WAITS, article_id=article.id), now=NOW)
        assert await unit.entries.changed(feed.id, {"k": "c2"}) == {}
        (waiting,) = await unit.entries.waiting(feed.id, 10, now=NOW + SECOND)
    assert waiting.article_id == article.id
