"""Who works on what there is much of: the common worker, and a second one for as long as it lasts."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import ParamSpec, Protocol, TypeVar

from bot.errors import AnalysisFailed

P = ParamSpec("P")
R = TypeVar("R")

_LOG = logging.getLogger(__name__)


class Worker(Protocol):
    """What does the work, one piece after another."""

    async def run(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """As `bot.jobs.pool.ProcessPool`."""
        ...

    async def close(self) -> None:
        """End it."""
        ...


class Crew:
    """Gives each worker one piece at a time, so that whoever else needs the common one waits for no more than that.

    ``hire`` gives a worker that ends with the large work, ``load`` is what it does before its first piece.
    """

    def __init__(self, first: Worker, hire: Callable[[], Worker], load: Callable[[], None], cores: int) -> None:
        self._hire = hire
        self._load = load
        self._cores = cores
        self._idle = [first]
        self._free = asyncio.Condition()
        self._large = 0
        self._helper: Worker | None = None
        self._hiring: asyncio.Task[bool] | None = None

    async def run(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The function's result, from the worker that is free first. Raises AnalysisFailed."""
        async with self._free:
            await self._free.wait_for(lambda: bool(self._idle))
            worker = self._idle.pop()
        try:
            return await worker.run(function, *args, **kwargs)
        finally:
            async with self._free:
                self._idle.append(worker)
                self._free.notify_all()

    @asynccontextmanager
    async def helped(self) -> AsyncIterator[None]:
        """Inside, a second worker helps, once it has started; where there is but one core, none does."""
        self._large += 1
        if self._hiring is None and self._cores > 1:
            self._hiring = asyncio.create_task(self._start())
        try:
            yield
        finally:
            self._large -= 1
            if not self._large:
                await self._dismiss()

    async def _start(self) -> bool:
        """Whether there is a helper now."""
        self._helper = helper = self._hire()
        try:
            await helper.run(self._load)
        except AnalysisFailed:
            _LOG.warning("the second worker died at its start; the load goes on without it")
            return False
        async with self._free:
            self._idle.append(helper)
            self._free.notify_all()
        return True

    async def _dismiss(self) -> None:
        hiring, self._hiring = self._hiring, None
        helper, self._helper = self._helper, None
        if hiring is None:
            return
        if hiring.done() and helper is not None and hiring.result():
            # What it has begun, another load may be waiting for.
            async with self._free:
                await self._free.wait_for(lambda: helper in self._idle)
                self._idle.remove(helper)
        hiring.cancel()
        await asyncio.gather(hiring, return_exceptions=True)
        if helper is not None:
            await helper.close()
