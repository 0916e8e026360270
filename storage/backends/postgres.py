"""A PostgreSQL server, through psycopg: writers work side by side, readers see one snapshot."""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from storage.backends.backend import Backend
from storage.errors import DatabaseUnreachable, StorageError
from storage.json import compact

CONNECTIONS = 5
CONNECT_TIMEOUT = "5"


async def open_postgres(url: URL, patience: float) -> Backend:
    """Connects once to know that the server is there; ``patience``, in seconds, bounds the wait for a connection.

    Raises ``DatabaseUnreachable``.
    """
    address = url.render_as_string(hide_password=True)
    url = url.set(drivername="postgresql+psycopg")
    if "connect_timeout" not in url.query:
        url = url.update_query_dict({"connect_timeout": CONNECT_TIMEOUT})
    writing = create_async_engine(
        url,
        json_serializer=compact,
        pool_size=CONNECTIONS,
        max_overflow=CONNECTIONS,
        pool_timeout=max(patience, 30),
        pool_pre_ping=True,
    )
    reading = writing.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    backend = Backend(reading, writing, turn=nullcontext, explain=partial(_explain, address))
    try:
        async with writing.connect():
            pass
    except DBAPIError as error:
        await backend.close()
        raise (backend.explain(error) or error) from error
    return backend


def _explain(address: str, error: DBAPIError) -> StorageError | None:
    if error.connection_invalidated or getattr(error.orig, "sqlstate", None) is None:
        reason = " ".join(str(error.orig).split())
        return DatabaseUnreachable(f"the database {address} cannot be reached: {reason}")
    return None
