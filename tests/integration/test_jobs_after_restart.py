"""A runner of several machines waits for a database that goes away, and goes on when it is back."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from storage.engine import Database
from storage.errors import DatabaseUnreachable
from tests.fixtures.clockwork import Clock, Shared, Shop, job, opened
from tests.fixtures.databases import on_postgres
from tests.fixtures.postgres_server import NoServer, Server, private_server

pytestmark = [*on_postgres, pytest.mark.slow]


@pytest.fixture
def server() -> Iterator[Server]:
    try:
        with private_server() as started:
            yield started
    except NoServer as error:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(str(error))


async def _put(shop: Shop, name: str) -> None:
    while True:
        try:
            return await shop.put(job(name))
        except DatabaseUnreachable:
            continue


async def test_jobs_are_done_before_and_after_a_crash_of_the_database(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    database = await Database.open(server.url)
    await database.migrate()
    await database.close()
    async with opened(Shared, server.url, Clock(datetime.now(UTC))) as shop:
        shop.run()
        await shop.put(job("before"))
        await shop.until(lambda: shop.done == ["before"])
        shop.may_end.clear()
        await shop.put(job("meanwhile", waits=True))
        await shop.until(lambda: "meanwhile" in shop.begun)
        await asyncio.to_thread(server.restart, "immediate")
        shop.may_end.set()
        await _put(shop, "after")
        await shop.until(lambda: "after" in shop.done)
    assert "meanwhile" in shop.done
    # Who notices first says it: its listener, whoever asks for a job, or the runner.
    assert [one for one in caplog.records if one.levelno >= logging.ERROR]
