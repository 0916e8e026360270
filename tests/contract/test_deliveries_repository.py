"""What the ledger promises, on each database."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from bot.services.shared_flights import SharedFlights
from storage.engine import Database
from storage.records import DeliveryRecord
from storage.repositories.interrupting import INTERRUPTED_TOO_OFTEN, MOST_INTERRUPTIONS
from storage.tables import deliveries
from storage.unit import Unit
from tests.fixtures.ledger import NOW, SECOND, add_article, follower, owe, topic_id


async def _only(unit: Unit, reader_id: int) -> DeliveryRecord:
    (delivery,) = await unit.deliveries.of_reader(reader_id)
    return delivery


async def test_each_follower_is_owed_the_article_once(database: Database) -> None:
    async with database.write() as unit:
        one, two = await follower(unit, 1, "minsk", "kuril", "oslo"), await follower(unit, 2, "kuril")
        other = await follower(unit, 3, "oslo")
        article = await add_article(unit)
        topics = [await topic_id(unit, "kuril"), await topic_id(unit, "minsk")]
        assert await unit.deliveries.fan_out(article.id, topics, now=NOW) == 2
        assert await unit.deliveries.of_reader(other.id) == []
        first, second = await _only(unit, one.id), await _only(unit, two.id)
    assert (first.label, first.topic_id) == ("MINSK", topics[1])
    assert (second.label, second.topic_id) == ("KURIL", topics[0])
    assert (first.chat_id, first.reader_language, first.article_id) == (1, "en", article.id)
    assert (first.state, first.attempts, first.not_before) == ("queued", 0, NOW)


async def test_fanning_out_again_adds_only_who_was_missing(database: Database) -> None:
    async with database.write() as unit:
        delivery = (await owe(unit, 2))[0]
        topic = [delivery.topic_id]
        assert await unit.deliveries.fan_out(delivery.article_id, topic, now=NOW) == 0
        await follower(unit, 3, "kuril")
        assert await unit.deliveries.fan_out(delivery.article_id, topic, now=NOW) == 1


async def test_readers_who_left_are_owed_nothing(database: Database) -> None:
    async with database.write() as unit:
        gone = await follower(unit, 1, "kuril")
        await unit.readers.deactivate(gone.id, now=NOW)
        article = await add_article(unit)
        assert await unit.deliveries.fan_out(article.id, [await topic_id(unit, "kuril")], now=NOW) == 0


async def test_no_topic_is_nobody(database: Database) -> None:
    async with database.write() as unit:
        await follower(unit, 1, "kuril")
        assert await unit.deliveries.fan_out((await add_article(unit)).id, [], now=NOW) == 0


async def test_thousands_of_topics_fit_into_one_fan_out(database: Database) -> None:
    async with database.write() as unit:
        await follower(unit, 1, "kuril")
        topics = [*range(10**6, 10**6 + 70_000), await topic_id(unit, "kuril")]
        assert await unit.deliveries.fan_out((await add_article(unit)).id, topics, now=NOW) == 1


async def test_rolled_back_article_is_owed_to_nobody(database: Database) -> None:
    with pytest.raises(RuntimeError):  # noqa: PT012
        async with database.write() as unit:
            await owe(unit, 3)
            raise RuntimeError("the load failed")
    async with database.read() as unit:
        assert await unit.deliveries.counts() == {}
        assert await unit.articles.count() == 0


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


async def test_claimed_delivery_reads_as_it_is_stored(database: Database) -> None:
    async with database.write() as unit:
        await owe(unit)
        claimed = await unit.deliveries.claim(1, now=NOW)
        assert claimed == await unit.deliveries.of_reader(claimed[0].reader_id)


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


async def test_unheard_of_state_is_refused(database: Database) -> None:
    async with database.write() as unit:
        await owe(unit)
    with pytest.raises(IntegrityError, match="ck_deliveries_state"):
        async with database._backend.writing.begin() as connection:
            await connection.execute(update(deliveries).values(state="lost"))


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
