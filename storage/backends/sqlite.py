"""A SQLite file: one writer at a time beside several readers, each on a connection of its own.

Transactions begin as SQLAlchemy's guide to SQLite advises: the driver's own BEGIN is switched off, and ours is ordered
in the engine's ``begin`` event, to be sent with the first statement. A writer begins with BEGIN IMMEDIATE, because a
transaction that read first and writes later fails at once when another has written in between, however long the busy
timeout.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import Any

import aiosqlite
from sqlalchemy import URL, Connection, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.backends import trips
from storage.backends.backend import Backend
from storage.errors import DatabaseBusy, DatabaseUnreachable, StorageError
from storage.json import compact
from storage.turns import Turn

READERS = 8
"""Connections: who counts over a year has one for seconds, and nobody shall wait for that."""
# With the second, REPLACE asks the triggers that guard against deletion.
COMMON = ("PRAGMA foreign_keys = ON", "PRAGMA recursive_triggers = ON")
# What is deleted is overwritten: a reader who is forgotten is not to be found in the file either.
WRITER = ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA secure_delete = ON", *COMMON)
READER = ("PRAGMA query_only = ON", *COMMON)

SYMPTOMS = {
    "not a database": "is not a database of this program",
    "malformed": "is damaged",
    "unable to open": "cannot be opened: check the folder's permissions",
    "readonly database": "cannot be written: check its permissions",
    "disk is full": "cannot grow: the disk is full",
    "disk i/o error": "cannot be read or written: the disk reports an error",
}


async def open_sqlite(url: URL, patience: float, _connections: int = 0) -> Backend:
    """Opens the file, creating it and its folder; ``patience`` is how many seconds a writer waits for another process.

    Raises ``DatabaseUnreachable`` or ``DatabaseBusy``.
    """
    path = _writable(url)
    writing = _engine(path, patience, begin="BEGIN IMMEDIATE", pragmas=WRITER, connections=1)
    reading = _engine(path, patience, begin="BEGIN", pragmas=READER, connections=READERS)
    lock = asyncio.Lock()
    backend = Backend(
        reading,
        writing,
        turn=lambda: lock,
        explain=partial(_explain, path),
        migrate=partial(_migrate, writing, lock),
        alone=_alone,
        scrub=partial(_scrub, writing),
    )
    try:
        async with writing.connect():
            pass
    except DBAPIError as error:
        await backend.close()
        raise (backend.explain(error) or error) from error
    return backend


async def _migrate(
    writing: AsyncEngine, lock: asyncio.Lock, upgrade: Callable[[AsyncConnection], Awaitable[None]]
) -> None:
    async with lock, writing.begin() as connection:
        await upgrade(connection)


def _alone(_turn: Turn) -> nullcontext[None]:
    """There is one bot on a file."""
    return nullcontext()


async def _scrub(writing: AsyncEngine) -> None:
    """Puts what the log holds into the file and empties it; readers that are slow leave that to a later time."""
    async with writing.connect() as connection:
        driver: Any = (await connection.get_raw_connection()).driver_connection
        await driver.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")


def _writable(url: URL) -> Path:
    if not url.database or url.database == ":memory:":
        raise DatabaseUnreachable("an address of SQLite names a file: sqlite:///path/to/communique.db")
    path = Path(url.database).absolute()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnreachable(f"the folder {path.parent} cannot be created: {error.strerror}") from error
    if path.is_dir():
        raise DatabaseUnreachable(f"{path} is a folder, not a database")
    if path.exists() and not os.access(path, os.R_OK | os.W_OK):
        raise DatabaseUnreachable(f"the file {path} cannot be read and written: check its permissions")
    if not os.access(path.parent, os.W_OK):
        raise DatabaseUnreachable(f"the folder {path.parent} cannot be written: check its permissions")
    return path


def _engine(path: Path, patience: float, *, begin: str, pragmas: tuple[str, ...], connections: int) -> AsyncEngine:
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=str(path)),
        # A statement that is kept keeps the values it was last given: a whole article's text and terms.
        connect_args={"timeout": patience, "cached_statements": 0, "async_creator_fn": _connected},
        json_serializer=compact,
        pool_size=connections,
        max_overflow=0,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _: object) -> None:
        connection.isolation_level = None
        try:
            cursor = connection.cursor()
            for pragma in pragmas:
                cursor.execute(pragma)
            cursor.close()
        except BaseException:
            # The pool does not know of it yet: its thread would live on, and answer a loop that is closed.
            connection.close()
            raise

    @event.listens_for(engine.sync_engine, "begin")
    def start(connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        driver.begin(begin)

    return engine


async def _connected(*address: Any, **options: Any) -> aiosqlite.Connection:
    """A connection that has no thread left if it cannot be made."""
    connection = trips.connection(*address, **options)
    # As SQLAlchemy does it: the end of the program does not wait for a connection that nobody closed.
    connection._thread.daemon = True
    try:
        return await connection
    except BaseException:
        # The driver stops the thread and does not wait for it, which then answers a loop that may be closed.
        await asyncio.to_thread(connection._thread.join)
        raise


def _explain(path: Path, error: DBAPIError) -> StorageError | None:
    message = str(error.orig).lower()
    if "locked" in message or "busy" in message:
        return DatabaseBusy(f"another process keeps {path} locked")
    for symptom, sentence in SYMPTOMS.items():
        if symptom in message:
            return DatabaseUnreachable(f"the file {path} {sentence}")
    return None
