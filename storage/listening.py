"""Listening to the news of other processes, on a connection of its own.

A connection that is lost is made anew, again and again. What was told meanwhile is lost with it, so whoever listens is
told to look at everything again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import URL

from storage.news import CHANNEL, Told, heard

_LOG = logging.getLogger(__name__)

PAUSE = 1.0
"""Seconds after which a server that is away is tried again."""

QUIET = 20.0
"""Seconds without news after which the server is asked whether it is there."""

ANSWERED = 5.0
"""Seconds in which it has to answer."""

LOST = (psycopg.Error, OSError, TimeoutError)

Sleep = Callable[[float], Awaitable[object]]


class Listening:
    """What others tell in the database of this address. ``listener`` is this process, whose own news are left out."""

    def __init__(self, url: URL, listener: str, sleep: Sleep = asyncio.sleep, quiet: float = QUIET) -> None:
        self._address = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._listener = listener
        self._sleep = sleep
        self._quiet = quiet

    async def news(self) -> AsyncGenerator[Told | None]:
        """Each piece as it comes; None: anything may have changed. That is also the first, once it listens."""
        is_troubled = False
        while True:
            try:
                async with asyncio.timeout(ANSWERED):
                    connection = await self._connected()
            except LOST as error:
                if not is_troubled:
                    _LOG.warning("the news of other processes cannot be heard: %s", " ".join(str(error).split()))
                is_troubled = True
            else:
                is_troubled = False
                async with aclosing(self._heard(connection)) as pieces:
                    async for piece in pieces:
                        yield piece
            await self._sleep(PAUSE)

    async def _connected(self) -> psycopg.AsyncConnection[Any]:
        connection = await psycopg.AsyncConnection.connect(self._address, autocommit=True)
        try:
            await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(CHANNEL)))
        except BaseException:
            connection.pgconn.finish()
            raise
        return connection

    async def _heard(self, connection: psycopg.AsyncConnection[Any]) -> AsyncGenerator[Told | None]:
        """Until the connection is lost."""
        try:
            yield None
            while True:
                async with aclosing(connection.notifies(timeout=self._quiet)) as notices:
                    async for notice in notices:
                        if (piece := heard(notice.payload, self._listener)) is not None:
                            yield piece
                async with asyncio.timeout(ANSWERED):
                    await connection.execute("SELECT 1")
        except LOST as error:
            _LOG.warning("the news of other processes are not heard any more: %s", " ".join(str(error).split()))
        finally:
            # Without a word to a server that may not answer.
            connection.pgconn.finish()
