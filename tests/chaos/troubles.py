"""Trouble with the database: locked, full, or restarted under the running program."""

from __future__ import annotations

import asyncio
import resource
import sqlite3
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from random import Random

import psycopg

from tests.fixtures.postgres_server import Server

Trouble = Callable[[], Awaitable[None]]
ProcessId = Callable[[], int | None]

FULL = 4096
"""Bytes up to which files can be written on a full disk: none of the database's writes is within them."""


class Troubles:
    """Has one of ``kinds`` happen from time to time, until cancelled; ``met`` counts them."""

    def __init__(self, random: Random, kinds: dict[str, Trouble], pause: float) -> None:
        self._random = random
        self._kinds = kinds
        self._pause = pause
        self.met: Counter[str] = Counter()

    async def run(self) -> None:
        """One after another, with pauses between."""
        while True:
            await asyncio.sleep(self._random.expovariate(1 / self._pause))
            kind = self._random.choice(sorted(self._kinds))
            await self._kinds[kind]()
            self.met[kind] += 1


def _long(random: Random, longest: float) -> float:
    """Seconds: mostly less than one, now and then nearly the longest."""
    return 0.1 + (longest - 0.1) * random.random() ** 4


def of_sqlite(path: Path, random: Random, process: ProcessId, longest: float) -> dict[str, Trouble]:
    """Another process that writes for long, and a disk without room."""

    async def locked() -> None:
        holder = await asyncio.to_thread(sqlite3.connect, path, 30, isolation_level=None, check_same_thread=False)
        try:
            await asyncio.to_thread(holder.execute, "BEGIN IMMEDIATE")
            await asyncio.sleep(_long(random, longest))
        finally:
            holder.close()

    async def full() -> None:
        number = process()
        if number is None:
            return
        with suppress(ProcessLookupError):  # it may be killed meanwhile
            before = resource.prlimit(number, resource.RLIMIT_FSIZE)
            try:
                resource.prlimit(number, resource.RLIMIT_FSIZE, (FULL, before[1]))
                await asyncio.sleep(_long(random, longest))
            finally:
                # At the end of the storm too, which cancels this: nothing could be written any more.
                resource.prlimit(number, resource.RLIMIT_FSIZE, before)

    return {"database locked": locked, "disk full": full}


def of_postgres(server: Server, url: str, random: Random, longest: float) -> dict[str, Trouble]:
    """Another client that locks the ledger, and a server that is restarted, in order or by a crash."""

    async def locked() -> None:
        holder = await psycopg.AsyncConnection.connect(url)
        try:
            await holder.execute("LOCK TABLE deliveries IN EXCLUSIVE MODE")
            await asyncio.sleep(_long(random, longest))
        finally:
            await holder.close()

    async def restarted() -> None:
        await asyncio.to_thread(server.restart, random.choice(("fast", "immediate")))

    return {"table locked": locked, "server restarted": restarted}
