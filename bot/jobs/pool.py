"""CPU work off the event loop: a process of its own that is replaced when it dies, and dies with its parent.

What is large has a lane apart: it holds up nothing else, and its memory goes with its process.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractAsyncContextManager
from importlib import import_module
from multiprocessing.connection import wait
from threading import Thread
from typing import ParamSpec, TypeVar

from bot.errors import AnalysisFailed
from bot.jobs.crew import Crew
from bot.jobs.memory import return_memory

P = ParamSpec("P")
R = TypeVar("R")


NICE = 5
"""By how much a worker stands back for the event loop, which answers people, and a helper for both."""


class ProcessPool:
    """Runs functions in worker processes; they are started by ``warm`` or by the first ``run``."""

    def __init__(self, workers: int = 1, cores: int | None = None) -> None:
        """``cores``: as many as the machine has, if it is not said."""
        self._workers = workers
        self._executor: ProcessPoolExecutor | None = None
        self._lane = asyncio.Lock()
        self._crew = Crew(self, ProcessPool, _help, cores or os.cpu_count() or 1)

    def warm(self) -> None:
        """Start the workers and have them load the summariser, without waiting for it. Needs no event loop."""
        executor = self._current()
        for _ in range(self._workers):
            executor.submit(_load_summarizer)

    async def run(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Return the function's result; its exceptions pass through. Function, arguments and result must be picklable.

        A worker that dies under it is replaced and the function tried once more. Raises AnalysisFailed after that.
        """
        for _ in range(2):
            executor = self._current()
            try:
                return await asyncio.get_running_loop().run_in_executor(executor, _call, function, args, kwargs)
            except BrokenProcessPool:
                self._discard(executor)
        raise AnalysisFailed

    async def run_apart(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """As `run`, in a process that is started for it and ends with it; one at a time, the others wait."""
        async with self._lane:
            lane = ProcessPool()
            try:
                return await lane.run(function, *args, **kwargs)
            finally:
                await lane.close()

    async def run_many(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """As `run`, for a piece of much work: one piece at a time is given to a worker."""
        return await self._crew.run(function, *args, **kwargs)

    def helped(self) -> AbstractAsyncContextManager[None]:
        """Inside, a second worker takes a share of `run_many`, if there is a core for it; it ends with the block."""
        return self._crew.helped()

    async def close(self) -> None:
        """End the workers; what they have begun is finished, what waits is cancelled."""
        executor, self._executor = self._executor, None
        if executor is not None:
            await asyncio.to_thread(executor.shutdown, wait=True, cancel_futures=True)

    def _current(self) -> ProcessPoolExecutor:
        if self._executor is None:
            # A fresh interpreter: a fork would copy the threads' locks and the open database.
            self._executor = ProcessPoolExecutor(
                self._workers, mp_context=multiprocessing.get_context("spawn"), initializer=_prepare
            )
        return self._executor

    def _discard(self, broken: ProcessPoolExecutor) -> None:
        # Of several calls that fail together, the first replaces the workers for all.
        if self._executor is broken:
            self._executor = None
            broken.shutdown(wait=False)


def _call(function: Callable[..., R], args: tuple[object, ...], kwargs: dict[str, object]) -> R:
    return function(*args, **kwargs)


def _prepare() -> None:
    return_memory()
    _stand_back()
    # Ctrl-C reaches the whole group of processes; only the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_die_with_parent, daemon=True).start()


def _die_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _help() -> None:
    _stand_back()
    _load_summarizer()


def _stand_back() -> None:
    if hasattr(os, "nice"):
        os.nice(NICE)


def _load_summarizer() -> None:
    analysis = import_module("summarizer.analysis")
    article = import_module("summarizer.model").Article
    analysis.analyse(article("The envoys met in Geneva. They will meet again."))
