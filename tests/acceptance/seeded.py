"""An archive as the first start leaves it once all is read, made once and copied for each test."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.jobs.seeding import seed
from bot.services.analysis import Analyser
from bot.services.articles import Articles
from bot.services.said.reading import BATCH, Reading
from bot.services.said.working import VERSION
from bot.services.stories import Stories
from bot.services.topics import Topics
from bot.sources.draft import Draft
from storage.engine import Database
from tests.fixtures.house import Here


def first_start(folder: Path) -> Path:
    """Fill the folder as a first start of the program does, without the program; gives the folder."""
    folder.mkdir(parents=True)
    asyncio.run(_fill(folder))
    return folder


def copied(archive: Path, folder: Path) -> Path:
    """A copy to change at will; gives its folder."""
    shutil.copytree(archive, folder)
    return folder


async def add(folder: Path, drafts: Sequence[Draft]) -> None:
    """Articles beside those of the first start, before the program runs on the folder."""
    async with _opened(folder) as (_, articles):
        for draft in drafts:
            await articles.load(draft)


async def _fill(folder: Path) -> None:
    async with _opened(folder) as (database, articles):
        await seed(database, articles, _now)
        await _read(database)


async def _read(database: Database) -> None:
    """For quotations, as the program does while nobody waits: else each that starts on a copy would."""
    reading = Reading(database, Here())
    async with database.read() as unit:
        newest = (await unit.articles.latest(1))[0].id
        left = await unit.quotes.unread(range(newest, 0, -1), VERSION)
    while left:
        left, _ = await reading.some(left, BATCH)


@asynccontextmanager
async def _opened(folder: Path) -> AsyncIterator[tuple[Database, Articles]]:
    database = await Database.open(f"sqlite:///{folder / 'communique.db'}")
    await database.migrate()
    topics, stories = Topics(database, _now), Stories(database, _now)
    await asyncio.gather(topics.open(), stories.open())
    yield database, Articles(database, Analyser(Here()), topics, stories, _now, lambda: None)
    await database.close()


def _now() -> datetime:
    return datetime.now(UTC)
