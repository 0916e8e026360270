"""What the services need from outside, as protocols that `bot.core` fills in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import ParamSpec, Protocol, TypeVar

from bot.sources.answer import Fetched
from storage.records.jobs import NewJob
from storage.unit import Unit

P = ParamSpec("P")
R = TypeVar("R")

Clock = Callable[[], datetime]
"""Gives the present moment in UTC, aware."""


class Pool(Protocol):
    """Runs CPU work off the event loop."""

    async def run(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The function's result; its exceptions pass through. Raises `bot.errors.AnalysisFailed` if the worker dies."""
        ...

    async def run_apart(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """As `run`, for large work: it holds up no other, and the memory that it takes is given back."""
        ...

    async def run_many(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """As `run`, for a piece of much work: the pieces leave room for others'."""
        ...

    def helped(self) -> AbstractAsyncContextManager[None]:
        """Inside, much work is done faster, if the machine allows it."""
        ...


class Web(Protocol):
    """Gets what stands at an address of the public internet."""

    async def get(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, obey_robots: bool = False
    ) -> Fetched:
        """As `bot.sources.fetch.Fetcher`. Raises a kind of `bot.errors.FetchFailed`."""
        ...


class Jobs(Protocol):
    """Takes work that is done later, by this process or by another."""

    async def put(self, unit: Unit, *jobs: NewJob) -> None:
        """To be done once the unit's transaction is committed, and not at all if it is not."""
        ...


class NoJobs:
    """Nobody in this process does jobs: whoever sweeps the tables finds what is to be done."""

    async def put(self, unit: Unit, *jobs: NewJob) -> None:
        """Nothing."""
