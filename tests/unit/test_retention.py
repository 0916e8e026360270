"""The daily job: goes on when the database fails, and rests a day when it does not."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from bot.jobs.local import LocalRunner
from bot.jobs.tasks import retention_tasks
from bot.services.forgetting import Forgetting
from storage.errors import DatabaseBusy
from tests.fixtures.clockwork import Clock

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Troubled(Forgetting):
    """Fails as it is told to, then works; each try is noted with its moment."""

    def __init__(self, clock: Clock, *troubles: Exception) -> None:
        self._clock, self._troubles = clock, list(troubles)
        self.tries = list[datetime]()
        self.tried = asyncio.Event()

    async def expire(self) -> int:
        self.tries.append(self._clock())
        self.tried.set()
        if self._troubles:
            raise self._troubles.pop(0)
        return 0


async def test_it_works_once_a_day_and_tries_again_soon_after_a_failure() -> None:
    clock = Clock(NOON)
    forgetting = Troubled(clock, DatabaseBusy("locked"), ZeroDivisionError())
    running = asyncio.create_task(LocalRunner(clock, clock.sleep).run(retention_tasks(forgetting)))
    tries = [NOON, NOON + timedelta(minutes=1), NOON + timedelta(minutes=4)]
    days = [datetime(2026, 3, day, tzinfo=UTC) for day in (2, 3)]
    for moment in (*tries, *days):
        forgetting.tried.clear()
        if moment in tries:
            await clock.rest_until(moment)
        else:
            clock.move(moment - clock.now)
        await asyncio.wait_for(forgetting.tried.wait(), 20)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert forgetting.tries == [*tries, *days]
