"""Polling stands back for answers, and not for ever."""

from __future__ import annotations

import asyncio

from bot.services.right_of_way import RightOfWay


async def test_work_waits_until_the_answer_is_given() -> None:
    way, order = RightOfWay(patience=60), list[str]()

    async def work() -> None:
        await way.clear()
        order.append("work")

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(_answer(way, order))
        tasks.create_task(work())
    assert order == ["answered", "work"]


async def _answer(way: RightOfWay, order: list[str]) -> None:
    async with way.answering():
        for _ in range(5):
            await asyncio.sleep(0)
        order.append("answered")


async def test_a_long_answer_stops_no_work() -> None:
    way = RightOfWay(patience=0.0)
    entered, over = asyncio.Event(), asyncio.Event()

    async def answer() -> None:
        async with way.answering():
            entered.set()
            await over.wait()

    task = asyncio.create_task(answer())
    await entered.wait()
    await way.clear()
    assert not task.done()
    over.set()
    await task


async def test_what_is_part_of_an_answer_does_not_wait_for_it() -> None:
    way = RightOfWay(patience=60)
    async with way.answering():
        await way.clear()
        assert await asyncio.create_task(_passes(way))


async def _passes(way: RightOfWay) -> bool:
    await way.clear()
    return True
