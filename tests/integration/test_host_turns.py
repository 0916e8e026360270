"""Turns at hosts among processes: one at a time, a pause after each, and the dead hold nothing for long."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.services.hosts import HELD, LONGEST, HostTurns
from bot.sources.politeness import Politeness
from storage.engine import Database

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = NOON
        self.slept = list[float]()

    def __call__(self) -> datetime:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)


def _two(database: Database, time: Time) -> tuple[HostTurns, HostTurns]:
    first, second = (HostTurns(database, time, 1.0, time.sleep) for _ in range(2))
    return first, second


async def test_a_host_rests_from_the_end_of_one_to_the_start_of_the_next(database: Database) -> None:
    time = Time()
    first, second = _two(database, time)
    async with first.turn("a.example"):
        time.now += timedelta(seconds=5)
    time.now += timedelta(seconds=0.25)
    async with second.turn("a.example"), second.turn("b.example"):
        pass
    assert time.slept == [0.75]


async def test_who_asks_holds_the_host_and_who_died_not_for_long(database: Database) -> None:
    time = Time()
    first, second = _two(database, time)
    dead = first.turn("a.example")
    await dead.__aenter__()
    async with second.turn("a.example"):
        assert time.now - NOON == HELD
    assert set(time.slept) == {LONGEST}
    await dead.__aexit__(None, None, None)
    async with database.write() as unit:
        assert await unit.hosts.take("a.example", time.now + HELD, now=time.now) == time.now + timedelta(seconds=1)


async def test_hosts_that_rest_are_forgotten(database: Database) -> None:
    time = Time()
    turns, _ = _two(database, time)
    async with turns.turn("a.example"):
        pass
    assert await turns.forget() == 0
    time.now += HELD + timedelta(seconds=2)
    assert await turns.forget() == 1


@pytest.fixture
async def gone(sqlite_url: str) -> Database:
    """A database that is none any more."""
    database = await Database.open(sqlite_url)
    await database.close()
    await asyncio.to_thread(Path(sqlite_url.removeprefix("sqlite:///")).write_bytes, b"no database " * 1000)
    return database


async def test_a_database_that_cannot_be_reached_stops_nobody(gone: Database) -> None:
    asked = False
    async with Politeness(beside=HostTurns(gone, Time(), 1.0).turn).turn("a.example"):
        asked = True
    assert asked
