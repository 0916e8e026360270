"""Which deliveries are claimed, when, in which order, and by one alone."""

from __future__ import annotations

import asyncio

import pytest

from storage.engine import Database
from tests.fixtures.ledger import NOW, SECOND, add_article, follower, owe


async def test_claim_takes_the_longest_due_first_and_up_to_its_limit(database: Database) -> None:
    async with database.write() as unit:
        await owe(unit, 3)
        early = await unit.deliveries.claim(1, now=NOW)
        await unit.deliveries.retry(early[0].id, at=NOW + SECOND, error="flood")
        claimed = await unit.deliveries.claim(2, now=NOW + 2 * SECOND)
        last = await unit.deliveries.claim(2, now=NOW + 2 * SECOND)
    assert [delivery.chat_id for delivery in claimed] == [2, 3]
    assert [(delivery.chat_id, delivery.attempts, delivery.error) for delivery in last] == [(1, 2, "flood")]
    assert {delivery.state for delivery in claimed + last} == {"sending"}


async def test_what_came_last_may_come_first_but_not_before_what_its_reader_waits_for(database: Database) -> None:
    async with database.write() as unit:
        first = (await owe(unit, 3))[0].article_id
        later = await add_article(unit, "later")
        topic = await unit.topics.ensure("kuril")
        await unit.deliveries.fan_out(later.id, [topic.id], now=NOW + SECOND)
        last, reader = await add_article(unit, "last"), await follower(unit, 4, "salmon")
        salmon = await unit.topics.ensure("salmon")
        await unit.deliveries.fan_out(last.id, [salmon.id], now=NOW + 2 * SECOND)
        claimed = await unit.deliveries.claim(3, now=NOW + 3 * SECOND, newest=True)
    assert claimed[0].reader_id == reader.id
    assert [(one.chat_id, one.article_id) for one in claimed] == [(4, last.id), (3, first), (2, first)]


async def test_claimed_delivery_reads_as_it_is_stored(database: Database) -> None:
    async with database.write() as unit:
        await owe(unit)
        claimed = await unit.deliveries.claim(1, now=NOW)
        assert claimed == await unit.deliveries.of_reader(claimed[0].reader_id)


async def test_nothing_is_claimed_before_its_time(database: Database) -> None:
    async with database.write() as unit:
        await owe(unit)
        assert await unit.deliveries.claim(1, now=NOW - SECOND) == []
        assert len(await unit.deliveries.claim(1, now=NOW)) == 1


async def test_reader_who_left_keeps_their_place_in_the_queue(database: Database) -> None:
    async with database.write() as unit:
        delivery = (await owe(unit))[0]
        await unit.readers.deactivate(delivery.reader_id, now=NOW)
        assert await unit.deliveries.claim(1, now=NOW) == []
        await unit.readers.activate(delivery.reader_id)
        assert len(await unit.deliveries.claim(1, now=NOW)) == 1


async def test_a_reader_is_sent_one_delivery_at_a_time_in_their_order(database: Database) -> None:
    async with database.write() as unit:
        for digest in ("d1", "d2", "d3"):
            await owe(unit, 2, digest=digest)
        first = await unit.deliveries.claim(8, now=NOW)
        assert await unit.deliveries.claim(8, now=NOW) == []
        await unit.deliveries.sent(first[0].id, 7, now=NOW)
        second = await unit.deliveries.claim(8, now=NOW)
    assert [delivery.chat_id for delivery in first] == [1, 2]
    assert [(delivery.chat_id, delivery.article_id) for delivery in second] == [(1, first[0].article_id + 1)]


async def test_a_delivery_that_is_tried_again_soon_goes_before_later_ones(database: Database) -> None:
    async with database.write() as unit:
        for digest in ("d1", "d2"):
            await owe(unit, digest=digest)
        (early,) = await unit.deliveries.claim(8, now=NOW)
        await unit.deliveries.unknown(early.id, at=NOW + SECOND, error="no answer", now=NOW)
        assert await unit.deliveries.claim(8, now=NOW) == []
        assert [one.id for one in await unit.deliveries.claim(8, now=NOW + SECOND)] == [early.id]


async def test_a_delivery_that_waits_for_its_hour_holds_up_no_later_one(database: Database) -> None:
    async with database.write() as unit:
        for digest in ("d1", "d2"):
            await owe(unit, digest=digest)
        (early,) = await unit.deliveries.claim(8, now=NOW)
        await unit.deliveries.retry(early.id, at=NOW + 3600 * SECOND, error="no route")
        (late,) = await unit.deliveries.claim(8, now=NOW)
        assert late.id > early.id


async def test_two_connections_never_claim_the_same_delivery(database_url: str) -> None:
    owed = 60
    databases = [await Database.open(database_url) for _ in range(2)]
    async with databases[0].write() as unit:
        await owe(unit, owed)

    async def drain(database: Database) -> list[int]:
        mine: list[int] = []
        while True:
            async with database.write() as unit:
                claimed = await unit.deliveries.claim(3, now=NOW)
            if not claimed:
                return mine
            mine += [delivery.id for delivery in claimed]

    shares = await asyncio.gather(*(drain(database) for database in databases for _ in range(3)))
    claimed = [delivery for share in shares for delivery in share]
    for database in databases:
        await database.close()
    assert len(claimed) == len(set(claimed)) == owed


@pytest.mark.postgres
@pytest.mark.xdist_group("postgres")
async def test_claim_passes_over_rows_that_another_transaction_holds(postgres_url: str) -> None:
    database = await Database.open(postgres_url)
    async with database.write() as unit:
        await owe(unit, 4)
    async with database.write() as one, database.write() as two:
        first = await one.deliveries.claim(2, now=NOW)
        second = await two.deliveries.claim(4, now=NOW)
    await database.close()
    assert [delivery.chat_id for delivery in first] == [1, 2]
    assert [delivery.chat_id for delivery in second] == [3, 4]
