"""How much waits, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Connection, text

from storage.engine import Database
from storage.migrations import HEAD
from storage.records import UpdateRecord
from storage.repositories import depths
from tests.fixtures.ledger import NOW, SECOND, owe

HOUR = timedelta(hours=1)


async def test_the_ledger_is_counted_by_what_waits_for_what(database: Database) -> None:
    async with database.write() as unit:
        first = await owe(unit, readers=4)
        claimed = await unit.deliveries.claim(1, now=NOW)
        await unit.deliveries.sent(claimed[0].id, 5, now=NOW)
        await unit.deliveries.claim(1, now=NOW)
        others = await unit.deliveries.claim(1, now=NOW)
        await unit.deliveries.retry(others[0].id, at=NOW + HOUR, error="x")
        assert first
    async with database.read() as unit:
        assert await unit.depths.ledger(now=NOW) == {"due": 1, "later": 1, "to_all": 0, "sending": 1}
        assert await unit.depths.oldest_due(now=NOW + SECOND) == NOW
        assert await unit.depths.fanouts() == 0


async def test_no_more_are_counted_than_can_be_quickly(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(depths, "COUNTED", 3)
    async with database.write() as unit:
        await owe(unit, readers=4)
        assert (await unit.depths.ledger(now=NOW))["due"] == 3


async def test_an_empty_database_owes_nothing(database: Database) -> None:
    async with database.read() as unit:
        assert await unit.depths.oldest_due(now=NOW) is None
        assert await unit.depths.updates() == 0
        assert await unit.depths.feeds() == {}
        assert await unit.depths.revision() == HEAD


async def test_updates_and_feeds_are_counted(database: Database) -> None:
    async with database.write() as unit:
        await unit.updates.keep(1, [UpdateRecord(1, 5, "{}"), UpdateRecord(2, 5, "{}")], now=NOW)
        await unit.depths._connection.run_sync(_add_feeds)
    async with database.read() as unit:
        assert await unit.depths.updates() == 2
        assert await unit.depths.feeds() == {"active": 1, "failing": 1, "paused": 1}


def _add_feeds(connection: Connection) -> None:
    add = text(
        "INSERT INTO feeds (url, title, state, interval, next_poll, failures, created, created_by)"
        " VALUES (:url, 'T', :state, 60, :now, :failures, :now, 1)"
    )
    now = NOW.isoformat(" ") if connection.dialect.name == "sqlite" else NOW
    for number, (state, failures) in enumerate((("active", 0), ("active", 3), ("paused", 9))):
        connection.execute(add, {"url": f"u{number}", "state": state, "failures": failures, "now": now})
