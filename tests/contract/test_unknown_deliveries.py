"""Deliveries of unknown fate: tried once more each time, given up at last, waited for by others."""

from __future__ import annotations

from bot.services.shared_flights import SharedFlights
from storage.engine import Database
from storage.records import DeliveryRecord
from storage.repositories.interrupting import INTERRUPTED_TOO_OFTEN, MOST_INTERRUPTIONS
from storage.unit import Unit
from tests.fixtures.ledger import NOW, SECOND, owe


async def _only(unit: Unit, reader_id: int) -> DeliveryRecord:
    (delivery,) = await unit.deliveries.of_reader(reader_id)
    return delivery


async def test_interrupted_delivery_is_tried_once_more_each_time_and_at_last_given_up(database: Database) -> None:
    async with database.write() as unit:
        delivery = (await owe(unit, 2))[0]
        for _ in range(MOST_INTERRUPTIONS):
            assert (await _only(unit, delivery.reader_id)).state in ("queued", "unknown")
            assert len(await unit.deliveries.claim(1, now=NOW)) == 1
            assert await unit.deliveries.recover(now=NOW) == 1
        given_up = await _only(unit, delivery.reader_id)
        assert await unit.deliveries.recover(now=NOW) == 0
        assert await unit.deliveries.counts() == {"failed": 1, "queued": 1}
    assert (given_up.state, given_up.error, given_up.attempts) == ("failed", INTERRUPTED_TOO_OFTEN, MOST_INTERRUPTIONS)


async def test_delivery_of_unknown_fate_is_due_once_more_each_time_and_at_last_given_up(database: Database) -> None:
    later = NOW + 9 * SECOND
    async with database.write() as unit:
        delivery = (await owe(unit))[0]
        await unit.deliveries.claim(1, now=NOW)
        await unit.deliveries.unknown(delivery.id, at=later, error="timed out", now=NOW)
        assert await unit.deliveries.claim(1, now=NOW) == []
        for _ in range(MOST_INTERRUPTIONS - 2):
            assert [again.error for again in await unit.deliveries.claim(1, now=later)] == ["timed out"]
            await unit.deliveries.unknown(delivery.id, at=later, error="timed out", now=NOW)
        assert len(await unit.deliveries.claim(1, now=later)) == 1
        await unit.deliveries.unknown(delivery.id, at=later, error="timed out again", now=later)
        given_up = await _only(unit, delivery.reader_id)
    assert (given_up.state, given_up.error) == ("failed", "timed out again")


async def test_what_another_process_is_sending_is_waited_for(database: Database) -> None:
    async with database.write() as unit:
        [owed] = await owe(unit)
        [claimed] = await unit.deliveries.claim(1, now=NOW)
    looks = 0

    async def look_later(_: float) -> None:
        nonlocal looks
        looks += 1
        if looks == 3:
            async with database.write() as unit:
                await unit.deliveries.sent(claimed.id, 7, now=NOW)

    await SharedFlights(database, 2, look_later).landed(owed.reader_id)
    assert looks == 3
    await SharedFlights(database, 2, look_later).landed(owed.reader_id)
    assert looks == 3
