"""What the rest of the storage needs of a database, whichever it is."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.errors import StorageError
from storage.news import Told
from storage.turns import Turn

CONNECTIONS = 10
"""Most connections of one process to a server, unless the settings say otherwise."""


async def _nothing() -> None:
    """Nothing is left beside the tables."""


async def _silence(_listener: str) -> AsyncIterator[Told | None]:
    """There is nobody else."""
    nothing: tuple[Told, ...] = ()
    for one in nothing:
        yield one


@dataclass(frozen=True, slots=True)
class Backend:
    """Two engines on one database: ``reading`` refuses to write, ``writing`` opens transactions that may write.

    ``turn()`` is entered before a writing transaction begins; ``explain(error)`` names a driver's error that means
    the database as a whole, or gives None for one about a statement. ``scrub()`` is called in a turn, outside of any
    transaction: what was erased is in the files no more. ``migrate(upgrade)`` runs that on a connection that no other
    process upgrades on meanwhile. ``alone(turn)`` is what one process at a time is inside of; ``is_shared``: there may
    be several, on several machines. ``listen(listener)`` gives what others tell, see `storage.listening`.
    """

    reading: AsyncEngine
    writing: AsyncEngine
    turn: Callable[[], AbstractAsyncContextManager[object]]
    explain: Callable[[DBAPIError], StorageError | None]
    migrate: Callable[[Callable[[AsyncConnection], Awaitable[None]]], Awaitable[None]]
    alone: Callable[[Turn], AbstractAsyncContextManager[object]]
    scrub: Callable[[], Awaitable[None]] = _nothing
    listen: Callable[[str], AsyncIterator[Told | None]] = _silence
    is_shared: bool = False

    async def close(self) -> None:
        """Closes every connection of both pools."""
        await self.reading.dispose()
        await self.writing.dispose()
