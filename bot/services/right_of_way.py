"""Who goes first: work that nobody waits for stands back while a chat is being answered."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar

PATIENCE = 0.25
"""Seconds for which an answer goes first, and such work stands back: a chat that is never silent, or an admin's long
load, does not stop it for good."""

_is_answer: ContextVar[bool] = ContextVar("is_answer", default=False)


class RightOfWay:
    """Counts the answers that are being worked out."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._answers: set[object] = set()
        self._clear = asyncio.Event()
        self._clear.set()

    @asynccontextmanager
    async def answering(self) -> AsyncIterator[None]:
        """Others stand back meanwhile."""
        answer = object()
        self._answers.add(answer)
        self._clear.clear()
        end = asyncio.get_running_loop().call_later(self._patience, self._end, answer)
        mark = _is_answer.set(True)
        try:
            yield
        finally:
            _is_answer.reset(mark)
            end.cancel()
            self._end(answer)

    async def clear(self) -> None:
        """Once nobody is being answered, or patience is at an end; at once for what is part of an answer itself."""
        if self._clear.is_set() or _is_answer.get():
            return
        try:
            async with asyncio.timeout(self._patience):
                await self._clear.wait()
        except TimeoutError:
            return

    def _end(self, answer: object) -> None:
        self._answers.discard(answer)
        if not self._answers:
            self._clear.set()


async def always_clear() -> None:
    """For where there is no chat."""
