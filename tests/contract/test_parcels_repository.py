"""Drafts on their way to a worker, on each database."""

from __future__ import annotations

from storage.engine import Database
from tests.fixtures.ledger import NOW, SECOND


async def test_a_parcel_is_opened_once_and_taken_out_by_its_sender(database: Database) -> None:
    async with database.write() as unit:
        one = await unit.parcels.add(b"drafts", now=NOW)
        two = await unit.parcels.add(b"more", now=NOW + SECOND)
        assert await unit.parcels.body(one) == b"drafts"
        assert await unit.parcels.settled([one, two]) == {}
        await unit.parcels.settle(one, b"good")
        await unit.parcels.settle(one, b"bad")
        assert await unit.parcels.settled([one, two, 99]) == {one: b"good"}
        assert await unit.parcels.body(one) is None
        await unit.parcels.remove([one])
        assert await unit.parcels.settled([one]) == {}
        assert await unit.parcels.body(99) is None


async def test_what_nobody_opens_or_wants_is_found_by_its_age(database: Database) -> None:
    async with database.write() as unit:
        numbers = [await unit.parcels.add(b"x", now=NOW + n * SECOND) for n in range(4)]
        await unit.parcels.settle(numbers[0], b"y")
        assert await unit.parcels.unopened(NOW + 3 * SECOND, 9) == numbers[1:3]
        assert await unit.parcels.unopened(NOW + 3 * SECOND, 1) == numbers[1:2]
        assert await unit.parcels.discard_old(NOW) == 0
        assert await unit.parcels.discard_old(NOW + 9 * SECOND) == 1
        assert await unit.parcels.unopened(NOW + 9 * SECOND, 9) == numbers[1:]


async def test_jobs_and_workers_are_those_of_a_shared_database(database: Database) -> None:
    async with database.read() as unit:
        assert await unit.jobs.workers() == 0
        assert await unit.jobs.depth() == {}
