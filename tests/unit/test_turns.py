"""Turns at Telegram's pace, in a time that the test moves."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Callable
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.pace import Spread, Window
from bot.telegram.turns import ANSWER, BURST, DIGEST, IN_GROUP, Halted, Turns

RATE = 28


class Time:
    """A time that stands until it is moved, and the calls that wait for it."""

    def __init__(self) -> None:
        self.now = 100.0
        self._calls: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = count()

    def wake(self, after: float, call: Callable[[], None]) -> None:
        heapq.heappush(self._calls, (self.now + after, next(self._numbers), call))

    async def settle(self) -> None:
        for _ in range(4):
            await asyncio.sleep(0)

    async def run(self, until: float) -> None:
        await self.settle()
        while self._calls and self._calls[0][0] <= until:
            at, _, call = heapq.heappop(self._calls)
            self.now = max(self.now, at)
            call()
            await self.settle()
        self.now = until


class Post:
    """Notes when which chat's message went."""

    def __init__(self, rate: float = RATE) -> None:
        self.time = Time()
        self.turns = Turns(rate, lambda: self.time.now, self.time.wake)
        self.sent: list[tuple[float, int]] = []
        self.tasks: list[asyncio.Task[None]] = []

    def post(self, chat: int, rank: int = DIGEST) -> None:
        self.tasks.append(asyncio.create_task(self._send(chat, rank)))

    async def _send(self, chat: int, rank: int) -> None:
        await self.turns.take(chat, rank)
        self.sent.append((self.time.now, chat))


async def test_the_limit_is_reached_and_never_exceeded_in_any_second() -> None:
    post = Post()
    for chat in range(1, 1001):
        post.post(chat)
    await post.time.run(100.0 + 20)
    times = [at for at, _ in post.sent]
    assert max(sum(at <= other < at + 1 for other in times) for at in times) <= RATE
    assert len(times) >= 20 * RATE * 0.98
    for task in post.tasks:
        task.cancel()
    await asyncio.gather(*post.tasks, return_exceptions=True)


async def test_an_answer_goes_before_all_digests() -> None:
    post = Post()
    for chat in range(1, 101):
        post.post(chat)
    await post.time.settle()
    post.post(500, ANSWER)
    await post.time.run(100.5)
    assert 500 in [chat for _, chat in post.sent][:4]
    await post.time.run(200)


async def test_a_chat_gets_a_small_burst_and_then_one_a_second() -> None:
    post = Post()
    for _ in range(BURST + 5):
        post.post(7)
    await post.time.run(100.9)
    assert len(post.sent) == BURST
    await post.time.run(103.5)
    assert len(post.sent) == BURST + 3
    await post.time.run(200)


async def test_a_group_gets_twenty_a_minute() -> None:
    post = Post()
    for _ in range(30):
        post.post(-100123)
    await post.time.run(159.9)
    assert len(post.sent) == IN_GROUP
    await post.time.run(300)
    assert len(post.sent) == 30


async def test_a_chat_that_must_wait_holds_up_nobody() -> None:
    post = Post()
    for _ in range(10):
        post.post(7)
    post.post(8)
    await post.time.run(100.5)
    assert 8 in [chat for _, chat in post.sent]
    await post.time.run(200)


async def test_a_halt_holds_for_everyone() -> None:
    post = Post()
    post.turns.halt(5)
    post.post(1, ANSWER)
    post.post(2, ANSWER)
    with pytest.raises(Halted):
        await post.turns.take(3, DIGEST)
    await post.time.run(104.9)
    assert post.sent == []
    post.turns.halt(2)
    await post.time.run(106.8)
    assert post.sent == []
    await post.time.run(108)
    assert len(post.sent) == 2


async def test_a_halt_gives_back_the_digests_that_wait() -> None:
    post = Post()
    for _ in range(BURST + 1):
        post.post(7)
    await post.time.run(100.5)
    post.turns.halt(3)
    with pytest.raises(Halted):
        await post.tasks[-1]


async def test_who_gives_up_takes_no_turn() -> None:
    post = Post()
    for _ in range(BURST + 2):
        post.post(7)
    await post.time.run(100.2)
    post.tasks[BURST].cancel()
    await post.time.run(200)
    assert len(post.sent) == BURST + 1


async def test_without_a_limit_everyone_goes_at_once() -> None:
    post = Post(rate=0)
    for chat in range(1, 301):
        post.post(chat)
    await post.time.settle()
    assert len(post.sent) == 300


@given(st.lists(st.floats(0, 3), min_size=1, max_size=200), st.integers(1, 30))
def test_a_window_is_kept_whatever_comes_when(gaps: list[float], most: int) -> None:
    window, now, times = Window(most, 1.0), 50.0, list[float]()
    for gap in gaps:
        now = max(now + gap, window.free_at())
        window.take(now)
        times.append(now)
    for at in times:
        assert sum(at <= other < at + 1.0 - 1e-9 for other in times) <= most


@given(st.lists(st.floats(0, 3), min_size=1, max_size=200), st.integers(1, 5))
def test_a_spread_lets_through_a_burst_and_its_rate_whatever_comes_when(gaps: list[float], burst: int) -> None:
    spread, now, times = Spread(0.5, burst), 50.0, list[float]()
    for gap in gaps:
        now = max(now + gap, spread.free_at())
        spread.take(now)
        times.append(now)
    for first, last in zip(times, times[burst:], strict=False):
        assert last - first >= 0.5 - 1e-9
