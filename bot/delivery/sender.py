"""The sender: drains the ledger to Telegram, committing before and after each message."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from bot.delivery.fairness import Fairness
from bot.delivery.habits import Habits
from bot.delivery.outcomes import Halt, Outcome, Retry, Sent, backoff, failure
from bot.delivery.settling import Settled, lag_of, settle
from bot.errors import AnalysisFailed
from bot.monitoring.monitor import DELIVERY, Monitor
from bot.services.alarms import HALT, Alarms
from bot.services.flights import Flights
from bot.services.notices import Notice
from bot.services.ports import Clock
from storage.engine import Database
from storage.errors import StorageError
from storage.records import DeliveryRecord
from storage.repositories.claiming import LEASE
from storage.repositories.interrupting import DOUBTFUL
from storage.unit import Unit

_LOG = logging.getLogger(__name__)

LOOK_AGAIN = 1.0
"""Seconds after which the ledger is looked at even if nobody called: another process may have written to it."""

WRITE_AGAIN = 0.2
"""Seconds after which what has landed is written down again where that failed."""

LONG_HALT = 5
"""Minutes of waiting at Telegram's word of which the admins are told."""

Deliver = Callable[[DeliveryRecord], Awaitable[Outcome]]


class Sender:
    """Claims deliveries, sends them, and writes down what became of each.

    A place in flight is filled again once its outcome is committed; what lands while a transaction runs is written by
    the next one, together. The ledger gives a reader one place at most. ``call`` is set by whoever put something into
    the ledger.
    """

    def __init__(
        self,
        database: Database,
        deliver: Deliver,
        clock: Clock,
        call: asyncio.Event,
        habits: Habits | None = None,
        flights: Flights | None = None,
        alarms: Alarms | None = None,
        monitor: Monitor | None = None,
    ) -> None:
        self._monitor = monitor or Monitor()
        self._database = database
        self._deliver = deliver
        self._clock = clock
        self._call = call
        self._habits = habits or Habits()
        self._flights = flights or Flights()
        self._alarms = alarms
        self._fairness = Fairness(self._habits.rest)
        self._in_flight: set[asyncio.Task[None]] = set()
        self._landed: list[Settled] = []
        self._not_before: datetime | None = None
        self._seen: datetime | None = None
        self._swept: datetime | None = None
        self._stopping = False
        self._odd = False

    async def recover(self) -> None:
        """Before the first drain: what a dead process left half-sent is tried once more."""
        async with self._database.write() as unit:
            await unit.deliveries.bring_forward(self._clock())
            left = await unit.deliveries.recover(now=self._clock(), drop=self._habits.drops)
        if left:
            _LOG.warning("%d digests were on their way when the program stopped", left)

    async def run(self) -> None:
        """Drain until `stop`, and end when nothing is in flight any more; errors of the database are waited out.

        Cancelled, it lets go of what is in flight; `recover` takes that up at the next start.
        """
        try:
            while self._is_busy or not self._stopping:
                try:
                    await self.drain()
                    await self._sweep()
                except StorageError as error:
                    _LOG.error("the ledger cannot be used: %s; trying again", error)
                    if self._alarms:
                        self._alarms.fail(error)
                except Exception:
                    _LOG.exception("the ledger could not be drained; trying again")
                if self._is_busy or not self._stopping:
                    await self._rest()
        finally:
            for task in self._in_flight:
                task.cancel()
            await asyncio.gather(*self._in_flight, return_exceptions=True)
            # Elected again, the next sender of this process begins without them.
            self._flights.end()

    def stop(self) -> None:
        """Claim nothing more; what is in flight is sent and written down, and then `run` ends."""
        self._stopping = True
        self._call.set()

    async def drain(self) -> int:
        """Send what is due until nothing is, and nothing is in flight; gives the number of attempts."""
        attempts = 0
        while True:
            try:
                async with self._flights.claiming():
                    settled, begun = await self._turn()
            except StorageError as error:
                if not self._landed:
                    raise
                # What Telegram has done must not be forgotten: the rows would hold up their readers, and go out again.
                _LOG.error("the ledger cannot be written: %s; trying again", error)
                await asyncio.sleep(WRITE_AGAIN)
                continue
            attempts += begun
            if not settled and not begun:
                if not self._is_busy:
                    return attempts
                await self._rest()

    @property
    def _is_busy(self) -> bool:
        return bool(self._in_flight or self._landed)

    async def _turn(self) -> tuple[int, int]:
        """Write down what has landed and claim as much as has a place, in one transaction; gives how many of each."""
        await self._look_at_the_clock()
        landed = list(self._landed)
        free = self._free()
        if not landed and not free:
            return 0, 0
        try:
            async with self._database.write() as unit:
                until = await settle(unit, landed, self._clock(), self._alarms, sender=self._habits.name)
                claimed = await self._claim(unit, free) if until is None else []
        except StorageError:
            raise
        except Exception:
            _LOG.exception("what became of %d deliveries could not be written down together", len(landed))
            until, claimed = await self._settle_apart(landed), []
        # Only now: had the transaction failed, what Telegram has done would have to be written down all the same.
        del self._landed[: len(landed)]
        self._flights.written(len(landed))
        if until is not None:
            self._wait(until)
        for delivery in claimed:
            self._flights.begin(delivery.reader_id)
            task = asyncio.create_task(self._send(delivery))
            self._in_flight.add(task)
            task.add_done_callback(self._in_flight.discard)
        return len(landed), len(claimed)

    async def _look_at_the_clock(self) -> None:
        """Set back, it would make everything wait for what it showed before."""
        now, before = self._clock(), self._seen
        self._seen = now
        if before is None or now > before - DOUBTFUL:
            return
        _LOG.warning("the system's clock was set back from %s to %s", before, now)
        self._not_before = None
        async with self._database.write() as unit:
            await unit.deliveries.bring_forward(now)

    async def _sweep(self) -> None:
        """With nothing in flight: what was claimed and never settled, by whomever, holds up its reader no longer."""
        now = self._clock()
        if self._swept is not None and self._swept <= now < self._swept + LEASE:
            return
        async with self._database.write() as unit:
            left = await unit.deliveries.recover(now=now, expired=True, drop=self._habits.drops)
        self._swept = now
        if left:
            _LOG.warning("%d deliveries were claimed and never settled; they are taken up", left)

    def _wait(self, until: datetime) -> None:
        """Nothing is sent before that; admins are told of a long time."""
        self._not_before = max(self._not_before or until, until)
        minutes = (until - self._clock()) // timedelta(minutes=1)
        if self._alarms and minutes >= LONG_HALT:
            self._alarms.note(HALT, Notice("alarm.halt", {"minutes": minutes}))

    async def _settle_apart(self, landed: Sequence[Settled]) -> datetime | None:
        """One transaction each, so that one that cannot be written down holds up no other."""
        halts = []
        for one in landed:
            try:
                async with self._database.write() as unit:
                    halts.append(await settle(unit, [one], self._clock(), self._alarms, sender=self._habits.name))
            except StorageError:
                raise
            except Exception:
                _LOG.exception("what became of delivery %d could not be written down", one.delivery.id)
        return max((until for until in halts if until is not None), default=None)

    def _free(self) -> int:
        if self._stopping or (self._not_before is not None and self._clock() < self._not_before):
            return 0
        return self._habits.in_flight - len(self._in_flight)

    async def _claim(self, unit: Unit, free: int) -> list[DeliveryRecord]:
        """Readers who were served lately come after the others, and those who were served just now not yet."""
        claimed: list[DeliveryRecord] = []
        resting: Sequence[int] = ()
        for resting in self._fairness.rounds(asyncio.get_running_loop().time()):
            if len(claimed) < free:
                claimed += await self._claim_some(unit, free - len(claimed), resting)
        if len(claimed) < free:
            claimed += await unit.deliveries.claim_broadcasts(
                free - len(claimed), now=self._clock(), sender=self._habits.name, resting=resting
            )
        return claimed

    async def _claim_some(self, unit: Unit, free: int, resting: Sequence[int]) -> list[DeliveryRecord]:
        """Half of the places are for what came last: the thousand readers of one article keep no other waiting."""
        claim = partial(
            unit.deliveries.claim,
            now=self._clock(),
            sender=self._habits.name,
            most_alerts=self._habits.most_alerts,
            resting=resting,
        )
        # Of a single place every other time.
        self._odd = not self._odd
        half = (free + self._odd) // 2
        newest = await claim(half, newest=True) if half else []
        if newest and (len(newest) < half or half == free):
            return newest
        return newest + await claim(free - len(newest))

    async def _send(self, delivery: DeliveryRecord) -> None:
        with self._monitor.work(DELIVERY, delivery.id, sort=delivery.kind, attempt=delivery.attempts) as work:
            outcome = await self._attempt(delivery)
            work.outcome = type(outcome).__name__.lower()
        if isinstance(outcome, Sent) and (lag := lag_of(delivery, self._clock())) is not None:
            self._monitor.meters.pushed(lag)
        self._flights.land(delivery.reader_id)
        self._fairness.served(delivery.reader_id, asyncio.get_running_loop().time())
        self._landed.append(Settled(delivery, outcome))
        self._call.set()

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
            return failure(error)

    async def _rest(self) -> None:
        """Until somebody calls, a place becomes free or a reader has rested, or for a second."""
        now = asyncio.get_running_loop().time()
        try:
            # Not `wait_for`: before Python 3.12 it loses a cancellation that comes together with the call.
            async with asyncio.timeout(min(LOOK_AGAIN, self._fairness.free_at(now) - now)):
                await self._call.wait()
        except TimeoutError:
            return
        finally:
            self._call.clear()
