"""What becomes of a delivery once it is claimed: sent, failed, released, cancelled."""

from __future__ import annotations

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from storage.engine import Database
from storage.records import DeliveryRecord
from storage.tables import deliveries
from storage.unit import Unit
from tests.fixtures.ledger import NOW, owe


async def _only(unit: Unit, reader_id: int) -> DeliveryRecord:
    (delivery,) = await unit.deliveries.of_reader(reader_id)
    return delivery


async def test_what_another_sender_took_over_is_not_put_back_by_the_first(database: Database) -> None:
    async with database.write() as unit:
        delivery = (await owe(unit, 1))[0]
        ledger = unit.deliveries
        await ledger.claim(9, now=NOW, sender="first")
        await ledger.recover(now=NOW)
        await ledger.claim(9, now=NOW, sender="second")
        await ledger.retry(delivery.id, at=NOW, error="late", sender="first")
        await ledger.release(delivery.id, sender="first")
        await ledger.unknown(delivery.id, at=NOW, error="late", now=NOW, sender="first")
        await ledger.failed(delivery.id, error="late", now=NOW, sender="first")
        assert await ledger.drop_message(delivery.id, error="late", now=NOW, sender="first") == 0
        assert (await _only(unit, delivery.reader_id)).state == "sending"
        # What Telegram has is a fact, whoever sent it.
        await ledger.sent(delivery.id, 7, now=NOW)
        assert (await _only(unit, delivery.reader_id)).state == "sent"


async def test_digest_of_an_unfollowed_topic_still_says_why_it_came(database: Database) -> None:
    async with database.write() as unit:
        delivery = (await owe(unit))[0]
        await unit.follows.remove(delivery.reader_id, delivery.topic_id)
        assert (await unit.deliveries.claim(1, now=NOW))[0].label == "kuril"


async def test_sent_delivery_keeps_its_message(database: Database) -> None:
    async with database.write() as unit:
        delivery = (await owe(unit))[0]
        await unit.deliveries.claim(1, now=NOW)
        await unit.deliveries.sent(delivery.id, 2**40, now=NOW)
        stored = await _only(unit, delivery.reader_id)
        assert await unit.deliveries.claim(1, now=NOW) == []
    assert (stored.state, stored.message_id, stored.attempts) == ("sent", 2**40, 1)


async def test_failed_delivery_keeps_its_error_and_is_not_claimed(database: Database) -> None:
    async with database.write() as unit:
        delivery = (await owe(unit))[0]
        await unit.deliveries.claim(1, now=NOW)
        await unit.deliveries.failed(delivery.id, error="bot was blocked", now=NOW)
        stored = await _only(unit, delivery.reader_id)
        assert await unit.deliveries.claim(1, now=NOW) == []
    assert (stored.state, stored.error) == ("failed", "bot was blocked")


async def test_released_delivery_counts_no_attempt(database: Database) -> None:
    async with database.write() as unit:
        delivery = (await owe(unit))[0]
        await unit.deliveries.claim(1, now=NOW)
        await unit.deliveries.release(delivery.id)
        assert await _only(unit, delivery.reader_id) == delivery


async def test_a_late_word_does_not_reopen_what_was_sent(database: Database) -> None:
    async with database.write() as unit:
        delivery = (await owe(unit))[0]
        await unit.deliveries.claim(1, now=NOW)
        await unit.deliveries.sent(delivery.id, 7, now=NOW)
        await unit.deliveries.retry(delivery.id, at=NOW, error="late")
        await unit.deliveries.release(delivery.id)
        await unit.deliveries.failed(delivery.id, error="late", now=NOW)
        stored = await _only(unit, delivery.reader_id)
    assert (stored.state, stored.error) == ("sent", None)


async def test_cancelling_leaves_what_is_being_sent(database: Database) -> None:
    async with database.write() as unit:
        first = (await owe(unit, digest="d1"))[0]
        await unit.deliveries.claim(1, now=NOW)
        await owe(unit, digest="d2")
        assert await unit.deliveries.cancel_for_reader(first.reader_id, now=NOW) == 1
        assert await unit.deliveries.counts() == {"sending": 1, "cancelled": 1}
        assert await unit.deliveries.claim(2, now=NOW) == []


async def test_unheard_of_state_is_refused(database: Database) -> None:
    async with database.write() as unit:
        await owe(unit)
    with pytest.raises(IntegrityError, match="ck_deliveries_state"):
        async with database._backend.writing.begin() as connection:
            await connection.execute(update(deliveries).values(state="lost"))
