"""What the rest of the storage needs of a database, whichever it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.errors import StorageError


async def _nothing() -> None:
    """Nothing is left beside the tables."""


@dataclass(frozen=True, slots=True)
class Backend:
    """Two engines on one database: ``reading`` refuses to write, ``writing`` opens transactions that may write.

    ``turn()`` is entered before a writing transaction begins; ``explain(error)`` names a driver's error that means
    the database as a whole, or gives None for one about a statement. ``scrub()`` is called in a turn, outside of any
    transaction: what was erased is in the files no more.
    """

    reading: AsyncEngine
    writing: AsyncEngine
    turn: Callable[[], AbstractAsyncContextManager[object]]
    explain: Callable[[DBAPIError], StorageError | None]
    scrub: Callable[[], Awaitable[None]] = _nothing

    async def close(self) -> None:
        """Closes every connection of both pools."""
        await self.reading.dispose()
        await self.writing.dispose()
