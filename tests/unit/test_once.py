"""What many ask for at the same time is worked out once."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest

from bot.services.once import Once


@dataclass
class Finder:
    """Counts how often it was asked; waits until ``may_end`` is set, and fails where it is ``broken``."""

    asked: int = 0
    broken: bool = False
    may_end: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self) -> int:
        self.asked += 1
        await self.may_end.wait()
        if self.broken:
            raise ValueError
        return self.asked


async def test_who_asks_meanwhile_gets_the_same_answer() -> None:
    once, find = Once[str, int](2), Finder()
    asking = [asyncio.create_task(once.get("a", find)) for _ in range(20)]
    await asyncio.sleep(0)
    find.may_end.set()
    assert await asyncio.gather(*asking) == [1] * 20
    assert await once.get("a", find) == 1


async def test_one_who_gives_up_takes_the_answer_from_nobody() -> None:
    once, find = Once[str, int](2), Finder()
    first, second = [asyncio.create_task(once.get("a", find)) for _ in range(2)]
    await asyncio.sleep(0)
    first.cancel()
    find.may_end.set()
    assert await second == 1


async def test_a_failure_is_kept_for_nobody() -> None:
    once, find = Once[str, int](2), Finder(broken=True)
    find.may_end.set()
    with pytest.raises(ValueError):  # noqa: PT011
        await once.get("a", find)
    find.broken = False
    assert await once.get("a", find) == 2


async def test_the_last_ones_are_kept_and_some_are_forgotten() -> None:
    once, find = Once[str, int](2), Finder()
    find.may_end.set()
    assert [await once.get(key, find) for key in "abcb"] == [1, 2, 3, 2]
    assert await once.get("a", find) == 4
    once.forget(lambda key: key == "a")
    assert await once.get("a", find) == 5
