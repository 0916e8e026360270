"""Work that goes on while the one before is finished, a few steps ahead."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar

T = TypeVar("T")

_END = object()


@asynccontextmanager
async def ahead(steps: AsyncGenerator[T, None], most: int = 1) -> AsyncIterator[AsyncIterator[T]]:
    """What ``steps`` gives, in order, worked out while the block is at earlier ones.

    ``most``: that many wait for the block, and one more is held. What ``steps`` raises is raised in its place.
    """
    waiting: asyncio.Queue[object] = asyncio.Queue(most)
    failures: list[BaseException] = []

    async def go() -> None:
        try:
            async for step in steps:
                await waiting.put(step)
        except Exception as error:
            failures.append(error)
        await waiting.put(_END)

    async def given() -> AsyncIterator[T]:
        while (step := await waiting.get()) is not _END:
            yield step  # type: ignore[misc]
        if failures:
            raise failures[0]

    going = asyncio.create_task(go())
    try:
        yield given()
    finally:
        going.cancel()
        await asyncio.gather(going, return_exceptions=True)
        await steps.aclose()
