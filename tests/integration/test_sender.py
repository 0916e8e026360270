"""The sender over a real ledger: every outcome leaves the row that it should."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery.outcomes import Blocked, Final, Halt, Migrated, Outcome, Retry, Sent, Unknown
from bot.delivery.sender import Sender
from storage.engine import Database
from storage.errors import DatabaseBusy
from storage.records import DeliveryRecord, NewArticle
from storage.unit import Unit

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = NOW + timedelta(seconds=5)


class Stage:
    """A ledger with so many readers of one topic, and a clock that stands until it is moved."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.now = NOW
        self.delivered: list[DeliveryRecord] = []

    async def fill(self, readers: int = 1, articles: int = 1) -> None:
        async with self.database.write() as unit:
            topic = await unit.topics.ensure("fisheries")
            for chat in range(1, readers + 1):
                reader = await unit.readers.meet(chat, "private", "en", now=NOW)
                await unit.follows.add(reader.id, topic.id, "fisheries", now=NOW)
            for number in range(articles):
                article, _ = await unit.articles.add(NewArticle(f"d{number}", "T", "x", "en"), now=NOW)
                await unit.deliveries.fan_out(article.id, [topic.id], now=NOW)

    def sender(self, outcome: Callable[[DeliveryRecord], Outcome]) -> Sender:
        async def deliver(delivery: DeliveryRecord) -> Outcome:
            self.delivered.append(delivery)
            return outcome(delivery)

        return self.sender_that(deliver)

    def sender_that(self, deliver: Callable[[DeliveryRecord], Awaitable[Outcome]]) -> Sender:
        return Sender(self.database, deliver, lambda: self.now, asyncio.Event())

    async def counts(self) -> dict[str, int]:
        async with self.database.read() as unit:
            return await unit.deliveries.counts()

    async def is_active(self, chat_id: int) -> bool:
        async with self.database.read() as unit:
            reader = await unit.readers.by_chat(chat_id)
        return reader is not None and reader.active


@pytest.fixture
def stage(database: Database) -> Stage:
    return Stage(database)


async def test_what_is_sent_keeps_its_message_id(stage: Stage) -> None:
    await stage.fill()
    assert await stage.sender(lambda _: Sent(77)).drain() == 1
    async with stage.database.read() as unit:
        (delivery,) = await unit.deliveries.of_reader(stage.delivered[0].reader_id)
    assert (delivery.state, delivery.message_id) == ("sent", 77)


async def test_a_retry_waits_for_its_time(stage: Stage) -> None:
    await stage.fill()
    sender = stage.sender(lambda one: Sent(1) if one.attempts > 1 else Retry(LATER, "no route"))
    await sender.drain()
    assert await sender.drain() == 0
    stage.now = LATER
    assert await sender.drain() == 1
    assert await stage.counts() == {"sent": 1}


async def test_a_flood_limit_halts_everybody(stage: Stage) -> None:
    await stage.fill(readers=20)
    sender = stage.sender(lambda _: Halt(LATER) if stage.now < LATER else Sent(1))
    await sender.drain()
    tried = len(stage.delivered)
    assert await sender.drain() == 0
    assert len(stage.delivered) == tried <= 8
    stage.now = LATER
    while await sender.drain():
        pass
    assert await stage.counts() == {"sent": 20}


async def test_blocked_reader_is_not_retried(stage: Stage) -> None:
    await stage.fill(articles=3)
    sender = stage.sender(lambda _: Blocked())
    while await sender.drain():
        pass
    assert len(stage.delivered) == 1
    assert not await stage.is_active(1)
    assert await stage.counts() == {"failed": 1, "cancelled": 2}


async def test_a_moved_chat_gets_its_digest_at_the_new_place(stage: Stage) -> None:
    await stage.fill()
    sender = stage.sender(lambda one: Sent(1) if one.chat_id == -100 else Migrated(-100))
    while await sender.drain():
        pass
    assert [one.chat_id for one in stage.delivered] == [1, -100]
    assert await stage.counts() == {"sent": 1}


async def test_an_unknown_outcome_is_tried_once_more(stage: Stage) -> None:
    await stage.fill()
    sender = stage.sender(lambda _: Unknown(stage.now, "no answer"))
    while await sender.drain():
        pass
    assert len(stage.delivered) == 2
    assert await stage.counts() == {"failed": 1}


async def test_what_can_never_be_sent_holds_up_nothing(stage: Stage) -> None:
    await stage.fill(articles=2)
    sender = stage.sender(lambda one: Final("bad") if one.article_id == 1001 else Sent(1))
    while await sender.drain():
        pass
    assert await stage.counts() == {"failed": 1, "sent": 1}


async def test_an_unforeseen_error_is_written_down(stage: Stage) -> None:
    await stage.fill()

    def fail(_: DeliveryRecord) -> Outcome:
        raise ZeroDivisionError

    await stage.sender(fail).drain()
    assert await stage.counts() == {"failed": 1}


async def test_a_readers_digests_keep_their_order(stage: Stage) -> None:
    await stage.fill(readers=3, articles=4)
    sender = stage.sender(lambda _: Sent(1))
    while await sender.drain():
        pass
    for reader in {one.reader_id for one in stage.delivered}:
        mine = [one.article_id for one in stage.delivered if one.reader_id == reader]
        assert mine == sorted(mine)
    assert await stage.counts() == {"sent": 12}


async def test_what_a_dead_process_left_half_sent_is_tried_once_more(stage: Stage) -> None:
    await stage.fill(readers=2)
    async with stage.database.write() as unit:
        await unit.deliveries.claim(2, now=NOW)
    sender = stage.sender(lambda _: Sent(1))
    await sender.recover()
    while await sender.drain():
        pass
    assert await stage.counts() == {"sent": 2}


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


async def test_a_database_that_cannot_be_read_costs_no_digest(stage: Stage) -> None:
    await stage.fill()

    def fail(_: DeliveryRecord) -> Outcome:
        raise DatabaseBusy("another process keeps the file locked")

    await stage.sender(fail).drain()
    assert await stage.counts() == {"queued": 1}


class OnceBusy(Database):
    """A database that another process has locked when the next transaction wants to write, if ``busy``."""

    busy = False

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Unit]:
        if self.busy:
            self.busy = False
            raise DatabaseBusy("another process keeps the file locked")
        async with super().write() as unit:
            yield unit


async def test_what_telegram_has_done_is_written_down_once_the_database_is_free(stage: Stage) -> None:
    await stage.fill()
    stage.database = locked = OnceBusy(stage.database._backend)

    def deliver(_: DeliveryRecord) -> Outcome:
        locked.busy = True
        return Sent(1)

    assert await stage.sender(deliver).drain() == 1
    assert not locked.busy
    assert await stage.counts() == {"sent": 1}


async def test_a_busy_database_is_one_line_in_the_log(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    await stage.fill()
    stage.database = locked = OnceBusy(stage.database._backend)
    locked.busy = True
    sent = asyncio.Event()

    async def deliver(_: DeliveryRecord) -> Outcome:
        sent.set()
        return Sent(1)

    sender = stage.sender_that(deliver)
    running = asyncio.create_task(sender.run())
    await asyncio.wait_for(sent.wait(), 10)
    sender.stop()
    await asyncio.wait_for(running, 10)
    assert [(one.levelname, one.exc_info) for one in caplog.records] == [("ERROR", None)]
