"""Deleted articles: seen by nobody, brought back whole, and purged in the end; on each database."""

from __future__ import annotations

from datetime import timedelta

from storage.engine import Database
from storage.records import AnalysisRecord, Edit
from storage.search.search import Has
from storage.unit import Unit
from tests.fixtures.ledger import NOW, SECOND, add_article, new_article, owe

ENVOYS = Has([("envoys",)])


async def states(unit: Unit, article_id: int) -> dict[str, int]:
    return await unit.deliveries.counts_of_article(article_id)


async def test_a_deleted_article_is_in_no_answer(database: Database) -> None:
    async with database.write() as unit:
        gone, kept = (await add_article(unit, "d1")).id, (await add_article(unit, "d2")).id
        for number in (gone, kept):
            await unit.search.put(number, ["envoys", "met"])
        assert await unit.articles.delete(gone, now=NOW)
    async with database.read() as unit:
        assert await unit.articles.get(gone) is None
        assert [one.id for one in await unit.articles.latest(5)] == [kept]
        assert [one.id for one in await unit.articles.headlines([gone, kept])] == [kept]
        assert (await unit.articles.count(), await unit.articles.count(NOW)) == (1, 1)
        assert await unit.search.find(ENVOYS, 5) == [kept]
        assert await unit.search.count(ENVOYS, NOW) == 1


async def test_who_asks_for_deleted_articles_sees_them(database: Database) -> None:
    async with database.write() as unit:
        number = (await add_article(unit)).id
        await unit.articles.delete(number, now=NOW)
        found, again = await unit.articles.get(number, even_deleted=True), await unit.articles.by_digest("d1")
        loaded, is_new = await unit.articles.add(new_article("d1"), now=NOW)
    assert found is not None
    assert again is not None
    assert (found.deleted, again.deleted, loaded.id, is_new) == (NOW, NOW, number, False)


async def test_an_article_is_deleted_once_and_restored_once(database: Database) -> None:
    async with database.write() as unit:
        number = (await add_article(unit)).id
        await unit.articles.put_analysis(AnalysisRecord(number, "lead", 1, {}))
        await unit.search.put(number, ["envoys"])
        assert not await unit.articles.restore(number)
        assert [await unit.articles.delete(number, now=NOW) for _ in range(2)] == [True, False]
        assert [await unit.articles.restore(number) for _ in range(2)] == [True, False]
        assert not await unit.articles.delete(number + 1, now=NOW)
        assert [one.id for one in await unit.articles.latest(5)] == [number]
        assert await unit.articles.analysis(number) is not None
        assert await unit.search.find(ENVOYS, 5) == [number]


async def test_waiting_digests_are_cancelled_and_come_back(database: Database) -> None:
    async with database.write() as unit:
        first = (await owe(unit, 4))[0]
        claimed = await unit.deliveries.claim(2, now=NOW)
        await unit.deliveries.sent(claimed[0].id, 7, now=NOW)
        assert await unit.deliveries.cancel_for_article(first.article_id, now=NOW) == 2
        assert await states(unit, first.article_id) == {"sent": 1, "sending": 1, "cancelled": 2}
        # What was on its way finds the article gone.
        await unit.deliveries.failed(claimed[1].id, error="the article was deleted", now=NOW)
        assert await unit.deliveries.claim(9, now=NOW + SECOND) == []
        assert await unit.deliveries.restore_for_article(first.article_id) == 3
        assert await states(unit, first.article_id) == {"sent": 1, "queued": 3}
        assert len(await unit.deliveries.claim(9, now=NOW + SECOND)) == 3


async def test_only_what_the_deletion_cancelled_comes_back(database: Database) -> None:
    async with database.write() as unit:
        first = (await owe(unit, 3))[0]
        await unit.deliveries.cancel_for_reader(first.reader_id, now=NOW)
        assert await unit.deliveries.cancel_for_article(first.article_id, now=NOW) == 2
        await unit.readers.deactivate(first.reader_id + 1, now=NOW)
        assert await unit.deliveries.restore_for_article(first.article_id) == 1
        assert await states(unit, first.article_id) == {"cancelled": 2, "queued": 1}


async def test_purging_removes_for_good_what_was_deleted_long_ago(database: Database) -> None:
    async with database.write() as unit:
        old, late, kept = [(await add_article(unit, digest)).id for digest in ("d1", "d2", "d3")]
        await unit.articles.delete(old, now=NOW - timedelta(days=30) - SECOND)
        await unit.articles.delete(late, now=NOW - timedelta(days=30))
        assert await unit.articles.purge(NOW - timedelta(days=30)) == 1
        assert await unit.articles.get(old, even_deleted=True) is None
        assert await unit.articles.get(late, even_deleted=True) is not None
        assert await unit.articles.get(kept) is not None


async def test_an_edit_takes_the_place_of_what_was_stored(database: Database) -> None:
    edit = Edit("Переговоры", None, NOW - timedelta(days=1), "ru")
    async with database.write() as unit:
        number, other = (await add_article(unit, "d1")).id, (await add_article(unit, "d2")).id
        assert await unit.articles.edit(number, edit)
        found, untouched = await unit.articles.get(number), await unit.articles.get(other)
        assert not await unit.articles.edit(other + 1, edit)
        await unit.articles.delete(other, now=NOW)
        assert not await unit.articles.edit(other, edit)
    assert found is not None
    assert untouched is not None
    assert (found.title, found.outlet, found.published, found.language) == (edit.title, None, edit.published, "ru")
    assert (untouched.title, untouched.text, found.text) == ("Talks resume", "Envoys met.", "Envoys met.")
