"""What one process at a time does, of all that share a database.

On PostgreSQL a turn is an advisory lock, which the server lets go of when its holder dies. SQLite needs none: it has
one writer, and one bot.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import IntEnum

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

AGAIN = 0.1
"""Seconds between two tries. A session that waited inside the server would hold up an index that is built meanwhile."""


class Turn(IntEnum):
    """Keys of the locks."""

    MIGRATIONS = 7_204_118
    SEEDS = 7_204_119
    STORIES = 7_204_120


@asynccontextmanager
async def alone(engine: AsyncEngine, turn: Turn) -> AsyncIterator[AsyncConnection]:
    """A connection to PostgreSQL whose session has the turn, however many transactions it takes."""
    async with engine.connect() as connection:
        try:
            while not await connection.scalar(select(func.pg_try_advisory_lock(int(turn)))):
                await connection.commit()
                await asyncio.sleep(AGAIN)
            await connection.commit()
            yield connection
        finally:
            # Closed, not given back to the pool: with the session the lock is gone, whatever has happened.
            await connection.invalidate()


class Turns:
    """Turns that last as long as a transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def take(self, turn: Turn) -> None:
        """Wait for the turn; it is given back with the transaction."""
        if self._connection.dialect.name == "postgresql":
            await self._connection.execute(select(func.pg_advisory_xact_lock(int(turn))))
