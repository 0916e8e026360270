"""What the storage promises of saved articles: once each, the last first, with their notes, as long as both live."""

from __future__ import annotations

from datetime import timedelta

from storage.engine import Database
from storage.unit import Unit
from tests.fixtures.ledger import NOW, add_article, follower


async def _saved(unit: Unit, *digests: str) -> tuple[int, list[int]]:
    """A reader who saved articles one after another; gives their number, and those of the articles."""
    reader = await follower(unit, 1, "kuril")
    numbers = [(await add_article(unit, digest)).id for digest in digests]
    for minutes, number in enumerate(numbers):
        assert await unit.saved.add(reader.id, number, now=NOW + timedelta(minutes=minutes))
    return reader.id, numbers


async def test_an_article_is_saved_once(database: Database) -> None:
    async with database.write() as unit:
        reader, (first, second) = await _saved(unit, "a", "b")
        assert not await unit.saved.add(reader, first, now=NOW + timedelta(days=1))
        assert await unit.saved.count(reader) == 2
        assert [one.article_id for one in await unit.saved.page(reader, 10)] == [second, first]
        assert [one.article_id for one in await unit.saved.page(reader, 1, 1)] == [first]


async def test_a_note_is_changed_and_taken(database: Database) -> None:
    async with database.write() as unit:
        reader, (article,) = await _saved(unit, "a")
        assert await unit.saved.note(reader, article, "for Tuesday’s paper")
        found = await unit.saved.get(reader, article)
        assert found is not None
        assert found.note == "for Tuesday’s paper"
        assert await unit.saved.note(reader, article, None)
        assert not await unit.saved.note(reader, article + 1, "of nothing")
        found = await unit.saved.get(reader, article)
    assert found is not None
    assert found.note is None


async def test_what_is_not_saved_cannot_be_removed(database: Database) -> None:
    async with database.write() as unit:
        reader, (article,) = await _saved(unit, "a")
        assert await unit.saved.remove(reader, article)
        assert not await unit.saved.remove(reader, article)
        assert await unit.saved.get(reader, article) is None


async def test_a_deleted_article_says_so_until_it_is_purged(database: Database) -> None:
    async with database.write() as unit:
        reader, (article,) = await _saved(unit, "a")
        await unit.articles.delete(article, now=NOW)
        (found,) = await unit.saved.page(reader, 10)
        assert found.is_deleted
        await unit.articles.purge(NOW + timedelta(seconds=1))
        assert await unit.saved.page(reader, 10) == []


async def test_a_group_that_becomes_a_supergroup_keeps_what_it_saved_and_muted(database: Database) -> None:
    async with database.write() as unit:
        reader, (article,) = await _saved(unit, "a")
        await unit.mutes.add(reader, article, now=NOW)
        new = await unit.readers.meet(2, "supergroup", "en", now=NOW)
        await unit.readers.move(1, 2)
        assert [one.article_id for one in await unit.saved.page(new.id, 10)] == [article]
        assert await unit.mutes.of_reader(new.id) == [article]
