"""The sender: drains the ledger to Telegram, committing before and after each message."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from bot.delivery.outcomes import Blocked, Final, Halt, Migrated, Outcome, Retry, Sent, Unknown, backoff
from bot.errors import AnalysisFailed
from bot.services.ports import Clock
from storage.engine import Database
from storage.errors import StorageError
from storage.records import DeliveryRecord

_LOG = logging.getLogger(__name__)

IN_FLIGHT = 8
"""Most messages on their way at once: so many can be of unknown fate when the process is killed."""

LOOK_AGAIN = 1.0
"""Seconds after which the ledger is looked at even if nobody called: another process may have written to it."""

PATIENCE = 15.0
"""Seconds that the end of the program waits for Telegram's word on what is in flight."""

Deliver = Callable[[DeliveryRecord], Awaitable[Outcome]]


class Sender:
    """Claims deliveries, sends them, and writes down what became of each, one commit a step.

    Each of the places in flight is filled again as soon as it is free, whatever the others wait for; the ledger gives
    a reader one of them at most. ``call`` is set by whoever put something into the ledger.
    """

    def __init__(self, database: Database, deliver: Deliver, clock: Clock, call: asyncio.Event) -> None:
        self._database = database
        self._deliver = deliver
        self._clock = clock
        self._call = call
        self._in_flight: set[asyncio.Task[None]] = set()
        self._not_before: datetime | None = None
        self._stopping = False

    async def recover(self) -> None:
        """Before the first drain: what a dead process left half-sent is tried once more."""
        async with self._database.write() as unit:
            left = await unit.deliveries.recover(now=self._clock())
        if left:
            _LOG.warning("%d digests were on their way when the program stopped; each is tried once more", left)

    async def run(self) -> None:
        """Drain until `stop`, and end when nothing is in flight any more; errors of the database are waited out.

        Cancelled, it lets go of what is in flight; `recover` takes that up at the next start.
        """
        try:
            while self._in_flight or not self._stopping:
                try:
                    await self.drain()
                except StorageError as error:
                    _LOG.error("the ledger cannot be read: %s; trying again", error)
                except Exception:
                    _LOG.exception("the ledger could not be drained; trying again")
                if self._in_flight or not self._stopping:
                    await self._rest()
        finally:
            for task in self._in_flight:
                task.cancel()
            await asyncio.gather(*self._in_flight, return_exceptions=True)

    def stop(self) -> None:
        """Claim nothing more; what is in flight is sent and written down, and then `run` ends."""
        self._stopping = True
        self._call.set()

    async def drain(self) -> int:
        """Send what is due until nothing is, and nothing is in flight; gives the number of attempts."""
        attempts = 0
        while True:
            # What lands during the claim may free a reader whom the claim still saw as busy: then claim once more.
            busy = bool(self._in_flight)
            begun = await self._fill()
            attempts += begun
            if self._in_flight and not begun:
                await self._rest()
            elif not begun and not busy:
                return attempts

    async def _fill(self) -> int:
        """Begin to send in every free place; gives how many that were."""
        free = IN_FLIGHT - len(self._in_flight)
        now = self._clock()
        if self._stopping or not free or (self._not_before is not None and now < self._not_before):
            return 0
        async with self._database.write() as unit:
            claimed = await unit.deliveries.claim(free, now=now)
        for delivery in claimed:
            task = asyncio.create_task(self._send(delivery))
            self._in_flight.add(task)
            task.add_done_callback(self._landed)
        return len(claimed)

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._in_flight.discard(task)
        self._call.set()

    async def _send(self, delivery: DeliveryRecord) -> None:
        outcome = await self._attempt(delivery)
        while True:
            try:
                await self._write_down(delivery, outcome)
            except StorageError as error:
                # What Telegram has done must not be forgotten: the row would hold up its reader, and go out again.
                _LOG.error("the ledger cannot be written: %s; trying again", error)
                await asyncio.sleep(LOOK_AGAIN)
            except Exception:
                _LOG.exception("what became of delivery %d could not be written down", delivery.id)
                return
            else:
                return

    async def _attempt(self, delivery: DeliveryRecord) -> Outcome:
        if self._not_before is not None and self._clock() < self._not_before:
            return Halt(self._not_before)
        try:
            return await self._deliver(delivery)
        except (StorageError, AnalysisFailed) as error:
            _LOG.warning("the article of delivery %d cannot be read: %s; trying again", delivery.id, error)
            return Retry(self._clock() + backoff(delivery.attempts), type(error).__name__)
        except Exception as error:
            _LOG.exception("delivery %d failed", delivery.id)
            return Final(f"{type(error).__name__}")

    async def _write_down(self, delivery: DeliveryRecord, outcome: Outcome) -> None:
        now = self._clock()
        async with self._database.write() as unit:
            ledger = unit.deliveries
            match outcome:
                case Sent(message_id):
                    await ledger.sent(delivery.id, message_id, now=now)
                case Retry(at, error):
                    await ledger.retry(delivery.id, at=at, error=error)
                case Halt(until):
                    self._not_before = max(self._not_before or until, until)
                    await ledger.retry(delivery.id, at=until, error="flood limit")
                case Unknown(at, error):
                    await ledger.unknown(delivery.id, at=at, error=error, now=now)
                case Blocked():
                    await ledger.failed(delivery.id, error="blocked", now=now)
                    await unit.readers.deactivate(delivery.reader_id, now=now)
                    await ledger.cancel_for_reader(delivery.reader_id, now=now)
                case Migrated(new_chat_id):
                    await ledger.release(delivery.id)
                    await unit.readers.move(delivery.chat_id, new_chat_id)
                case Final(error):
                    _LOG.error("digest of article %d cannot be sent: %s", delivery.article_id, error)
                    await ledger.failed(delivery.id, error=error, now=now)

    async def _rest(self) -> None:
        """Until somebody calls or a place becomes free, or for a second."""
        try:
            await asyncio.wait_for(self._call.wait(), LOOK_AGAIN)
        except TimeoutError:
            return
        finally:
            self._call.clear()


@asynccontextmanager
async def draining(sender: Sender) -> AsyncIterator[asyncio.Task[None]]:
    """The sender at work, as a task; at the end it claims no more, and what is in flight has `PATIENCE` to land."""
    task = asyncio.create_task(sender.run())
    try:
        yield task
    finally:
        sender.stop()
        await asyncio.wait({task}, timeout=PATIENCE)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
