"""The daily job: goes on when the database fails, and rests a day when it does not."""

from __future__ import annotations

import asyncio

import pytest

from bot.jobs.retention import A_DAY, SOON, Retention
from bot.services.forgetting import Forgetting
from storage.errors import DatabaseBusy


class Troubled(Forgetting):
    """Fails as it is told to, then works."""

    def __init__(self, *troubles: Exception) -> None:
        self._troubles = list(troubles)

    async def expire(self) -> int:
        if self._troubles:
            raise self._troubles.pop(0)
        return 0


async def _rests(forgetting: Forgetting, count: int) -> list[float]:
    """How long the job rests, so many times."""
    rests: list[float] = []

    async def sleep(seconds: float) -> None:
        rests.append(seconds)
        if len(rests) == count:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await Retention(forgetting, sleep).run()
    return rests


async def test_it_works_once_a_day_and_tries_again_soon_after_a_failure() -> None:
    troubles = DatabaseBusy("locked"), ZeroDivisionError()
    assert await _rests(Troubled(*troubles), 4) == [SOON, SOON, A_DAY, A_DAY]
