"""Articles are read for quotations before anybody asks: the newest first, as much as there is time for."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from itertools import count

import pytest

from bot.services.said.ahead import PIECE, Ahead
from bot.services.said.reading import BATCH, Reading
from bot.services.said.working import VERSION
from storage.engine import Database
from storage.records import AnalysisRecord, NewArticle
from summarizer.analysis import analyse
from summarizer.model import Article
from summarizer.serial import dump
from tests.fixtures.house import Here

NOW = datetime(2026, 3, 12, tzinfo=UTC)
TEXT = "Minister Kari Dahl came to Oslo. “We will sign,” Dahl said. The evening was long."


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    opened = await Database.open(sqlite_url)
    yield opened
    await opened.close()


async def load(database: Database, size: int) -> list[int]:
    body = dump(analyse(Article(TEXT)))
    async with database.write() as unit:
        known = await unit.articles.count()
        new = [NewArticle(f"d{known + number}", "T", TEXT, "en", outlet="Wire") for number in range(size)]
        numbers = [one.id for one, _ in await unit.articles.add_all(new, now=NOW)]
        await unit.articles.put_analyses([AnalysisRecord(number, "m", 1, body) for number in numbers])
    return numbers


async def unread(database: Database, numbers: Sequence[int]) -> list[int]:
    async with database.read() as unit:
        return await unit.quotes.unread(numbers, VERSION)


async def clear() -> None:
    return None


async def test_all_articles_are_read_and_new_ones_after_them(database: Database) -> None:
    ahead, numbers = Ahead(database, Reading(database, Here()), clear), await load(database, 2 * PIECE + 1)
    await ahead.sweep()
    assert await unread(database, numbers) == []
    async with database.read() as unit:
        assert {one.quote.name for one in await unit.quotes.of(numbers)} == {"Kari Dahl"}
    numbers += await load(database, 2)
    assert await unread(database, numbers) == numbers[:-3:-1]
    await ahead.sweep()
    assert await unread(database, numbers) == []


async def test_sweep_goes_on_where_time_was_up_and_new_articles_come_first(database: Database) -> None:
    numbers, seconds = await load(database, 3 * PIECE), count()
    # Time is looked at before each window and each piece: it is up after the first piece.
    ahead = Ahead(database, Reading(database, Here()), clear, tick=lambda: next(seconds) * 0.26)
    await ahead.sweep()
    assert await unread(database, numbers) == numbers[: 2 * PIECE][::-1]
    fresh = await load(database, 1)
    await ahead.sweep()
    assert await unread(database, fresh) == []
    for _ in range(4):
        await ahead.sweep()
    assert await unread(database, numbers) == []


async def test_an_empty_archive_is_nothing_to_read(database: Database) -> None:
    ahead = Ahead(database, Reading(database, Here()), clear)
    await ahead.sweep()
    numbers = await load(database, 1)
    await ahead.sweep()
    assert await unread(database, numbers) == []


async def test_each_piece_waits_until_nobody_waits_for_an_answer(database: Database) -> None:
    waited = count()

    async def noted() -> None:
        next(waited)

    await load(database, 2 * PIECE)
    await Ahead(database, Reading(database, Here()), noted).sweep()
    assert next(waited) == 2


async def test_who_asks_gets_the_newest_however_long_the_look_took(database: Database) -> None:
    numbers, seconds = await load(database, BATCH + 1), count()
    reading = Reading(database, Here(), tick=lambda: next(seconds) * 10.0)
    assert await reading.read(numbers[::-1]) == numbers[:0:-1]
    assert await reading.read(numbers[::-1]) == numbers[::-1]
