"""The one door to the database: transactions that read, transactions that write, and the upgrade of its tables."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from uuid import uuid4

from sqlalchemy import column, inspect, select, table
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from storage.backends import BACKENDS
from storage.backends.backend import CONNECTIONS, Backend
from storage.errors import DatabaseOutdated, DatabaseUnreachable
from storage.migrations import HEAD
from storage.news import Told
from storage.turns import Turn
from storage.unit import Unit

PATIENCE = 5.0
"""Seconds that a writer waits for another process before ``DatabaseBusy``."""

NO_RIGHT = "42501"
"""How PostgreSQL says that a role may not do that."""

_version = table("alembic_version", column("version_num"))


class Database:
    """An open database. Every use of it is a transaction: ``async with database.write() as unit: ...``.

    Inside, the transaction's errors of the database as a whole are raised by name: ``DatabaseUnreachable``,
    ``DatabaseBusy``.
    """

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._name = uuid4().hex[:12]

    @classmethod
    async def open(cls, url: str, *, patience: float = PATIENCE, connections: int = CONNECTIONS) -> Database:
        """Opens ``sqlite:///path`` or ``postgresql://user:password@host/name`` and makes sure that it answers.

        ``connections`` is how many it has at most to a PostgreSQL; one that waits or notifies by itself not counted.
        Raises ``DatabaseUnreachable`` with a sentence that says what to look at, or ``DatabaseBusy``.
        """
        try:
            address = make_url(url)
            opener = BACKENDS[address.drivername]
        except (ArgumentError, KeyError, ValueError) as error:
            known = "sqlite:///path or postgresql://user@host/name"
            raise DatabaseUnreachable(f"the database's address is not understood; it is written {known}") from error
        return cls(await opener(address, patience, connections))

    async def migrate(self) -> None:
        """Brings the tables to the newest revision; at the newest already, it costs one look.

        Of several processes that start together one does it, and the others wait.
        Raises ``DatabaseTooNew`` when a newer version of the program has been here, ``DatabaseOutdated`` when the role
        that connected may not change tables.
        """
        found = await self._revision()
        if found == HEAD:
            return
        # Alembic takes longer to import than a start may last, and nearly every start has nothing to upgrade.
        from storage.migrations.upgrade import upgrade

        with self._named_errors():
            try:
                await self._backend.migrate(lambda connection: connection.run_sync(upgrade))
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) == NO_RIGHT:
                    raise DatabaseOutdated(found, HEAD) from error
                raise

    async def close(self) -> None:
        """Closes every connection; the database must not be used afterwards."""
        await self._backend.close()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Unit]:
        """A transaction that sees one state of the database throughout, and refuses to write."""
        with self._named_errors():
            async with self._backend.reading.connect() as connection:
                yield Unit(connection)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Unit]:
        """A transaction that is committed at the end of the block, or rolled back by an exception in it."""
        with self._named_errors():
            async with self._backend.turn(), self._backend.writing.begin() as connection:
                unit = Unit(connection, self._name)
                yield unit
                await unit.news.send()
        unit.committed()

    @asynccontextmanager
    async def alone(self, turn: Turn) -> AsyncIterator[None]:
        """Inside, no other process that shares the database has this turn; they wait."""
        with self._named_errors():
            async with self._backend.alone(turn):
                yield

    def news(self) -> AsyncIterator[Told | None]:
        """What other processes change, as soon as it is committed; None: anything may have changed, look again.

        Without end on a database that several may use, and nothing at all on another.
        """
        return self._backend.listen(self._name)

    @property
    def is_shared(self) -> bool:
        """Whether several processes, also on several machines, may use it."""
        return self._backend.is_shared

    async def scrub(self) -> None:
        """What was erased is overwritten, as far as this program can reach: in SQLite's file and in the log beside it.

        PostgreSQL takes back the room of erased rows by itself, when it vacuums.
        """
        with self._named_errors():
            async with self._backend.turn():
                await self._backend.scrub()

    async def _revision(self) -> str | None:
        with self._named_errors():
            async with self._backend.reading.connect() as connection:
                if not await connection.run_sync(lambda sync: inspect(sync).has_table(_version.name)):
                    return None
                return await connection.scalar(select(_version.c.version_num))

    @contextmanager
    def _named_errors(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            named = self._backend.explain(error)
            if named is None:
                raise
            raise named from error
