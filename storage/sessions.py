"""A lock of a PostgreSQL server that belongs to a connection of its own: when its holder dies, the server lets go.

How soon, says the server's end of the connection: at once for a process that was killed, within `GIVEN_UP` for one that
hangs, and for a machine that lost its power or its network. The holder's end notices by its own question, see
`SessionLock.check`, which it has to ask more often than that.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any, LiteralString

import psycopg
from sqlalchemy.engine import make_url

from storage.elections import key_of

GIVEN_UP = 5
"""Seconds after which either end gives the other up, if that does not answer at all."""

CONNECT_WITHIN = 3

_OWN_END = {
    "keepalives": 1,
    "keepalives_idle": 2,
    "keepalives_interval": 1,
    "keepalives_count": GIVEN_UP - 2,
    "tcp_user_timeout": GIVEN_UP * 1000,
    "connect_timeout": CONNECT_WITHIN,
}
_SERVERS_END = {
    "tcp_keepalives_idle": "2",
    "tcp_keepalives_interval": "1",
    "tcp_keepalives_count": str(GIVEN_UP - 2),
    "tcp_user_timeout": str(GIVEN_UP * 1000),
    # A holder that hangs asks nothing, while its machine goes on answering for it.
    "idle_session_timeout": str(GIVEN_UP * 1000),
}
"""Of the server's session. What its version does not know is left out, and no proxy need let them through."""

_SET = """
SELECT set_config(name, %(wanted)s::jsonb ->> name, false) FROM pg_settings WHERE %(wanted)s::jsonb ? name
"""


class SessionLock:
    """The lock ``kind`` and ``name`` on the database of ``address``; taken and checked by one task at a time.

    Every question may raise ``psycopg.Error``, ``OSError`` or ``TimeoutError``: then the lock is no longer held.
    """

    def __init__(self, address: str, kind: int, name: str) -> None:
        self._conninfo = make_url(address).set(drivername="postgresql").render_as_string(hide_password=False)
        self._key = kind, key_of(name)
        self._name = name
        self._connection: psycopg.AsyncConnection[Any] | None = None
        self._closed = 0
        self._asking: set[asyncio.Task[tuple[Any, ...] | None]] = set()

    async def take(self, within: float) -> bool:
        """Take it if nobody has it; False if somebody has. Connects first, if need be."""
        row = await self.ask("SELECT pg_try_advisory_lock(%s, %s)", self._key, within=within + CONNECT_WITHIN)
        return bool(row and row[0])

    async def check(self, within: float) -> None:
        """Whether the connection, and with it the lock, is still there; it is not, if no answer comes in time."""
        if self._connection is None:
            raise OSError("the connection is closed")
        await self.ask("SELECT 1", within=within)

    async def ask(
        self, question: LiteralString, values: tuple[Any, ...] = (), *, within: float
    ) -> tuple[Any, ...] | None:
        """The first row, from the connection that holds the lock; closed where that fails."""
        asking = asyncio.create_task(self._ask(question, values))
        self._asking.add(asking)
        asking.add_done_callback(self._heard)
        # Not by a timeout around it: the driver would first say goodbye to a server that does not answer.
        done, _ = await asyncio.wait({asking}, timeout=within)
        try:
            if not done:
                raise TimeoutError(f"no answer within {within:.1f} s")
            return asking.result()
        except (psycopg.Error, OSError, TimeoutError):
            self.close()
            raise

    def close(self) -> None:
        """Let go, at once; whether the server can be reached or not."""
        self._closed += 1
        for asking in self._asking:
            asking.cancel()
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.pgconn.finish()

    async def _ask(self, question: LiteralString, values: tuple[Any, ...]) -> tuple[Any, ...] | None:
        connection = self._connection
        if connection is None:
            closed = self._closed
            connection = await self._connect()
            if closed != self._closed:
                # A cancellation can be lost in the driver before Python 3.12.
                connection.pgconn.finish()
                raise OSError("closed meanwhile")
            self._connection = connection
        cursor = await connection.execute(question, values)
        return await cursor.fetchone() if cursor.description else None

    async def _connect(self) -> psycopg.AsyncConnection[Any]:
        given = psycopg.conninfo.conninfo_to_dict(self._conninfo)
        own: dict[str, Any] = {name: value for name, value in _OWN_END.items() if name not in given}
        own["application_name"] = f"communique {self._name}"[:63]
        address = psycopg.conninfo.make_conninfo(self._conninfo, **own)
        connection = await psycopg.AsyncConnection.connect(address, autocommit=True)
        try:
            await connection.execute(_SET, {"wanted": json.dumps(_SERVERS_END)})
        except BaseException:
            connection.pgconn.finish()
            raise
        return connection

    def _heard(self, asking: asyncio.Task[tuple[Any, ...] | None]) -> None:
        """What comes too late is of no interest."""
        self._asking.discard(asking)
        if not asking.cancelled():
            asking.exception()
