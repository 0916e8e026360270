"""Turns at hosts: one at a time, with a pause, and no host waits for another."""

from __future__ import annotations

import asyncio

import pytest

from bot.sources.politeness import MANY, Politeness


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


async def test_the_pause_is_from_the_end_of_one_to_the_start_of_the_next() -> None:
    time = Time()
    politeness = Politeness(1.0, clock=time, sleep=time.sleep)
    async with politeness.turn("a"):
        time.now += 5.0
    time.now += 0.25
    async with politeness.turn("a"):
        pass
    assert time.slept == [0.75]


async def test_another_host_does_not_wait() -> None:
    time = Time()
    politeness = Politeness(1.0, clock=time, sleep=time.sleep)
    async with politeness.turn("a"), politeness.turn("b"):
        pass
    assert time.slept == []


async def test_a_host_of_ones_own_needs_no_pause() -> None:
    time = Time()
    politeness = Politeness(1.0, clock=time, sleep=time.sleep)
    for _ in range(3):
        async with politeness.turn("a", pause=False):
            pass
    assert time.slept == []


async def test_a_failed_request_counts_as_one() -> None:
    time = Time()
    politeness = Politeness(1.0, clock=time, sleep=time.sleep)
    with pytest.raises(OSError, match="broke"):
        async with politeness.turn("a"):
            raise OSError("broke")
    async with politeness.turn("a"):
        pass
    assert time.slept == [1.0]


async def test_those_who_wait_come_in_their_order_and_one_at_a_time() -> None:
    time, order = Time(), list[str]()
    politeness = Politeness(1.0, clock=time, sleep=time.sleep)

    async def visit(number: int) -> None:
        async with politeness.turn("a"):
            order.append(f"in {number}")
            await asyncio.sleep(0)
            order.append(f"out {number}")

    await asyncio.gather(*(visit(number) for number in range(3)))
    assert order == ["in 0", "out 0", "in 1", "out 1", "in 2", "out 2"]
    assert time.slept == [1.0, 1.0]


async def test_hosts_that_rest_are_forgotten() -> None:
    time = Time()
    politeness = Politeness(1.0, clock=time, sleep=time.sleep)
    for number in range(MANY + 1):
        time.now += 2.0
        async with politeness.turn(str(number)):
            pass
    assert len(politeness._hosts) < MANY
