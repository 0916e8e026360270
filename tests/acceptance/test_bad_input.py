"""Bad files, settings and surroundings: each gets a clear answer, and nothing is lost."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox.server import Sandbox
from tests.acceptance.bot_process import BotProcess, environment, running
from tests.acceptance.conftest import TOKEN
from tests.acceptance.conversation import Person
from tests.acceptance.seeded import copied
from tests.acceptance.test_story import ARTICLE
from tests.fixtures.sandbox_client import SandboxClient

pytestmark = pytest.mark.slow


@pytest.fixture
def akiko(chat: SandboxClient) -> Person:
    return Person(chat, 1001)


@pytest.fixture
def admin(chat: SandboxClient) -> Person:
    return Person(chat, 1003)


async def test_files_that_cannot_be_loaded_say_why(bot: BotProcess, admin: Person) -> None:
    binary = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
    assert "cannot read picture.txt" in (await admin.upload("picture.txt", binary, "/load"))["text"]
    assert "cannot read talks.xlsx" in (await admin.upload("talks.xlsx", b"x", "/load"))["text"]
    assert "too big" in (await admin.upload("long.txt", b"Envoys met. " * 1_800_000, "/load"))["text"]
    assert "no words" in (await admin.upload("empty.txt", b"  \n ", "/load"))["text"]
    assert "send it with the caption /load" in (await admin.upload("talks.txt", ARTICLE.encode()))["text"]


async def test_files_of_any_encoding_are_loaded(bot: BotProcess, admin: Person) -> None:
    french = "Le ministère a rappelé son ambassadeur à Téhéran. Les négociations reprendront après l'été. "
    for data, words in (
        (french.encode("latin-1"), french[:49]),
        (french.upper().encode("utf-16"), french[:49].upper()),
        (ARTICLE.encode() + b"\xd0", "Boats from either side may land their catch in two ports."),
    ):
        loaded = re.search(r"Loaded as article (\d+)", (await admin.upload("talks.txt", data, "/load"))["text"])
        assert loaded
        assert words in (await admin.ask(f"/summary {loaded[1]}"))["text"]


async def test_a_file_of_20_mb_is_loaded(bot: BotProcess, admin: Person) -> None:
    data = b"".join(b"Envoy %d met envoy %d in room %d.\n" % (n, n + 1, n % 7) for n in range(540_000))[:19_900_000]
    report = await admin.upload("protocol.txt", data, "/load", timeout=120)
    assert "Loaded as article" in report["text"]
    assert "3 of" in (await admin.ask("/summary", timeout=60))["text"]


async def test_flood_limits_lose_no_answer(bot: BotProcess, akiko: Person) -> None:
    await akiko.client.arm("sendMessage", "429", times=2, retry_after=1)
    assert "Communiqué" in (await akiko.ask("/start"))["text"]


async def test_an_empty_archive_says_so(sandbox: Sandbox, chat: SandboxClient, archive: Path, tmp_path: Path) -> None:
    from storage.engine import Database

    data = copied(archive, tmp_path / "data")
    async with running(data, telegram_token=TOKEN, telegram_api_url=sandbox.url):
        await Person(chat, 1001).ask("/latest")
        database = await Database.open(f"sqlite:///{data}/communique.db")
        async with database.write() as unit:
            for article in await unit.articles.latest(100):
                await unit.articles.remove(article.id)
        await database.close()
        person = Person(chat, 1001)
        for command in ("/summary", "/latest", "/summary kuril"):
            assert "The archive is still empty" in (await person.ask(command))["text"]


async def refused(data: Path, **settings: str) -> str:
    bot = BotProcess(environment(data, **settings))
    status = await bot.exit()
    assert status == 2, bot.log
    assert len(bot.log) == 1, bot.log
    return bot.log[0]


async def test_a_wrong_token_ends_with_one_clear_line(sandbox: Sandbox, tmp_path: Path) -> None:
    wrong = "7000000002:AAwrong-token_0123456789abcdefghijkl"
    line = await refused(tmp_path, telegram_token=wrong, telegram_api_url=sandbox.url)
    assert "refused COMMUNIQUE_TELEGRAM_TOKEN" in line
    assert wrong not in line


async def test_a_data_folder_that_cannot_be_written_ends_with_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert "data folder" in await refused(tmp_path / "file" / "data", sandbox_port="0")


async def test_a_newer_database_ends_with_one_clear_line(tmp_path: Path) -> None:
    import sqlite3

    with sqlite3.connect(tmp_path / "communique.db") as connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        connection.execute("INSERT INTO alembic_version VALUES ('9999_from_the_future')")
    connection.close()
    assert "upgrade the program" in await refused(tmp_path, sandbox_port="0")


async def test_bad_settings_are_named(tmp_path: Path) -> None:
    assert "COMMUNIQUE_ADMINS" in await refused(tmp_path, admins="akiko")
    assert "COMMUNIQUE_SANDBOX_PORT" in await refused(tmp_path, sandbox_port="70000")


@pytest.fixture
async def own(sandbox: Sandbox, archive: Path, tmp_path: Path) -> AsyncIterator[BotProcess]:
    """A bot with an interpreter of its own: a fork's memory is also that of what it is forked from."""
    settings = {"telegram_token": TOKEN, "telegram_api_url": sandbox.url, "messages_per_second": "0"}
    async with running(copied(archive, tmp_path / "data"), module="bot", **settings) as process:
        yield process


async def test_the_process_stays_small(own: BotProcess, akiko: Person, admin: Person) -> None:
    import psutil

    await asyncio.gather(*(akiko.client.send(1001, "/summary") for _ in range(20)))
    await akiko.ask("/privacy")
    assert own.process is not None
    main = psutil.Process(own.process.pid)
    resting = {one.pid: one.memory_info().rss for one in (main, *main.children(recursive=True))}
    assert all(taken < 200e6 for taken in resting.values())
    line = "Envoy %d met envoy %d in room %d of the palace, on day %d of the talks.\n"
    long = "".join(line % (day, day * 7 % 1009, day % 7, day) for day in range(61_000))
    answer = await admin.upload("protocol.txt", long.encode(), "/load", timeout=120)
    assert "the first 60,000 sentences; what follows them is kept and not read" in answer["text"]
    for command in ("/summary 900", "/latest", "/summary", "/privacy"):
        await akiko.ask(command, timeout=60)
    async with asyncio.timeout(60):
        # What is large is read by a process apart, which goes with its work.
        while {one.pid for one in main.children(recursive=True)} - resting.keys():  # noqa: ASYNC110 - the system knows
            await asyncio.sleep(0.05)
    assert all(one.memory_info().rss < 200e6 for one in (main, *main.children(recursive=True)))
