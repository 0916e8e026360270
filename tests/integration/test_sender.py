"""The sender over a real ledger: order, fairness, and what a stop or a wrong clock leaves."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.delivery.habits import IN_FLIGHT
from bot.delivery.outcomes import Halt, Outcome, Sent
from bot.delivery.sender import Sender
from storage.engine import Database
from storage.records import DeliveryRecord, NewArticle
from storage.repositories.claiming import LEASE
from tests.fixtures.stage import NOW, Stage

LATER = NOW + timedelta(seconds=5)


@pytest.fixture
def stage(database: Database) -> Stage:
    return Stage(database)


async def test_a_readers_digests_keep_their_order(stage: Stage) -> None:
    await stage.fill(readers=3, articles=4)
    sender = stage.sender(lambda _: Sent(1))
    while await sender.drain():
        pass
    for reader in {one.reader_id for one in stage.delivered}:
        mine = [one.article_id for one in stage.delivered if one.reader_id == reader]
        assert mine == sorted(mine)
    assert await stage.counts() == {"sent": 12}


async def test_the_many_readers_of_an_article_keep_those_of_the_next_not_waiting(stage: Stage) -> None:
    await stage.fill(readers=60)
    async with stage.database.write() as unit:
        topic = await unit.topics.ensure("salmon")
        reader = await unit.readers.meet(999, "private", "en", now=NOW)
        await unit.follows.add(reader.id, topic.id, "salmon", now=NOW)
        article, _ = await unit.articles.add(NewArticle("next", "T", "x", "en"), now=NOW)
        await unit.deliveries.fan_out(article.id, [topic.id], now=NOW)
    sender = stage.sender(lambda _: Sent(1))
    while await sender.drain():
        pass
    order = [one.article_id for one in stage.delivered]
    assert len(order) == 61
    assert order.index(article.id) < 10
    # The oldest are not kept waiting either.
    assert min(one.id for one in stage.delivered) in [one.id for one in stage.delivered[:10]]


async def test_what_a_dead_process_left_half_sent_is_tried_once_more(stage: Stage) -> None:
    await stage.fill(readers=2)
    async with stage.database.write() as unit:
        await unit.deliveries.claim(2, now=NOW)
    sender = stage.sender(lambda _: Sent(1))
    await sender.recover()
    while await sender.drain():
        pass
    assert await stage.counts() == {"sent": 2}


async def test_what_was_claimed_and_never_settled_is_taken_up_without_a_restart(stage: Stage) -> None:
    await stage.fill()
    async with stage.database.write() as unit:
        assert await unit.deliveries.claim(1, now=NOW)
    stage.now = NOW + LEASE
    await stage.run_until_sent()
    assert await stage.counts() == {"sent": 1}


async def test_a_call_wakes_the_sender(stage: Stage) -> None:
    call, sent = asyncio.Event(), asyncio.Event()

    async def deliver(_: DeliveryRecord) -> Outcome:
        sent.set()
        return Sent(1)

    task = asyncio.create_task(Sender(stage.database, deliver, lambda: NOW, call).run())
    await asyncio.sleep(0)
    await stage.fill()
    call.set()
    await asyncio.wait_for(sent.wait(), 10)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert not (await stage.counts()).get("queued")


async def test_a_hung_chat_holds_up_nobody_else(stage: Stage) -> None:
    await stage.fill(readers=2, articles=3)
    hung, others = asyncio.Event(), asyncio.Event()

    async def deliver(one: DeliveryRecord) -> Outcome:
        if one.chat_id == 1:
            await hung.wait()
        stage.delivered.append(one)
        if len(stage.delivered) == 3:
            others.set()
        return Sent(1)

    draining = asyncio.create_task(stage.sender_that(deliver).drain())
    await asyncio.wait_for(others.wait(), 10)
    assert [one.chat_id for one in stage.delivered] == [2, 2, 2]
    hung.set()
    assert await draining == 6
    assert await stage.counts() == {"sent": 6}


async def test_a_reader_is_sent_one_digest_at_a_time(stage: Stage) -> None:
    await stage.fill(readers=3, articles=4)
    flying: list[int] = []

    async def deliver(one: DeliveryRecord) -> Outcome:
        assert one.reader_id not in flying
        flying.append(one.reader_id)
        await asyncio.sleep(0)
        flying.remove(one.reader_id)
        return Sent(1)

    assert await stage.sender_that(deliver).drain() == 12
    assert await stage.counts() == {"sent": 12}


async def test_no_more_is_claimed_than_a_death_may_repeat(stage: Stage) -> None:
    """Whatever lands while it writes down and claims: a row counts until it is committed that Telegram has it."""
    await stage.fill(readers=60)
    claimed: list[int] = []

    async def deliver(one: DeliveryRecord) -> Outcome:
        claimed.extend([(await stage.counts())["sending"] for _ in range(one.reader_id % 5)])
        return Sent(1)

    assert await stage.sender_that(deliver).drain() == 60
    assert 1 < max(claimed) <= IN_FLIGHT


async def test_a_stopped_sender_writes_down_what_is_in_flight_and_claims_no_more(stage: Stage) -> None:
    await stage.fill(articles=2)
    begun, answered = asyncio.Event(), asyncio.Event()

    async def deliver(_: DeliveryRecord) -> Outcome:
        begun.set()
        await answered.wait()
        return Sent(1)

    sender = stage.sender_that(deliver)
    running = asyncio.create_task(sender.run())
    await asyncio.wait_for(begun.wait(), 10)
    sender.stop()
    answered.set()
    await asyncio.wait_for(running, 10)
    assert await stage.counts() == {"sent": 1, "queued": 1}


async def test_a_cancelled_sender_leaves_what_is_in_flight_to_the_next_start(stage: Stage) -> None:
    await stage.fill()
    begun = asyncio.Event()

    async def deliver(_: DeliveryRecord) -> Outcome:
        begun.set()
        await asyncio.Event().wait()
        raise AssertionError("cancelled before")

    running = asyncio.create_task(stage.sender_that(deliver).run())
    await asyncio.wait_for(begun.wait(), 10)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert await stage.counts() == {"sending": 1}


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=365)])
async def test_a_clock_that_is_set_back_holds_up_nothing(stage: Stage, back: timedelta) -> None:
    stage.now = NOW + back
    sender = stage.sender(lambda one: Halt(stage.now + timedelta(seconds=30)) if stage.now > NOW else Sent(1))
    await sender.drain()
    stage.clock_ahead = back
    await stage.fill(readers=2)
    await sender.drain()
    stage.now = NOW
    await sender.drain()
    assert await stage.counts() == {"sent": 2}


async def test_what_a_clock_ahead_wrote_down_goes_out_at_the_next_start(stage: Stage) -> None:
    stage.clock_ahead = timedelta(days=365)
    await stage.fill(readers=2)
    sender = stage.sender(lambda _: Sent(1))
    assert await sender.drain() == 0
    await sender.recover()
    await sender.drain()
    assert await stage.counts() == {"sent": 2}
