"""A PostgreSQL server, through psycopg: writers work side by side, readers see one snapshot."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial

from sqlalchemy import URL, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.addresses import checked, shown
from storage.backends.backend import CONNECTIONS, Backend
from storage.errors import DatabaseBusy, DatabaseUnreachable, StorageError
from storage.json import compact
from storage.listening import Listening
from storage.turns import Turn, alone

KEPT = 5
"""Of the connections, so many stay open."""

CONNECT_TIMEOUT = "5"

LOCKED = "55P03"


@dataclass(frozen=True, slots=True)
class Patience:
    """``wait``: milliseconds that a change of a table waits for others; so long everybody else waits behind it.

    ``pause``: seconds in which they get on before it is tried again, ``tries`` times in all.
    """

    wait: int = 3_000
    pause: float = 2.0
    tries: int = 20


PATIENT = Patience()


async def open_postgres(url: URL, patience: float, connections: int = CONNECTIONS) -> Backend:
    """Connects once to know that the server is there; ``patience``, in seconds, bounds the wait for a connection.

    Raises ``DatabaseUnreachable``.
    """
    address = shown(checked(url))
    url = url.set(drivername="postgresql+psycopg")
    if "connect_timeout" not in url.query:
        url = url.update_query_dict({"connect_timeout": CONNECT_TIMEOUT})
    kept = min(KEPT, connections)
    writing = create_async_engine(
        url,
        json_serializer=compact,
        pool_size=kept,
        max_overflow=connections - kept,
        pool_timeout=max(patience, 30),
        pool_pre_ping=True,
    )
    reading = writing.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    backend = Backend(
        reading,
        writing,
        turn=nullcontext,
        explain=partial(_explain, address),
        migrate=partial(migrate, writing),
        alone=partial(alone, writing),
        listen=lambda listener: Listening(url, listener).news(),
        is_shared=True,
    )
    try:
        async with writing.connect():
            pass
    except DBAPIError as error:
        await backend.close()
        raise (backend.explain(error) or error) from error
    return backend


async def migrate(
    writing: AsyncEngine, upgrade: Callable[[AsyncConnection], Awaitable[None]], patience: Patience = PATIENT
) -> None:
    """Run the upgrade, one process at a time; what has to wait for others lets go after a moment, and tries again."""
    async with alone(writing, Turn.MIGRATIONS) as connection:
        for left in reversed(range(patience.tries)):
            # Set anew each time: it goes with a transaction that is rolled back.
            await connection.execute(text(f"SET lock_timeout = {patience.wait}"))
            await connection.commit()
            try:
                await upgrade(connection)
                await connection.commit()
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) != LOCKED or not left:
                    raise
                await connection.rollback()
                await asyncio.sleep(patience.pause)
            else:
                return


def _explain(address: str, error: DBAPIError) -> StorageError | None:
    state = getattr(error.orig, "sqlstate", None)
    if error.connection_invalidated or state is None:
        reason = " ".join(str(error.orig).split())
        return DatabaseUnreachable(f"the database {address} cannot be reached: {reason}")
    if state == LOCKED:
        return DatabaseBusy(f"another program keeps a table of {address} locked")
    return None
