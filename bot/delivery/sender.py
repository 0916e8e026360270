"""The sender: drains the ledger to Telegram, committing before and after each message."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from itertools import groupby

from bot.delivery.outcomes import Blocked, Final, Halt, Migrated, Outcome, Retry, Sent, Unknown
from bot.services.ports import Clock
from storage.engine import Database
from storage.records import DeliveryRecord

_LOG = logging.getLogger(__name__)

IN_FLIGHT = 8
"""Most messages on their way at once: so many can be of unknown fate when the process is killed."""

LOOK_AGAIN = 1.0
"""Seconds after which the ledger is looked at even if nobody called: another process may have written to it."""

Deliver = Callable[[DeliveryRecord], Awaitable[Outcome]]


class Sender:
    """Claims deliveries, sends them, and writes down what became of each, one commit a step.

    ``call`` is set by whoever put something into the ledger.
    """

    def __init__(self, database: Database, deliver: Deliver, clock: Clock, call: asyncio.Event) -> None:
        self._database = database
        self._deliver = deliver
        self._clock = clock
        self._call = call
        self._not_before: datetime | None = None

    async def run(self) -> None:
        """Drain for ever; errors of the database are logged and waited out."""
        while True:
            try:
                sent = await self.drain()
            except Exception:
                _LOG.exception("the ledger could not be drained; trying again")
                sent = 0
            if not sent:
                await self._rest()

    async def recover(self) -> None:
        """Before the first drain: what a dead process left half-sent is tried once more."""
        async with self._database.write() as unit:
            left = await unit.deliveries.recover(now=self._clock())
        if left:
            _LOG.warning("%d digests were on their way when the program stopped; each is tried once more", left)

    async def drain(self) -> int:
        """Send one batch of what is due; gives the number of attempts."""
        now = self._clock()
        if self._not_before is not None and now < self._not_before:
            return 0
        async with self._database.write() as unit:
            claimed = await unit.deliveries.claim(IN_FLIGHT, now=now)
        by_reader = [list(group) for _, group in groupby(sorted(claimed, key=_order), lambda one: one.reader_id)]
        await asyncio.gather(*(self._send_in_order(group) for group in by_reader))
        return len(claimed)

    async def _send_in_order(self, deliveries: Sequence[DeliveryRecord]) -> None:
        """One reader's digests, the older first; after one that was not sent the rest go back to wait."""
        for place, delivery in enumerate(deliveries):
            outcome = await self._attempt(delivery)
            goes_on = isinstance(outcome, Sent | Final)
            if not goes_on:
                # Before the outcome is written: a reader who left is owed none of these either.
                await self._release(deliveries[place + 1 :])
            await self._write_down(delivery, outcome)
            if not goes_on:
                return

    async def _attempt(self, delivery: DeliveryRecord) -> Outcome:
        if self._not_before is not None and self._clock() < self._not_before:
            return Halt(self._not_before)
        try:
            return await self._deliver(delivery)
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

    async def _release(self, deliveries: Sequence[DeliveryRecord]) -> None:
        if deliveries:
            async with self._database.write() as unit:
                for delivery in deliveries:
                    await unit.deliveries.release(delivery.id)

    async def _rest(self) -> None:
        """Until somebody calls, or for a second."""
        try:
            await asyncio.wait_for(self._call.wait(), LOOK_AGAIN)
        except TimeoutError:
            return
        finally:
            self._call.clear()


def _order(delivery: DeliveryRecord) -> tuple[int, int]:
    return delivery.reader_id, delivery.id
