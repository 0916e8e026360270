"""What is told of a database, well or not."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.app.watching import READY, Watch
from bot.core import utc_now
from bot.errors import ConfigurationError
from bot.jobs.port import Task, Tasks
from bot.jobs.shared import SharedRunner
from bot.settings import Settings
from storage.engine import Database
from storage.migrations import HEAD
from storage.records.jobs import NewJob
from tests.fixtures.ledger import owe

POSSIBLE = {"0001": True, HEAD: True, "9999": False}
"""Revisions that a program wants, and whether it can work on the newest: it goes on while newer ones take its place."""


def settings(folder: Path, **given: object) -> Settings:
    return Settings(_env_file=None, data=folder, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("revision", POSSIBLE)
async def test_tables_of_an_older_version_are_not_worked_on(database: Database, tmp_path: Path, revision: str) -> None:
    watch = Watch.of(settings(tmp_path))
    watch.read(database, wanted=revision)
    (part,) = await watch.readiness.parts()
    assert (part.name, part.is_well) == ("database", POSSIBLE[revision])
    assert HEAD in part.state


async def test_depths_are_read_from_the_database(database: Database, tmp_path: Path) -> None:
    async with database.write() as unit:
        await owe(unit, readers=2)
    watch = Watch.of(settings(tmp_path))
    watch.read(database)
    lines = (await watch.figures.exposition()).decode().splitlines()
    assert 'communique_ledger_open{state="due"} 2.0' in lines
    assert "communique_updates_open 0.0" in lines
    assert any(line.startswith("communique_ledger_oldest_due_seconds ") for line in lines)


async def test_a_program_that_starts_is_not_ready_until_it_has_started(tmp_path: Path) -> None:
    watch = Watch.of(settings(tmp_path))
    async with watch.listening(settings(tmp_path)):
        assert [part.is_well for part in await watch.readiness.parts()] == [False]
        watch.state = READY
        assert [part.is_well for part in await watch.readiness.parts()] == [True]


@pytest.mark.postgres
@pytest.mark.xdist_group("postgres")
async def test_a_worker_that_finds_no_jobs_is_not_ready(postgres_url: str, tmp_path: Path) -> None:
    watch, asked = Watch.of(settings(tmp_path)), asyncio.Event()

    async def nothing(_: Mapping[str, object]) -> None:
        asked.set()

    runner = SharedRunner(postgres_url, utc_now)
    watch.works(lambda: runner.is_at_work)
    database = await Database.open(postgres_url)
    assert await _states(watch) == [("jobs", True)]
    watch.state = READY
    assert await _states(watch) == [("jobs", False)]
    running = asyncio.create_task(runner.run(Tasks.of([Task("feeds.nothing", nothing)])))
    async with database.write() as unit:
        await unit.jobs.put([NewJob("feeds.nothing", {})])
    await asked.wait()
    assert await _states(watch) == [("jobs", True)]
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert await _states(watch) == [("jobs", False)]
    await database.close()


async def _states(watch: Watch) -> list[tuple[str, bool]]:
    return [(part.name, part.is_well) for part in await watch.readiness.parts()]


def test_traces_that_cannot_be_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "bot.monitoring.tracing", None)
    with pytest.raises(ConfigurationError, match=r"pip install 'communique\[tracing\]'"):
        Watch.of(settings(tmp_path, traces_endpoint="http://127.0.0.1:4318/v1/traces"))


@pytest.mark.parametrize("place", ["9464", "127.0.0.1", "127.0.0.1:99999", ":9464"])
def test_a_place_that_is_none_is_refused(tmp_path: Path, place: str) -> None:
    with pytest.raises(ValueError, match="no place to listen"):
        settings(tmp_path, monitoring_listen=place)


def test_places_are_host_and_port(tmp_path: Path) -> None:
    assert settings(tmp_path, monitoring_listen="[::1]:9464").monitoring_listen == ("::1", 9464)
    assert settings(tmp_path, monitoring_listen=" ").monitoring_listen is None
