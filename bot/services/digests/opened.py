"""Articles that were opened a moment ago: a digest goes to all its readers within a short time."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Iterable

from bot.errors import UnknownArticle
from bot.services.articles import Articles, Extract
from bot.services.once import result_of

FRESH = 1.0
"""Seconds after which an article is read again: another process may have changed it."""

KEPT = 64
"""Articles that are remembered."""


class Opened:
    """Opens articles once for all who are sent them at the same time."""

    def __init__(self, articles: Articles) -> None:
        self._articles = articles
        self._known: OrderedDict[int, tuple[float, asyncio.Future[Extract | None]]] = OrderedDict()

    async def get(self, numbers: Iterable[int]) -> dict[int, Extract]:
        """The articles in their newest versions, by the numbers asked for; what is gone is left out."""
        found = {number: await self._get(number) for number in sorted(numbers)}
        return {number: extract for number, extract in found.items() if extract is not None}

    def forget(self, number: int | None) -> None:
        """The article was changed, deleted or brought back: read it anew. None: any may have been."""
        for one in [one for one in self._known if number in (None, one)]:
            del self._known[one]

    async def _get(self, number: int) -> Extract | None:
        now = asyncio.get_running_loop().time()
        at, reading = self._known.get(number, (0.0, None))
        if reading is None or now - at > FRESH:
            reading = asyncio.ensure_future(self._open(number))
            self._known[number] = now, reading
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
        try:
            return await result_of(reading)
        except Exception:
            self.forget(number)
            raise

    async def _open(self, number: int) -> Extract | None:
        try:
            return await self._articles.open(number)
        except UnknownArticle:
            return None
