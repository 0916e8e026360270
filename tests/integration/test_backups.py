"""A backup is one moment of a database that is written to, and becomes a database again; nothing is overwritten."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from bot.__main__ import main
from storage.engine import Database
from storage.migrations import HEAD
from storage.records import NewArticle
from tests.fixtures.databases import on_postgres
from tests.fixtures.ledger import NOW, follower, owe, topic_id


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=on_postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database that is to be made of a backup, on each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'restored' / 'communique.db'}"
    create: Callable[[bool], str] = request.getfixturevalue("new_postgres_database")
    return create(False)


@pytest.fixture
def source(place: str, request: pytest.FixtureRequest) -> str:
    """The address of a migrated database of the same kind."""
    return str(request.getfixturevalue("sqlite_url" if place.startswith("sqlite") else "postgres_url"))


@pytest.fixture
def communique(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., int]:
    def run(address: str, *arguments: object) -> int:
        monkeypatch.setenv("COMMUNIQUE_DATABASE_URL", address)
        monkeypatch.setenv("COMMUNIQUE_DATA", str(tmp_path / "data"))
        return main([str(argument) for argument in arguments])

    return run


async def owed(address: str) -> tuple[dict[str, int], int]:
    """Deliveries by state, and articles."""
    database = await Database.open(address)
    try:
        async with database.read() as unit:
            return await unit.deliveries.counts(), await unit.articles.count()
    finally:
        await database.close()


async def test_a_backup_made_while_others_write_holds_whole_transactions(
    source: str, place: str, communique: Callable[..., int], tmp_path: Path
) -> None:
    database = await Database.open(source)
    async with database.write() as unit:
        await follower(unit, 1, "kuril")
        topic = await topic_id(unit, "kuril")
    written = asyncio.Event()

    async def write() -> None:
        for number in count():
            async with database.write() as unit:
                article, _ = await unit.articles.add(NewArticle(f"d{number}", "T", "x" * 500, "en"), now=NOW)
                await unit.deliveries.fan_out(article.id, [topic], now=NOW)
            if number == 20:
                written.set()

    writing = asyncio.create_task(write())
    await written.wait()
    assert await asyncio.to_thread(communique, source, "backup", tmp_path / "saved") == 0
    writing.cancel()
    await asyncio.gather(writing, return_exceptions=True)
    await database.close()
    assert await asyncio.to_thread(communique, place, "restore", tmp_path / "saved") == 0
    states, articles = await owed(place)
    assert articles > 20
    assert states == {"queued": articles}


async def test_what_was_due_can_be_given_up(
    source: str, place: str, communique: Callable[..., int], tmp_path: Path
) -> None:
    database = await Database.open(source)
    async with database.write() as unit:
        await owe(unit, readers=3)
        (sent,) = await unit.deliveries.claim(1, now=NOW)
        await unit.deliveries.sent(sent.id, 5, now=NOW)
        (later,) = await unit.deliveries.claim(1, now=NOW)
        await unit.deliveries.retry(later.id, at=NOW + timedelta(days=36500), error="x")
    await database.close()
    assert await asyncio.to_thread(communique, source, "backup", tmp_path / "saved") == 0
    assert await asyncio.to_thread(communique, place, "restore", "--give-up-due", tmp_path / "saved") == 0
    assert (await owed(place))[0] == {"sent": 1, "queued": 1, "cancelled": 1}


def test_nothing_is_overwritten(
    source: str, communique: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert communique(source, "backup", tmp_path / "saved") == 0
    assert communique(source, "backup", tmp_path / "saved") == 2
    assert "exists already" in capsys.readouterr().err
    assert communique(source, "restore", tmp_path / "saved") == 2
    assert "already" in capsys.readouterr().err


def test_a_backup_says_of_which_database_it_is(
    source: str, communique: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = make_url(source)
    if url.get_backend_name() == "postgresql":
        # Which the server of the tests does not ask for.
        url = url.update_query_dict({"password": "geheim"})
    assert communique(url.render_as_string(hide_password=False), "backup", tmp_path / "saved") == 0
    said = capsys.readouterr().out
    assert f"{url.database}" in said
    assert "geheim" not in said


def test_a_backup_is_readable_to_its_owner_only(source: str, communique: Callable[..., int], tmp_path: Path) -> None:
    assert communique(source, "backup", tmp_path / "saved") == 0
    files = [tmp_path / "saved", *(tmp_path / "saved").glob("communique.*")]
    assert [file.stat().st_mode & 0o077 for file in files] == [0, 0]
    assert json.loads((tmp_path / "saved" / "manifest.json").read_text())["revision"] == HEAD


def test_a_damaged_backup_is_refused(
    source: str, place: str, communique: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert communique(source, "backup", tmp_path / "saved") == 0
    (file,) = (tmp_path / "saved").glob("communique.*")
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    assert communique(place, "restore", tmp_path / "saved") == 2
    assert "is damaged" in capsys.readouterr().err


def test_the_key_of_bans_goes_along(sqlite_url: str, communique: Callable[..., int], tmp_path: Path) -> None:
    key = tmp_path / "data" / "bans.key"
    key.parent.mkdir()
    key.write_bytes(b"k" * 32)
    assert communique(sqlite_url, "backup", tmp_path / "saved") == 0
    key.unlink()
    assert communique(f"sqlite:///{tmp_path / 'new.db'}", "restore", tmp_path / "saved") == 0
    assert key.read_bytes() == b"k" * 32
    assert key.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("what", ["missing", "empty"])
def test_a_folder_that_is_no_backup_is_named(
    what: str, sqlite_url: str, communique: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    assert communique(f"sqlite:///{tmp_path / 'new.db'}", "restore", tmp_path / what) == 2
    assert "is no backup: it holds no manifest.json" in capsys.readouterr().err


def test_a_database_that_is_not_there_is_not_made_by_a_backup(
    communique: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert communique(f"sqlite:///{tmp_path / 'none.db'}", "backup", tmp_path / "saved") == 2
    assert "there is no database" in capsys.readouterr().err
    assert list(tmp_path.glob("*saved*")) == []


@pytest.mark.postgres
@pytest.mark.xdist_group("postgres")
def test_backups_of_the_other_kind_are_refused(
    postgres_url: str, communique: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert communique(postgres_url, "backup", tmp_path / "saved") == 0
    assert communique(f"sqlite:///{tmp_path / 'new.db'}", "restore", tmp_path / "saved") == 2
    assert "the backup is of PostgreSQL" in capsys.readouterr().err
