"""Articles that a digest's readers share, and what the ledger says of many deliveries at once."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest

from bot.errors import UnknownArticle
from bot.services.articles import Extract
from bot.services.digests.background import NOTHING, Backgrounds
from bot.services.digests.opened import KEPT, Opened
from storage.engine import Database
from storage.errors import StorageError
from summarizer.model import Analysis
from tests.fixtures.ledger import NOW, add_article, owe


@dataclass
class Shelf:
    """Articles that are counted as they are opened; ``gone`` ones are unknown."""

    gone: set[int] = field(default_factory=set)
    broken: bool = False
    opened: list[int] = field(default_factory=list)

    async def open(self, article_id: int) -> Extract:
        self.opened.append(article_id)
        await asyncio.sleep(0)
        if self.broken:
            raise StorageError("the disk is full")
        if article_id in self.gone:
            raise UnknownArticle(id=article_id)
        return Extract(article_id, "Talks", "They met.", None, None, None, Analysis.__new__(Analysis))


def opened(shelf: Shelf) -> Opened:
    return Opened(shelf)  # type: ignore[arg-type]


async def test_many_who_ask_at_once_open_an_article_once() -> None:
    shelf = Shelf()
    found = opened(shelf)
    answers = await asyncio.gather(*(found.get([1, 2]) for _ in range(50)))
    assert sorted(shelf.opened) == [1, 2]
    assert all(set(one) == {1, 2} for one in answers)


async def test_what_is_gone_is_left_out() -> None:
    assert set(await opened(Shelf({2})).get([1, 2])) == {1}


async def test_what_was_changed_is_read_anew() -> None:
    shelf = Shelf()
    found = opened(shelf)
    await found.get([1])
    shelf.gone.add(1)
    found.forget(1)
    assert await found.get([1]) == {}


async def test_a_failure_is_everybodys_and_is_not_remembered() -> None:
    shelf = Shelf(broken=True)
    found = opened(shelf)
    failed = await asyncio.gather(*(found.get([1]) for _ in range(3)), return_exceptions=True)
    assert all(isinstance(one, StorageError) for one in failed)
    shelf.broken = False
    assert set(await found.get([1])) == {1}


async def test_who_gives_up_takes_it_from_nobody() -> None:
    found = opened(Shelf())
    first, second = asyncio.ensure_future(found.get([1])), asyncio.ensure_future(found.get([1]))
    await asyncio.sleep(0)
    first.cancel()
    assert set(await second) == {1}


async def test_few_are_remembered() -> None:
    shelf = Shelf()
    found = opened(shelf)
    await found.get(range(1, KEPT + 10))
    assert len(found._known) == KEPT


async def test_readers_who_are_served_together_are_looked_up_together(database: Database) -> None:
    async with database.write() as unit:
        topic = await unit.topics.ensure("fisheries")
        article = await add_article(unit)
        for chat in (1, 2, 3):
            reader = await unit.readers.meet(chat, "private", "en", now=NOW)
            await unit.follows.add(reader.id, topic.id, f"fish {chat}", now=NOW)
        await unit.deliveries.fan_out(article.id, [topic.id], now=NOW)
        due = await unit.deliveries.claim(9, now=NOW)
    found = Backgrounds(database)
    answers = await asyncio.gather(*(found.of([one]) for one in due))
    assert [[follow.label for follow in one.follows] for one in answers] == [[f"fish {at}"] for at in (1, 2, 3)]
    assert all(not any(one.told.values()) for one in answers)
    assert await found.of([]) is NOTHING


async def test_a_database_that_cannot_be_read_is_everybodys_error(database: Database) -> None:
    async with database.write() as unit:
        due = await owe(unit)
    found = Backgrounds(Broken())  # type: ignore[arg-type]
    failed = await asyncio.gather(found.of(due), found.of(due), return_exceptions=True)
    assert [type(error) for error in failed] == [StorageError, StorageError]
    with pytest.raises(StorageError):
        await found.of(due)


class Broken:
    """A database that cannot be read."""

    def read(self) -> None:
        raise StorageError("the server is away")
