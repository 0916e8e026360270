"""Processes on one PostgreSQL: what one does the others know at once; what must not happen twice does not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

import psycopg
import pytest

from bot.jobs.hearing import Act, Calls, Hearing, acts
from bot.jobs.seeding import seed
from bot.sources.draft import Draft
from bot.sources.seeds import read_seeds
from storage.news import Kind
from storage.records import ReaderRecord
from tests.fixtures.databases import on_postgres
from tests.fixtures.newsroom import Newsroom, newsroom
from tests.integration.test_stories_service import CORRECTED, FERRY, OTHER

pytestmark = on_postgres

BOUND = 30.0
"""Seconds after which a test has failed."""


class Process:
    """A newsroom of its own that hears of the others; ``done`` are the kinds of news that it has dealt with."""

    def __init__(self, room: Newsroom) -> None:
        self.room = room
        self.done: asyncio.Queue[tuple[Kind, tuple[int, ...]]] = asyncio.Queue()
        self.forgotten: list[int | None] = []
        self.owed = asyncio.Event()
        calls = Calls(self.owed.set, room.due.set, lambda: None, lambda: None)
        known = acts(room.topics, room.desk._stories, self.forgotten.append, calls)
        self.hearing = Hearing(room.database, {kind: self._noted(kind, act) for kind, act in known.items()})

    def _noted(self, kind: Kind, act: Act) -> Act:
        async def noted(numbers: Sequence[int]) -> None:
            done = act(numbers)
            if isinstance(done, Awaitable):
                await done
            self.done.put_nowait((kind, tuple(numbers)))

        return noted

    async def heard(self, kind: Kind) -> tuple[int, ...]:
        """Wait until news of this kind are dealt with; gives their numbers."""
        async with asyncio.timeout(BOUND):
            while True:
                found, numbers = await self.done.get()
                if found == kind:
                    return numbers

    async def settled(self) -> None:
        """Wait until all was looked at again, as after the start."""
        await self.heard(Kind.ARTICLES)


Start = Callable[[], Awaitable[Process]]


@asynccontextmanager
async def running(url: str) -> AsyncIterator[Process]:
    async with newsroom(url) as room:
        process = Process(room)
        hearing = asyncio.create_task(process.hearing.run())
        await process.settled()
        try:
            yield process
        finally:
            hearing.cancel()
            await asyncio.gather(hearing, return_exceptions=True)


@pytest.fixture
async def here(postgres_url: str) -> AsyncIterator[Process]:
    async with running(postgres_url) as process:
        yield process


@pytest.fixture
async def there(postgres_url: str) -> AsyncIterator[Process]:
    async with running(postgres_url) as process:
        yield process


async def reader_of(process: Process, chat: int = 1) -> ReaderRecord:
    async with process.room.database.write() as unit:
        return await unit.readers.meet(chat, "private", "en", now=process.room.clock())


async def load(process: Process, text: str, outlet: str = "Wire") -> int:
    return (await process.room.articles.load(Draft(text, f"{outlet} reports", outlet, "en"))).article.id


async def story_of(process: Process, article: int) -> int | None:
    async with process.room.database.read() as unit:
        placed = await unit.stories.of(article)
    return placed.story if placed else None


async def test_topics_come_and_go_in_all_processes(here: Process, there: Process) -> None:
    reader, other = await reader_of(here), await reader_of(here, 2)
    topic = (await here.room.topics.follow(reader, "norway")).topic_id
    assert await there.heard(Kind.FOLLOWED) == (topic,)
    assert topic in there.room.topics._index
    await there.room.topics.follow(other, "norway")
    await here.room.topics.unfollow_by_id(reader, topic)
    assert topic in here.room.topics._index
    await there.room.topics.unfollow_by_id(other, topic)
    assert await here.heard(Kind.ENDED) == (topic,)
    assert topic not in here.room.topics._index


async def test_who_missed_everything_knows_it_after_a_new_connection(
    here: Process, there: Process, postgres_url: str
) -> None:
    reader = await reader_of(here)
    old = (await here.room.topics.follow(reader, "sweden")).topic_id
    first = await load(here, FERRY)
    await load(there, OTHER)
    await there.heard(Kind.FOLLOWED)
    # Behind the backs of all.
    async with here.room.database.write() as unit:
        await unit.follows.remove(reader.id, old)
        await unit.articles.delete(first, now=here.room.clock())
    with psycopg.connect(postgres_url, autocommit=True) as administrator:
        administrator.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid()"
        )
    await there.settled()
    assert old not in there.room.topics._index
    assert there.room.desk._stories._index.held(first) is None
    assert there.forgotten[-1] is None
    assert there.owed.is_set()


async def test_an_article_put_right_deleted_and_brought_back_is_so_everywhere(here: Process, there: Process) -> None:
    first = await load(here, FERRY)
    await load(there, OTHER)
    index = there.room.desk._stories._index
    before = index.held(first)
    assert before is not None
    await here.room.desk.edit(first, "title", "Bakers protest in Lyon against the price of flour")
    assert await there.heard(Kind.ARTICLES) == (first,)
    assert there.forgotten[-1] == first
    after = index.held(first)
    assert after is not None
    assert after != before
    await here.room.desk.delete(first)
    await there.heard(Kind.ARTICLES)
    assert index.held(first) is None
    await here.room.desk.restore(first)
    await there.heard(Kind.ARTICLES)
    assert index.held(first) == after


async def test_the_sender_is_woken_wherever_it_is(here: Process, there: Process) -> None:
    await here.room.follow("norway")
    there.owed.clear()
    await load(here, FERRY)
    await there.heard(Kind.OWED)
    assert there.owed.is_set()


async def test_articles_of_one_story_that_come_at_the_same_moment_are_one_story(here: Process, there: Process) -> None:
    one, other = await asyncio.gather(load(here, FERRY), load(there, CORRECTED, "Herald"))
    assert await story_of(here, one) == await story_of(here, other) == min(one, other)
    third, fourth = await asyncio.gather(load(here, OTHER), load(there, OTHER, "Herald"))
    assert third == fourth


async def test_seeds_are_loaded_once(here: Process, there: Process) -> None:
    rooms = here.room, there.room
    loaded = await asyncio.gather(*(seed(room.database, room.articles, room.clock) for room in rooms))
    assert sorted(loaded) == [0, len(read_seeds())]
    async with here.room.database.read() as unit:
        assert await unit.articles.count() == len(read_seeds())
