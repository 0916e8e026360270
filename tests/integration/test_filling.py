"""What the archive starts with, put there though the database goes away meanwhile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.app import background, patience
from bot.core import open_core
from bot.jobs.pool import ProcessPool
from bot.services.desk import Desk
from bot.settings import Settings
from storage.errors import DatabaseUnreachable


class Flaky(Desk):
    """Its database is away the first time."""

    def __init__(self, desk: Desk) -> None:
        vars(self).update(vars(desk))
        self.asked = 0

    async def purge(self) -> int:
        self.asked += 1
        if self.asked == 1:
            raise DatabaseUnreachable("terminating connection")
        return await super().purge()


async def test_a_database_that_goes_away_while_the_archive_is_filled_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(patience, "PAUSE", 0.0)
    pool = ProcessPool()
    try:
        async with open_core(Settings(data=tmp_path), pool, lambda: None) as core:
            desk = Flaky(core.desk)
            await background.fill(replace(core, desk=desk))
            async with core.database.read() as unit:
                assert await unit.articles.count() > 0
    finally:
        await pool.close()
    assert desk.asked == 2
    assert "the archive cannot be made whole: terminating connection; trying again" in caplog.text
