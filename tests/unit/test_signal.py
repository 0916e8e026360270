"""The sandbox's signal: whoever waits for it can always be told to stop."""

from __future__ import annotations

import asyncio

import pytest

from bot.sandbox.events import Signal


@pytest.mark.parametrize("turns", range(2))
async def test_a_cancellation_that_comes_with_the_change_is_not_lost(turns: int) -> None:
    signal, after = Signal(), []

    async def wait_twice() -> None:
        await signal.wait(60)
        await asyncio.sleep(0)
        after.append("went on")

    waiting = asyncio.create_task(wait_twice())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    signal.notify()
    for _ in range(turns):
        await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert not after


async def test_no_change_in_time_is_told() -> None:
    assert not await Signal().wait(0.001)
