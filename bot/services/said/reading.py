"""Articles are read for quotations when somebody asks, if they were not before: what is found is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic

from bot.errors import AnalysisFailed
from bot.services.ports import Pool
from bot.services.said.model import Text
from bot.services.said.working import VERSION, heard
from storage.engine import Database

PATIENCE = 0.4
"""Seconds after which no further articles are read: who asks again gets on. `Ahead` has read most of them before."""

BATCH, CHARACTERS = 20, 60_000
"""Articles and characters that the worker gets at once, a tenth of a second's work."""

LARGE = 500_000
"""Characters from which a text is read apart."""


class Reading:
    """``tick`` gives seconds."""

    def __init__(self, database: Database, pool: Pool, tick: Callable[[], float] = monotonic) -> None:
        self._database = database
        self._pool = pool
        self._tick = tick

    async def read(self, numbers: Sequence[int]) -> list[int]:
        """Read those of the articles, the newest first, that were not read; gives those that are read now."""
        until = self._tick() + PATIENCE
        async with self._database.read() as unit:
            unread = await unit.quotes.unread(numbers, VERSION)
        left = list(unread)
        failed: set[int] = set()
        # The newest are read however long it took to find out which.
        while left and (len(left) == len(unread) or self._tick() < until):
            left, lost = await self.some(left, BATCH)
            failed |= lost
        missing = failed | set(left)
        return [number for number in numbers if number not in missing]

    async def some(self, unread: Sequence[int], most: int) -> tuple[list[int], set[int]]:
        """Read the first of these, at most so many; gives those that are left, and those on which the worker died."""
        texts = await self._texts(unread[:most])
        left = [number for number in unread if number < texts[-1].id] if texts else list(unread[most:])
        return left, await self._keep(texts)

    async def _texts(self, numbers: Sequence[int]) -> list[Text]:
        async with self._database.read() as unit:
            rows = await unit.articles.serialised(numbers)
        found: list[Text] = []
        size = 0
        for article, body in rows:
            size += len(article.text)
            if found and size > CHARACTERS:
                break
            found.append(Text(article.id, article.text, body))
        return found

    async def _keep(self, texts: Sequence[Text]) -> set[int]:
        """Find and keep what is said in the articles; gives those on which the worker died."""
        run = self._pool.run_apart if sum(len(one.text) for one in texts) > LARGE else self._pool.run
        try:
            found = await run(heard, texts)
        except AnalysisFailed:
            return {one.id for one in texts}
        async with self._database.write() as unit:
            await unit.quotes.put_all(found, VERSION)
        return set()
