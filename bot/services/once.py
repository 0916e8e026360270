"""What many ask for at the same time, worked out once for all of them and kept for those who ask next."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Hashable
from typing import Any, Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


async def result_of(asked: asyncio.Future[V]) -> V:
    """The result, at once where it is there; one who gives up does not take it from the others who wait for it."""
    return asked.result() if asked.done() else await asyncio.shield(asked)


class Once(Generic[K, V]):
    """Answers by what was asked, the last ``most`` of them; a failure is kept for nobody."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: OrderedDict[K, asyncio.Future[V]] = OrderedDict()

    async def get(self, key: K, find: Callable[[], Coroutine[Any, Any, V]]) -> V:
        """The answer, from ``find`` where there is none yet; what that raises is raised to all who wait for it."""
        if key not in self._known:
            self._known[key] = asyncio.ensure_future(find())
            if len(self._known) > self._most:
                self._known.popitem(last=False)
        try:
            return await result_of(self._known[key])
        except Exception:
            self._known.pop(key, None)
            raise

    def forget(self, holds: Callable[[K], bool]) -> None:
        """Find anew, the next time, whatever ``holds`` says."""
        for key in [key for key in self._known if holds(key)]:
            del self._known[key]
