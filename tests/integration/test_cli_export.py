"""`communique export` as a shell sees it: articles and a reader as JSON lines, and what is refused."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from storage.engine import Database
from tests.fixtures.ledger import NOW, follower, new_article
from tests.integration.test_cli import communique

pytestmark = pytest.mark.slow

CHAT = 5_317_829
COUNT = 230


async def _filled(data: Path) -> None:
    """Articles of two days, and a reader who saved one."""
    database = await Database.open(f"sqlite:///{data / 'communique.db'}")
    async with database.write() as unit:
        reader = await follower(unit, CHAT, "kuril")
        for number in range(COUNT):
            article, _ = await unit.articles.add(
                new_article(f"d{number}", f"Talks {number}", "Der Rat tagte.\nÄußerst \ud800 kurz."),
                now=NOW + timedelta(days=number // 200),
            )
        await unit.articles.delete(article.id - 1, now=NOW)
        await unit.saved.add(reader.id, article.id, now=NOW)
        await unit.saved.note(reader.id, article.id, "für Dienstag")
    await database.close()


@pytest.fixture
async def data(migrated_sqlite_file: Path, tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    shutil.copy(migrated_sqlite_file, tmp_path / "data" / "communique.db")
    await _filled(tmp_path / "data")
    return tmp_path / "data"


def _lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


async def test_articles_come_in_their_order_as_other_commands_read_them(data: Path) -> None:
    done = communique("export", data=data)
    assert done.returncode == 0, done.stderr
    rows = _lines(done.stdout)
    assert [row["title"] for row in rows] == [f"Talks {number}" for number in range(COUNT) if number != COUNT - 2]
    assert {"id", "text", "title", "language", "published"} <= rows[0].keys()
    since = communique("export", "--articles", "--since", "2024-03-01", data=data)
    assert len(_lines(since.stdout)) == COUNT - 200 - 1


async def test_a_reader_comes_with_all_that_is_kept(data: Path) -> None:
    done = communique("export", "--reader", str(CHAT), data=data)
    rows = _lines(done.stdout)
    assert [row["kind"] for row in rows] == ["reader", "follow", "saved"]
    assert rows[0]["chat"] == CHAT
    assert rows[2]["note"] == "für Dienstag"
    # That it was done is written down, of whom is not.
    database = await Database.open(f"sqlite:///{data / 'communique.db'}")
    async with database.read() as unit:
        (entry,) = await unit.audit.latest(9)
    await database.close()
    assert (entry.actor, entry.action, entry.detail) == (0, "archive.exported", "reader")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("--reader", "7"), "nothing is kept of 7"),
        (("--reader", "akiko"), "invalid int value"),
        (("--since", "31 February"), "is no date"),
        (("--reader", "7", "--since", "2024-03-01"), "--since goes with articles only"),
        (("--reader", "7", "--articles"), "not allowed with"),
    ],
)
async def test_what_cannot_be_given_is_said_in_a_line(data: Path, arguments: tuple[str, ...], line: str) -> None:
    done = communique("export", *arguments, data=data)
    assert done.returncode == 2
    assert line in done.stderr
    assert done.stderr.count("\n") == 1
