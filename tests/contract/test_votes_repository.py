"""What the storage promises of votes: one a reader and article, changed at will, counted by outlet and topic."""

from __future__ import annotations

from datetime import timedelta

from storage.engine import Database
from storage.records import Tally, VoteRecord
from storage.unit import Unit
from tests.fixtures.ledger import NOW, add_article, follower

ALL = 100


async def vote(unit: Unit, reader: int, article: int, *, useful: bool, outlet: str | None = "Herald") -> bool | None:
    return await unit.votes.cast(VoteRecord(reader, article, useful, outlet, 7, 3), now=NOW + timedelta(days=article))


async def test_a_vote_is_changed_and_counts_once(database: Database) -> None:
    async with database.write() as unit:
        reader, article = await follower(unit, 1, "kuril"), await add_article(unit)
        assert await vote(unit, reader.id, article.id, useful=True) is None
        assert await vote(unit, reader.id, article.id, useful=False) is True
        assert await vote(unit, reader.id, article.id, useful=False) is False
        assert await unit.votes.of_reader(reader.id, ALL) == [Tally(0, 1, "Herald", 7)]
        assert await unit.votes.of_articles([article.id]) == {article.id: Tally(0, 1)}


async def test_votes_are_counted_by_outlet_and_the_oldest_are_let_go(database: Database) -> None:
    async with database.write() as unit:
        reader = await follower(unit, 1, "kuril")
        numbers = [(await add_article(unit, digest)).id for digest in "abc"]
        for number, outlet in zip(numbers, ("Herald", "Herald", None), strict=True):
            await vote(unit, reader.id, number, useful=number == numbers[0], outlet=outlet)
        found = await unit.votes.of_reader(reader.id, ALL)
        assert {one.outlet: (one.useful, one.number) for one in found} == {"Herald": (1, 2), None: (0, 1)}
        newest = await unit.votes.of_reader(reader.id, 2)
        assert {one.outlet: (one.useful, one.number) for one in newest} == {"Herald": (0, 1), None: (0, 1)}


async def test_votes_of_all_readers_on_an_article_are_counted_together(database: Database) -> None:
    async with database.write() as unit:
        article, other = await add_article(unit, "a"), await add_article(unit, "b")
        for chat, useful in ((1, True), (2, True), (3, False)):
            await vote(unit, (await follower(unit, chat, "kuril")).id, article.id, useful=useful)
        assert await unit.votes.of_articles([article.id, other.id]) == {article.id: Tally(2, 3)}


async def test_votes_go_with_their_reader_and_their_article(database: Database) -> None:
    async with database.write() as unit:
        one, other = await follower(unit, 1, "kuril"), await follower(unit, 2, "kuril")
        article, purged = await add_article(unit, "a"), await add_article(unit, "b")
        for reader in (one, other):
            for number in (article.id, purged.id):
                await vote(unit, reader.id, number, useful=True)
        await unit.traces.erase(1)
        assert await unit.votes.of_articles([article.id]) == {article.id: Tally(1, 1)}
        await unit.articles.delete(purged.id, now=NOW)
        await unit.articles.purge(NOW + timedelta(seconds=1))
        assert await unit.votes.of_reader(other.id, ALL) == [Tally(1, 1, "Herald", 7)]


async def test_a_group_that_becomes_a_supergroup_keeps_its_votes(database: Database) -> None:
    async with database.write() as unit:
        old, article = await follower(unit, -1, "kuril"), await add_article(unit)
        await vote(unit, old.id, article.id, useful=True)
        new = await unit.readers.meet(-2, "supergroup", "en", now=NOW)
        await unit.readers.move(-1, -2)
        assert await unit.votes.of_reader(new.id, ALL) == [Tally(1, 1, "Herald", 7)]
