"""Keys that machines share: made once, whoever comes first."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.services.keys import FILE, ban_key
from storage.engine import Database
from tests.fixtures.databases import on_postgres


async def test_the_first_key_stays(database: Database) -> None:
    async with database.write() as unit:
        assert await unit.keys.of("bans") is None
        assert await unit.keys.ensure("bans", b"first") == b"first"
        assert await unit.keys.ensure("bans", b"second") == b"first"
        assert await unit.keys.ensure("other", b"second") == b"second"
        assert await unit.keys.of("bans") == b"first"


async def test_sqlite_keeps_the_key_beside_it(sqlite_url: str, tmp_path: Path) -> None:
    database = await Database.open(sqlite_url)
    key = await ban_key(database, tmp_path)
    assert (tmp_path / FILE).read_bytes() == key
    async with database.read() as unit:
        assert await unit.keys.of("bans") is None
    await database.close()


class TestOnAServer:
    """Machines with folders of their own and one database."""

    pytestmark = on_postgres

    async def test_machines_that_start_at_once_have_one_key(self, postgres_url: str, tmp_path: Path) -> None:
        machines = [await Database.open(postgres_url) for _ in range(3)]
        found = await asyncio.gather(*(ban_key(one, tmp_path / str(place)) for place, one in enumerate(machines)))
        assert len(set(found)) == 1
        assert len(found[0]) == 32
        for one in machines:
            await one.close()

    async def test_the_key_in_the_file_of_the_first_goes_into_the_database(
        self, postgres_url: str, tmp_path: Path
    ) -> None:
        (tmp_path / FILE).write_bytes(b"k" * 32)
        database = await Database.open(postgres_url)
        assert await ban_key(database, tmp_path) == b"k" * 32
        assert await ban_key(database, tmp_path / "another") == b"k" * 32
        await database.close()
