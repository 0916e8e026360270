"""The sender where its database is locked, or goes away, while messages are on their way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from bot.delivery.habits import Habits
from bot.delivery.outcomes import Outcome, Sent
from bot.delivery.sender import Sender
from bot.services.flights import Flights
from storage.engine import Database
from storage.errors import DatabaseBusy
from storage.records import DeliveryRecord
from storage.unit import Unit
from tests.fixtures.stage import NOW, Stage


@pytest.fixture
def stage(database: Database) -> Stage:
    return Stage(database)


async def test_a_database_that_cannot_be_read_costs_no_digest(stage: Stage) -> None:
    await stage.fill()

    def fail(_: DeliveryRecord) -> Outcome:
        raise DatabaseBusy("another process keeps the file locked")

    await stage.sender(fail).drain()
    assert await stage.counts() == {"queued": 1}


class OnceBusy(Database):
    """A database that another process has locked when the next transaction wants to write, if ``busy``."""

    busy = stays_busy = False

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Unit]:
        if self.busy:
            self.busy = self.stays_busy
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


async def test_what_cannot_be_written_down_holds_back_the_rest(stage: Stage) -> None:
    await stage.fill(readers=8)
    stage.database = locked = OnceBusy(stage.database._backend)
    sent_by_then = list[int]()

    class Watched(Flights):
        def written(self, number: int) -> None:
            sent_by_then.append(len(stage.delivered))
            super().written(number)

    flights = Watched(most=2)

    async def deliver(one: DeliveryRecord) -> Outcome:
        await flights.clearance()
        locked.busy = not stage.delivered
        stage.delivered.append(one)
        return Sent(1)

    habits = Habits(rest=0.0)
    assert await Sender(stage.database, deliver, lambda: NOW, asyncio.Event(), habits, flights).drain() == 8
    assert next(number for number in sent_by_then if number) == 2
    assert await stage.counts() == {"sent": 8}


async def test_what_a_cancelled_sender_could_not_write_down_holds_back_nothing_later(stage: Stage) -> None:
    await stage.fill(readers=4)
    stage.database = locked = OnceBusy(stage.database._backend)
    flights, landed = Flights(most=2), asyncio.Event()

    async def deliver(one: DeliveryRecord) -> Outcome:
        await flights.clearance()
        # The database goes away with two messages on their way, and stays away.
        locked.busy = locked.stays_busy = True
        stage.delivered.append(one)
        if len(stage.delivered) == 2:
            landed.set()
        return Sent(1)

    sender = Sender(stage.database, deliver, lambda: NOW, asyncio.Event(), Habits(rest=0.0), flights)
    running = asyncio.create_task(sender.run())
    await asyncio.wait_for(landed.wait(), 10)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await asyncio.wait_for(flights.clearance(), 10)
    # The next one, elected when the database is there again, sends what is left and what nobody knows of.
    locked.busy = locked.stays_busy = False
    following = Sender(stage.database, deliver_after(flights), lambda: NOW, asyncio.Event(), Habits(rest=0.0), flights)
    await following.recover()
    async with asyncio.timeout(10):
        await following.drain()
    assert await stage.counts() == {"sent": 4}


def deliver_after(flights: Flights) -> Callable[[DeliveryRecord], Awaitable[Outcome]]:
    async def deliver(_: DeliveryRecord) -> Outcome:
        await flights.clearance()
        return Sent(1)

    return deliver


async def test_a_busy_database_is_one_line_in_the_log(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    await stage.fill()
    stage.database = locked = OnceBusy(stage.database._backend)
    locked.busy = True
    await stage.run_until_sent()
    assert [(one.levelname, one.exc_info) for one in caplog.records] == [("ERROR", None)]
