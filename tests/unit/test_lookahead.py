"""Steps that are worked out ahead of who takes them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

import pytest

from bot.services.lookahead import ahead


async def test_steps_come_in_order_and_a_few_ahead() -> None:
    made: list[int] = []

    async def steps() -> AsyncGenerator[int, None]:
        for number in range(9):
            made.append(number)
            yield number

    taken = []
    async with ahead(steps()) as given:
        async for step in given:
            taken.append(step)
            assert len(made) <= len(taken) + 2
    assert taken == list(range(9))


async def test_a_failure_is_raised_after_what_came_before_it() -> None:
    async def steps() -> AsyncGenerator[int, None]:
        yield 1
        raise KeyError("step")

    async with ahead(steps()) as given:
        assert await anext(given) == 1
        with pytest.raises(KeyError):
            await anext(given)


async def test_steps_end_with_who_takes_them() -> None:
    ended = asyncio.Event()

    async def steps() -> AsyncGenerator[int, None]:
        try:
            while True:
                yield 1
        finally:
            ended.set()

    async with ahead(steps()) as given:
        assert await anext(given) == 1
    assert ended.is_set()
