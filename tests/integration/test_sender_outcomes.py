"""The sender over a real ledger: every outcome leaves the row that it should."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.delivery.outcomes import Blocked, Final, Halt, Migrated, Outcome, Retry, Sent, Unknown
from storage.engine import Database
from storage.records import DeliveryRecord
from storage.repositories.interrupting import MOST_INTERRUPTIONS
from tests.fixtures.stage import NOW, Stage

LATER = NOW + timedelta(seconds=5)


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


async def test_an_unknown_outcome_is_tried_once_more_each_time_and_at_last_given_up(stage: Stage) -> None:
    await stage.fill()
    sender = stage.sender(lambda _: Unknown(stage.now, "no answer"))
    while await sender.drain():
        pass
    assert len(stage.delivered) == MOST_INTERRUPTIONS
    assert await stage.counts() == {"failed": 1}


async def test_a_digest_of_unknown_fate_comes_before_the_next(stage: Stage) -> None:
    await stage.fill(articles=2)
    first = iter((Unknown(LATER, "no answer"), Unknown(LATER, "no answer again")))
    sender = stage.sender(lambda _: next(first, Sent(1)))
    await sender.drain()
    assert len(stage.delivered) == 1
    stage.now = LATER
    while await sender.drain():
        pass
    assert [one.article_id for one in stage.delivered] == [*[stage.delivered[0].article_id] * 3, 1002]
    assert await stage.counts() == {"sent": 2}


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
