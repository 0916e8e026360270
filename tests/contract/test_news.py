"""What one process changes is heard by the others, once it is committed; a server that was away costs nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import psycopg
import pytest

from storage.engine import Database
from storage.news import Kind, Told, heard
from tests.fixtures.databases import on_postgres

BOUND = 20.0
"""Seconds after which a test has failed."""


class Ear:
    """Hears in the background."""

    def __init__(self, database: Database) -> None:
        self._pieces: asyncio.Queue[Told | None] = asyncio.Queue()
        self._task = asyncio.create_task(self._hear(database))

    async def next(self) -> Told | None:
        async with asyncio.timeout(BOUND):
            return await self._pieces.get()

    async def close(self) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _hear(self, database: Database) -> None:
        async for piece in database.news():
            self._pieces.put_nowait(piece)


async def tell(database: Database, kind: Kind, *numbers: int) -> None:
    async with database.write() as unit:
        unit.news.tell(kind, *numbers)


class TestOnAServer:
    """Two processes on one database."""

    pytestmark = on_postgres

    @pytest.fixture
    async def here(self, postgres_url: str) -> AsyncIterator[Database]:
        database = await Database.open(postgres_url)
        yield database
        await database.close()

    @pytest.fixture
    async def there(self, postgres_url: str) -> AsyncIterator[Database]:
        database = await Database.open(postgres_url)
        yield database
        await database.close()

    @pytest.fixture
    async def ear(self, there: Database) -> AsyncIterator[Ear]:
        ear = Ear(there)
        # It listens from now on.
        assert await ear.next() is None
        yield ear
        await ear.close()

    async def test_what_is_committed_is_heard(self, here: Database, ear: Ear) -> None:
        await tell(here, Kind.ARTICLES, 7, 8, 7)
        await tell(here, Kind.OWED)
        assert await ear.next() == Told(Kind.ARTICLES, (7, 8))
        assert await ear.next() == Told(Kind.OWED)

    async def test_what_is_rolled_back_is_not(self, here: Database, ear: Ear) -> None:
        async def fail() -> None:
            async with here.write() as unit:
                unit.news.tell(Kind.ARTICLES, 7)
                await unit.news.send()
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await fail()
        await tell(here, Kind.FEEDS)
        assert await ear.next() == Told(Kind.FEEDS)

    async def test_nobody_hears_of_their_own_doing(self, here: Database, there: Database, ear: Ear) -> None:
        await tell(there, Kind.FEEDS)
        await tell(here, Kind.NOTICES)
        assert await ear.next() == Told(Kind.NOTICES)

    async def test_more_than_a_notification_holds_comes_in_several(self, here: Database, ear: Ear) -> None:
        numbers = tuple(range(2**60, 2**60 + 1200))
        await tell(here, Kind.ENDED, *numbers)
        pieces = [await ear.next() for _ in range(4)]
        assert tuple(number for piece in pieces if piece for number in piece.numbers) == numbers

    async def test_after_a_lost_connection_all_is_to_be_looked_at_again(
        self, here: Database, ear: Ear, postgres_url: str
    ) -> None:
        with psycopg.connect(postgres_url, autocommit=True) as administrator:
            administrator.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND query LIKE 'LISTEN%'"
            )
        assert await ear.next() is None
        await tell(here, Kind.OWED)
        assert await ear.next() == Told(Kind.OWED)


async def test_on_sqlite_nothing_is_told(sqlite_url: str) -> None:
    database = await Database.open(sqlite_url)
    await tell(database, Kind.OWED)
    assert [piece async for piece in database.news()] == []
    await database.close()


@pytest.mark.parametrize("body", ["me owed", "other famine 1 2"])
def test_ones_own_news_and_what_is_not_known_are_left_out(body: str) -> None:
    assert heard(body, "me") is None
