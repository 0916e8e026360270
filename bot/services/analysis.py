"""The step from a draft to its analysis, in a process of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import ParamSpec, TypeVar

from bot.errors import AnalysisFailed
from bot.monitoring.monitor import ANALYSIS, Monitor
from bot.monitoring.spans import Work
from bot.services.ports import Pool
from bot.services.working import PIECE, Prepared, digest, prepare, prepare_all, work
from bot.sources.draft import Draft
from bot.sources.files import read_file
from summarizer.model import Analysis

P = ParamSpec("P")
R = TypeVar("R")

LARGE = 1_000_000
"""Characters or bytes from which a text is worked on apart: more than a book has, and a second's work or longer."""


class Analyser:
    """Has drafts analysed by a pool; the event loop stays free meanwhile, and large drafts hold up no others."""

    def __init__(self, pool: Pool, monitor: Monitor | None = None) -> None:
        self._pool = pool
        self._monitor = monitor or Monitor()

    async def identify(self, draft: Draft) -> str:
        """What tells the draft's text from any other, however its lines are wrapped."""
        return await self._run(len(draft.text), digest, draft.text)

    async def identify_all(self, drafts: Sequence[Draft]) -> list[str]:
        """As `identify`, for several drafts: a hundredth of a millisecond each where they are short."""
        if sum(len(draft.text) for draft in drafts) < PIECE:
            return await asyncio.to_thread(lambda: [digest(draft.text) for draft in drafts])
        return [await self.identify(draft) for draft in drafts]

    async def analyse(self, draft: Draft) -> Analysis:
        """Raises summarizer's NothingToSummarise for a text without a word."""
        with self._watched(draft):
            return await self._run(len(draft.text), work, draft)

    async def prepare(self, draft: Draft) -> Prepared:
        """As `analyse`, for a draft that is to be stored."""
        with self._watched(draft):
            return await self._run(len(draft.text), prepare, draft)

    async def prepare_all(self, drafts: Sequence[Draft]) -> list[Prepared | Exception]:
        """As `prepare`, for some of many drafts; what is raised for one stands in its place.

        Drafts that kill the worker are parted until it is known which it is: AnalysisFailed stands in its place.
        """
        with self._watched(*drafts):
            return await self._together(drafts)

    async def _together(self, drafts: Sequence[Draft]) -> list[Prepared | Exception]:
        if sum(len(draft.text) for draft in drafts) >= LARGE:
            return await self._parted(drafts)
        try:
            return await self._pool.run_many(prepare_all, drafts)
        except AnalysisFailed:
            return await self._parted(drafts)

    async def _parted(self, drafts: Sequence[Draft]) -> list[Prepared | Exception]:
        try:
            return await self._pool.run_apart(prepare_all, drafts)
        except AnalysisFailed as error:
            if len(drafts) == 1:
                return [error]
        middle = len(drafts) // 2
        return [*await self._parted(drafts[:middle]), *await self._parted(drafts[middle:])]

    async def read_file(self, name: str, data: bytes, content_type: str | None) -> Draft:
        """The draft in a file. Raises bot.errors.UnknownFileType or NotText."""
        return await self._run(len(data), read_file, name, data, content_type)

    def _watched(self, *drafts: Draft) -> AbstractContextManager[Work]:
        characters = sum(len(draft.text) for draft in drafts)
        return self._monitor.work(ANALYSIS, texts=len(drafts), characters=characters)

    async def _run(self, size: int, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        if size < LARGE:
            return await self._pool.run(function, *args, **kwargs)
        return await self._pool.run_apart(function, *args, **kwargs)
