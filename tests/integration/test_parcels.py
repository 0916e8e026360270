"""Drafts that workers load: what becomes of them is what would have become of them here."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import CommuniqueError, TextTooShort, TooSlow
from bot.jobs.shared import SharedRunner
from bot.jobs.stored import Stored
from bot.jobs.tasks import load_tasks
from bot.services.batches import MOST
from bot.services.loading import Loading, Tally
from bot.services.packing import pack_drafts, pack_results, unpack_drafts, unpack_results
from bot.services.parcels import OVERDUE, WANTED, Parcels
from bot.services.storing import Loaded
from bot.sources.draft import Draft
from storage.records import Headline
from tests.fixtures.databases import on_postgres
from tests.fixtures.house import Here
from tests.fixtures.newsroom import Newsroom, newsroom

pytestmark = on_postgres

MOMENT = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
DRAFTS = [
    Draft(
        "Envoys met in Oslo.\x00 They \ud800 agreed.",
        "Talks",
        "Gazette",
        "en",
        MOMENT,
        "https://a.example/1",
        ("A", "B"),
    ),
    Draft("Delegates left."),
]


@pytest.fixture
async def room(postgres_url: str) -> AsyncIterator[Newsroom]:
    async with newsroom(postgres_url) as opened:
        yield opened


def parcels_of(room: Newsroom) -> Parcels:
    return Parcels(room.database, room.articles.batches, Stored(), room.clock)


@asynccontextmanager
async def working(room: Newsroom, url: str, workers: int) -> AsyncIterator[None]:
    """So many workers that live."""
    runs = [SharedRunner(url, room.clock).run(load_tasks(parcels_of(room))) for _ in range(workers)]
    tasks = [asyncio.create_task(run) for run in runs]
    async with asyncio.timeout(20):
        while await parcels_of(room).room() < 2 * workers:
            pass
    yield
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def report(number: int) -> str:
    return f"Envoys of Norway met for round {number} of talks. They agreed on {number} points of {number + 7}."


async def load(room: Newsroom, count: int) -> Tally:
    lines = [json.dumps({"title": f"Round {n}", "text": report(n)}) for n in range(count)]
    lines[3] = json.dumps({"title": "Again", "text": report(1)})
    lines[5] = json.dumps({"title": "Wordless", "text": "..."})

    async def fetch() -> bytes:
        return "\n".join(lines).encode()

    loading, tally = Loading(room.articles, Here(), room.web, parcels=parcels_of(room)), Tally(1)
    await loading.run([loading.file("all.jsonl", fetch)], tally)
    return tally


async def _kept(room: Newsroom) -> list[int]:
    async with room.database.read() as unit:
        return await unit.parcels.unopened(datetime.max.replace(tzinfo=UTC), 99)


async def test_two_workers_load_what_is_many(room: Newsroom, postgres_url: str) -> None:
    count = 3 * MOST + 1
    async with working(room, postgres_url, 2):
        tally = await load(room, count)
    assert tally.done == tally.total == count
    assert [one.loaded.article.title for one in tally.outcomes if one.loaded] == [
        "Round 1" if n == 3 else f"Round {n}" for n in range(count) if n != 5
    ]
    assert [one.error and type(one.error) for one in tally.outcomes if one.error] == [TextTooShort]
    assert len(tally.known) == 1
    assert len(await room.titles()) == count - 2
    assert await _kept(room) == []


async def test_where_no_worker_lives_all_is_loaded_here(room: Newsroom) -> None:
    assert await parcels_of(room).room() == 0
    tally = await load(room, 2 * MOST)
    assert len(tally.new) == 2 * MOST - 2


async def test_what_workers_left_when_they_died_is_loaded_here(room: Newsroom) -> None:
    [one, two] = await parcels_of(room).send([Draft(report(1)), Draft("...")])
    assert isinstance(one, Loaded)
    assert one.is_new
    assert isinstance(two, TextTooShort)
    assert await _kept(room) == []


async def test_a_parcel_whose_job_is_lost_gets_another_and_one_that_nobody_fetches_goes(room: Newsroom) -> None:
    parcels = parcels_of(room)
    async with room.database.write() as unit:
        number = await unit.parcels.add(pack_drafts([Draft(report(1))]), now=room.clock())
    assert await parcels.sweep() == 0
    room.clock.now += OVERDUE + timedelta(seconds=1)
    assert await parcels.sweep() == 1
    await parcels.open(number)
    await parcels.open(number)
    assert len(await room.titles()) == 1
    room.clock.now += WANTED
    assert await parcels.sweep() == 0
    async with room.database.read() as unit:
        assert await unit.parcels.settled([number]) == {}


def test_drafts_arrive_as_they_were_sent() -> None:
    assert unpack_drafts(pack_drafts(DRAFTS)) == DRAFTS


def test_what_became_of_drafts_arrives_as_it_was() -> None:
    first = Headline(1, "Talks", None, MOMENT, "en")
    loaded = Loaded(Headline(2, "Talks", "Gazette", None, "en", MOMENT), 3, True, 4, republishes=first, revises=7)
    [same, error] = unpack_results(pack_results([loaded, TooSlow(limit=10)]))
    assert same == loaded
    assert isinstance(error, TooSlow)
    assert error.values == {"limit": 10}


def test_an_error_of_a_newer_version_is_one_that_nobody_foresaw() -> None:
    class Newer(CommuniqueError):
        key = "error.text.short"

    body = pack_results([Newer(limit=10)])
    Newer.__name__ = "Older"
    [error] = unpack_results(body)
    assert type(error) is CommuniqueError
