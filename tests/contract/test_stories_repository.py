"""Stories: what is kept to place new articles, and what is read of a story; on each database."""

from __future__ import annotations

from datetime import timedelta

from storage.engine import Database
from storage.records import AnalysisRecord, PlacementRecord
from storage.search.search import Has
from storage.unit import Unit
from tests.fixtures.ledger import NOW, SECOND, add_article, follower, new_article, owe, topic_id
from tests.fixtures.subscriptions import add as add_feed

ENVOYS = Has([("envoys",)])


async def placed(
    unit: Unit,
    digest: str,
    story: int | None = None,
    *,
    republishes: int | None = None,
    revises: int | None = None,
    source: str | None = None,
    after: timedelta = timedelta(0),
) -> int:
    number = (await unit.articles.add(new_article(digest), now=NOW + after))[0].id
    record = PlacementRecord(number, story or number, republishes, revises, source)
    await unit.stories.put(record, digest.encode(), added=NOW + after)
    return number


async def test_fingerprints_come_in_pages_in_the_order_of_arrival(database: Database) -> None:
    async with database.write() as unit:
        assert (await unit.stories.newest(), await unit.stories.first(NOW)) == (0, None)
        old = await placed(unit, "d1", after=-SECOND)
        numbers = [old, *[await placed(unit, f"d{n}", old, republishes=old) for n in (2, 3)]]
        assert await unit.stories.first(NOW) == numbers[1]
        page = await unit.stories.fingerprints(0, 2)
        assert [(one.article_id, one.body, one.story, one.republishes) for one in page] == [
            (old, b"d1", old, None),
            (numbers[1], b"d2", old, old),
        ]
        assert page[0].added == NOW - SECOND
        assert [one.article_id for one in await unit.stories.fingerprints(numbers[1], 9)] == [numbers[2]]
        assert await unit.stories.newest() == numbers[2]


async def test_forgotten_fingerprints_leave_the_place(database: Database) -> None:
    async with database.write() as unit:
        old, new = await placed(unit, "d1", after=-SECOND), await placed(unit, "d2")
        assert await unit.stories.forget(NOW) == 1
        assert [one.article_id for one in await unit.stories.fingerprints(0, 9)] == [new]
        assert await unit.stories.of(old) == PlacementRecord(old, old)


async def test_a_purged_article_takes_its_place_along(database: Database) -> None:
    async with database.write() as unit:
        gone = await placed(unit, "d1")
        await unit.articles.remove(gone)
        assert await unit.stories.of(gone) is None
        assert await unit.stories.newest() == 0


async def test_a_story_is_listed_once_by_its_newest_article(database: Database) -> None:
    async with database.write() as unit:
        alone = (await add_article(unit, "d0")).id
        first = await placed(unit, "d1")
        other = await placed(unit, "d2")
        last = await placed(unit, "d3", first)
        assert [one.id for one in await unit.articles.stories(9)] == [last, other, alone]
        assert [one.id for one in await unit.articles.stories(2)] == [last, other]
        assert [one.id for one in await unit.articles.stories(9, before=last)] == [other, alone]
        assert await unit.stories.sizes([last, other, alone]) == {last: 2}
        await unit.articles.delete(last, now=NOW)
        assert [one.id for one in await unit.articles.stories(9)] == [other, first, alone]
        assert await unit.stories.sizes([first]) == {}


async def test_a_search_finds_a_story_once_by_the_newest_article_that_it_holds_for(database: Database) -> None:
    async with database.write() as unit:
        first = await placed(unit, "d1")
        second, last = await placed(unit, "d2", first), await placed(unit, "d3", first)
        for number in (first, second):
            await unit.search.put(number, ["envoys"])
        await unit.search.put(last, ["ministers"])
        assert await unit.search.find(ENVOYS, 9) == [second, first]
        assert await unit.search.find(ENVOYS, 9, once=True) == [second]
        assert await unit.search.find(ENVOYS, 9, second, once=True) == []


async def test_versions_of_an_article_count_once(database: Database) -> None:
    async with database.write() as unit:
        first = await placed(unit, "d1", source="s")
        wire = await placed(unit, "d2", first)
        second = await placed(unit, "d3", first, revises=first, source="s")
        assert await unit.stories.versions(first) == await unit.stories.versions(second) == [first, second]
        assert await unit.stories.versions(wire) == [wire]
        assert [one.id for one in await unit.stories.others(wire, 5)] == [second]
        assert [one.id for one in await unit.stories.others(first, 5)] == [wire]
        assert await unit.stories.sizes([second]) == {second: 2}
        assert await unit.stories.by_source("s") == second
        await unit.articles.delete(second, now=NOW)
        assert await unit.stories.by_source("s") == first
        assert await unit.stories.by_source("t") is None


async def test_who_got_the_old_text_is_owed_the_correction_once(database: Database) -> None:
    async with database.write() as unit:
        owed = await owe(unit, 3)
        article, topic = owed[0].article_id, await topic_id(unit, "kuril")
        await unit.stories.put(PlacementRecord(article, article), b"", added=NOW)
        await follower(unit, 9, "fisheries")
    async with database.write() as unit:
        # One reader a claim at a time: the first two got it, the third still waits.
        for delivery in await unit.deliveries.claim(2, now=NOW):
            await unit.deliveries.sent(delivery.id, 7, now=NOW)
        second = await placed(unit, "d2", article, revises=article)
        assert await unit.deliveries.correct(second, [article], now=NOW) == 2
        assert await unit.deliveries.correct(second, [article], now=NOW) == 0
        third = await placed(unit, "d3", article, revises=article)
        assert await unit.deliveries.correct(third, [article, second], now=NOW) == 2
        rows = await unit.deliveries.of_reader(owed[0].reader_id)
    assert [(row.article_id, row.state, row.corrects) for row in rows] == [
        (article, "sent", None),
        (second, "cancelled", article),
        (third, "queued", article),
    ]
    assert {row.topic_id for row in rows} == {topic}


async def test_a_changed_entry_is_told_from_a_known_one(database: Database) -> None:
    async with database.write() as unit:
        feed, article = await add_feed(unit), await add_article(unit)
        await unit.articles.put_analysis(AnalysisRecord(article.id, "m", 1, {}))
        await unit.entries.saw(feed.id, "k", article.id, now=NOW, content="c1")
        await unit.entries.saw(feed.id, "without", article.id, now=NOW)
        contents = {"k": "c1", "without": "c1", "new": "c1"}
        assert await unit.entries.changed(feed.id, contents) == {}
        assert await unit.entries.changed(feed.id, {**contents, "k": "c2"}) == {"k": article.id}
        await unit.entries.saw(feed.id, "k", None, now=NOW, content="c2")
        assert await unit.entries.changed(feed.id, {"k": "c3"}) == {"k": article.id}
