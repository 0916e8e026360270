"""Who works on what there is much of."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from bot.errors import AnalysisFailed
from bot.jobs.crew import Crew

P = ParamSpec("P")
R = TypeVar("R")


class Hand:
    """A worker that runs things on the spot; ``fails`` says that it dies at its start."""

    def __init__(self, *, fails: bool = False) -> None:
        self.gate = asyncio.Event()
        self.begun = asyncio.Event()
        self.closed = False
        self.done = 0
        self._fails = fails

    async def run(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """At once; but pieces of work wait at the gate."""
        if self._fails:
            raise AnalysisFailed
        if function is piece:
            self.begun.set()
            await self.gate.wait()
            self.done += 1
        return function(*args, **kwargs)

    async def close(self) -> None:
        """Gone."""
        self.closed = True


def piece() -> int:
    return 1


def load() -> None:
    """Nothing to load."""


async def test_a_worker_has_one_piece_at_a_time() -> None:
    first = Hand()
    crew = Crew(first, Hand, load, cores=2)
    both = asyncio.gather(crew.run(piece), crew.run(piece))
    await first.begun.wait()
    assert first.done == 0
    first.gate.set()
    assert list(await both) == [1, 1]
    assert first.done == 2


async def test_a_helper_takes_a_share_and_ends() -> None:
    first, second = Hand(), Hand()
    crew = Crew(first, lambda: second, load, cores=2)
    async with crew.helped():
        both = asyncio.gather(crew.run(piece), crew.run(piece))
        await asyncio.gather(first.begun.wait(), second.begun.wait())
        first.gate.set()
        second.gate.set()
        assert list(await both) == [1, 1]
        assert not second.closed
    assert second.closed
    assert await crew.run(piece) == 1
    assert (first.done, second.done) == (2, 1)


async def test_what_the_helper_has_begun_for_another_load_is_finished() -> None:
    first, second = Hand(), Hand()
    crew = Crew(first, lambda: second, load, cores=2)
    async with crew.helped():
        small = [asyncio.create_task(crew.run(piece)) for _ in range(2)]
        await second.begun.wait()
        second.gate.set()
    assert (second.done, second.closed) == (1, True)
    first.gate.set()
    assert await asyncio.gather(*small) == [1, 1]


async def test_one_core_has_no_helper_and_a_dead_one_is_done_without() -> None:
    for crew in (Crew(first := Hand(), Hand, load, cores=1), Crew(first, lambda: Hand(fails=True), load, cores=2)):
        first.gate.set()
        async with crew.helped():
            assert await crew.run(piece) == 1
    assert first.done == 2


async def test_the_helper_stays_until_the_last_large_load_has_ended() -> None:
    second = Hand()
    crew = Crew(Hand(), lambda: second, load, cores=2)
    async with crew.helped():
        async with crew.helped():
            pass
        assert not second.closed
