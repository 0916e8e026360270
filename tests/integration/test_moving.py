"""A SQLite database becomes a PostgreSQL one: every row, every number that was given, and whoever is on the way."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, text
from sqlalchemy.engine import make_url

from bot.__main__ import main
from bot.delivery.outcomes import Outcome, Sent
from bot.delivery.sender import Sender
from bot.jobs.lock import only_one
from bot.services.keys import FILE, ban_key
from storage.engine import Database
from storage.errors import DatabaseBusy, DatabaseTooNew
from storage.moving import Moved, MoveRefused, move
from storage.records import AnalysisRecord, DeliveryRecord, NewArticle
from storage.search.search import Every, Has
from storage.tables import metadata
from tests.contract.test_search_repository import HOSTILE
from tests.fixtures.databases import on_postgres
from tests.fixtures.ledger import NOW, add_article, follower, owe

pytestmark = on_postgres


def path_of(url: str) -> Path:
    return Path(make_url(url).database or "")


def quiet(_: Moved) -> None:
    """Nobody reads what is reported."""


async def opened(url: str) -> Database:
    return await Database.open(url)


async def test_every_kind_of_row_arrives_as_it_was(sqlite_url: str, postgres_url: str) -> None:
    source = await opened(sqlite_url)
    values = {"Integer": 7, "BigInteger": 2**40, "Boolean": True, "LargeBinary": b"\x00\xff", "JSON": {"a": ["\x00é"]}}
    async with source._backend.writing.begin() as connection:
        await connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        filled = [table for table in metadata.sorted_tables if table.name not in ("deliveries", "audit_doors")]
        for table in filled:
            row: dict[str, Any] = {}
            for column in table.columns:
                kind = type(column.type).__name__
                row[column.name] = values.get(kind, NOW if kind == "UtcDateTime" else "it's \\ \t\n قمة 🕊")
                if column.foreign_keys or column.name == "id":
                    row[column.name] = 1
                if kind == "Names":
                    row[column.name] = ["A", "B"]
            row |= {"state": "draft" if table.name == "broadcasts" else "active"} if "state" in row else {}
            row |= {"role": "editor"} if "role" in row else {}
            row |= {"language": "en"} if "language" in row else {}
            row |= {"kind": "private"} if "kind" in row else {}
            await connection.execute(insert(table), row)
    await source.close()
    seen: list[Moved] = []
    assert await move(path_of(sqlite_url), postgres_url, seen.append)
    counts = {one.name: one.source.count for one in seen}
    assert {table.name: counts[table.name] for table in filled} == {table.name: 1 for table in filled}
    assert all(one.is_same for one in seen)
    assert {one.name for one in seen} == {*metadata.tables, "article_terms"}


async def test_what_is_searched_for_is_found_as_before(sqlite_url: str, postgres_url: str) -> None:
    long = [*["the"] * 1000, "kuril", "the", "end"]
    source = await opened(sqlite_url)
    async with source.write() as unit:
        one, other, empty = [(await add_article(unit, f"d{number}")).id for number in range(3)]
        await unit.search.put_all([(one, ["summit", *HOSTILE]), (other, long), (empty, [])])
    await source.close()
    assert await move(path_of(sqlite_url), postgres_url, quiet)
    target = await opened(postgres_url)
    async with target.read() as unit:
        for term in HOSTILE:
            assert await unit.search.find(Has([(term,)]), 10) == [one]
        assert await unit.search.find(Has([("the", "kuril", "the", "end")]), 10) == [other]
        assert await unit.search.find(Every([Has([("summit",)]), Has([("kuril*",)])]), 10) == [one]
    await target.close()


async def test_a_number_that_was_given_is_not_given_again(sqlite_url: str, postgres_url: str) -> None:
    source = await opened(sqlite_url)
    async with source.write() as unit:
        ids = [(await add_article(unit, f"d{number}")).id for number in range(3)]
        await unit.articles.delete(ids[-1], now=NOW)
        assert await unit.articles.purge(NOW + timedelta(days=1)) == 1
    await source.close()
    assert await move(path_of(sqlite_url), postgres_url, quiet)
    target = await opened(postgres_url)
    async with target.write() as unit:
        assert (await add_article(unit, "d9")).id == ids[-1] + 1
        assert (await unit.readers.meet(5, "private", "en", now=NOW)).id == 1
    await target.close()


async def test_the_bot_goes_on_and_sends_nothing_twice(sqlite_url: str, postgres_url: str) -> None:
    source = await opened(sqlite_url)
    async with source.write() as unit:
        await owe(unit, 4)
        [sent, claimed] = await unit.deliveries.claim(2, now=NOW)
        await unit.deliveries.sent(sent.id, 77, now=NOW)
    await source.close()
    assert await move(path_of(sqlite_url), postgres_url, quiet)
    target, told = await opened(postgres_url), list[int]()

    async def deliver(delivery: DeliveryRecord) -> Outcome:
        told.append(delivery.chat_id)
        return Sent(delivery.chat_id)

    later = NOW + timedelta(minutes=5)
    sender = Sender(target, deliver, lambda: later, asyncio.Event())
    await sender.recover()
    await sender.drain()
    assert sorted(told) == sorted({1, 2, 3, 4} - {sent.chat_id})
    assert claimed.chat_id in told
    async with target.read() as unit:
        assert await unit.deliveries.counts() == {"sent": 4}
    await target.close()


async def test_a_database_that_is_not_empty_is_left_alone(sqlite_url: str, postgres_url: str) -> None:
    target = await opened(postgres_url)
    async with target.write() as unit:
        await follower(unit, 1, "kuril")
    with pytest.raises(MoveRefused, match="not empty: there are rows in its table readers"):
        await move(path_of(sqlite_url), postgres_url, quiet)
    async with target.read() as unit:
        assert await unit.readers.by_chat(1) is not None
    await target.close()


async def test_a_source_of_another_version_is_refused(sqlite_url: str, postgres_url: str) -> None:
    for found, error in (("0001", MoveRefused), ("9999", DatabaseTooNew)):
        source = await opened(sqlite_url)
        async with source._backend.writing.begin() as connection:
            await connection.execute(text(f"UPDATE alembic_version SET version_num = '{found}'"))
        await source.close()
        with pytest.raises(error):
            await move(path_of(sqlite_url), postgres_url, quiet)


async def test_a_source_that_is_written_to_is_refused(sqlite_url: str, postgres_url: str) -> None:
    source = await opened(sqlite_url)
    async with source.write() as unit:
        await add_article(unit)
        with pytest.raises(DatabaseBusy):
            await move(path_of(sqlite_url), postgres_url, quiet, patience=0.01)
    await source.close()


async def test_what_postgresql_does_not_take_leaves_nothing_behind(sqlite_url: str, postgres_url: str) -> None:
    source = await opened(sqlite_url)
    async with source.write() as unit:
        await add_article(unit)
        await unit.articles.add(NewArticle("d2", "T", "x", "e" * 17), now=NOW)
    await source.close()
    with pytest.raises(MoveRefused, match="a row of the table articles: value too long"):
        await move(path_of(sqlite_url), postgres_url, quiet)
    target = await opened(postgres_url)
    async with target.read() as unit:
        assert await unit.articles.count() == 0
    await target.close()


async def test_who_starts_on_the_target_meanwhile_waits_for_the_end(sqlite_url: str, postgres_url: str) -> None:
    source = await opened(sqlite_url)
    async with source.write() as unit:
        article = await add_article(unit)
        await unit.articles.put_analysis(AnalysisRecord(article.id, "m", 1, {"a": 1}))
    await source.close()
    started: list[asyncio.Task[int]] = []

    async def start() -> int:
        another = await opened(postgres_url)
        await another.migrate()
        async with another.read() as unit:
            count = await unit.articles.count()
        await another.close()
        return count

    def report(_: Moved) -> None:
        if not started:
            started.append(asyncio.create_task(start()))

    assert await move(path_of(sqlite_url), postgres_url, report)
    assert await started[0] == 1


class TestCommand:
    """`communique move`."""

    @pytest.fixture(autouse=True)
    def _folder(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.chdir(tmp_path)

    def test_it_says_a_line_a_table(
        self, sqlite_url: str, postgres_url: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        key = path_of(sqlite_url).parent / FILE
        key.write_bytes(b"k" * 32)
        assert main(["move", sqlite_url, postgres_url]) == 0
        said = capsys.readouterr().out.splitlines()
        assert len([line for line in said if line.endswith("the same")]) == len(metadata.tables) + 1

        async def found() -> bytes:
            target = await opened(postgres_url)
            try:
                return await ban_key(target, Path("elsewhere"))
            finally:
                await target.close()

        assert asyncio.run(found()) == b"k" * 32

    def test_the_target_is_the_database_of_the_settings(
        self, sqlite_url: str, postgres_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("COMMUNIQUE_DATABASE_URL", postgres_url)
        assert main(["move", sqlite_url]) == 0
        assert "All tables are the same" in capsys.readouterr().out

    def test_it_is_refused_in_a_line(
        self, sqlite_url: str, postgres_url: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        source = path_of(sqlite_url)
        refusals: list[tuple[list[str], str]] = [
            (["nowhere.db", postgres_url], "there is no database"),
            ([str(source), sqlite_url], "a database is moved to PostgreSQL"),
            ([str(source), "postgresql://bot@/x?host=/nowhere"], "cannot be reached"),
        ]
        for arguments, reason in refusals:
            assert main(["move", *arguments]) == 2
            error = capsys.readouterr().err
            assert reason in error
            assert len(error.splitlines()) == 1
        with only_one(source.parent):
            assert main(["move", str(source), postgres_url]) == 2
        assert "another Communiqué runs" in capsys.readouterr().err
