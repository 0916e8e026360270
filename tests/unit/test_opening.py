"""The start: who asks for the archive waits until it is whole, and the others are answered at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.handlers import opening
from bot.jobs.seeding import seed
from bot.sources.seeds import read_seeds
from tests.fixtures.house import ADMIN, House, house

TEXT = "Envoys met in Geneva on Monday. They will meet again in May."


@pytest.fixture
def gate() -> opening.Gate:
    return opening.Gate()


@pytest.fixture
async def here(sqlite_url: str, gate: opening.Gate) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        opening.register(opened.app, gate)
        yield opened
        gate.close()


async def asked(here: House, text: str, user: int = 2) -> asyncio.Task[list[dict[str, object]]]:
    """The message under way: the bot shows that it is typing, and waits."""
    before = len(here.api.calls)
    waiting = asyncio.create_task(here.say(text, user))
    while not any(name == "sendChatAction" for name, _ in here.api.calls[before:]):  # noqa: ASYNC110
        await asyncio.sleep(0)
    return waiting


@pytest.mark.parametrize("command", ["/start", "/help", "/privacy", "/stop", "/cancel"])
async def test_what_needs_no_archive_is_answered_at_once(here: House, command: str) -> None:
    assert await here.say(command)


@pytest.mark.parametrize("command", ["/summary", "/latest", "/search kuril", "/follow kuril", "/topics", "hello"])
async def test_what_needs_the_archive_waits(here: House, gate: opening.Gate, command: str) -> None:
    waiting = await asked(here, command)
    assert not here.answers()
    gate.open()
    assert await waiting


async def test_a_load_comes_after_the_seeds(here: House, gate: opening.Gate) -> None:
    waiting = await asked(here, f"/load {TEXT}", ADMIN)
    await seed(here.database, here.app.bot_data["services"].articles, here.clock)
    gate.open()
    assert "Loaded as article" in str((await waiting)[0]["text"])
    async with here.database.read() as unit:
        newest = await unit.articles.latest(100)
    assert len(newest) == len(read_seeds()) + 1
    assert newest[0].title.startswith("Envoys met")


async def test_a_reader_who_followed_at_once_is_sent_no_seed(here: House, gate: opening.Gate) -> None:
    waiting = await asked(here, "/follow japan")
    await seed(here.database, here.app.bot_data["services"].articles, here.clock)
    gate.open()
    assert "japan" in str((await waiting)[0]["text"])
    async with here.database.read() as unit:
        assert sum((await unit.deliveries.counts()).values()) == 0


async def test_who_waits_when_the_program_ends_is_told_to_ask_again(here: House, gate: opening.Gate) -> None:
    waiting = await asked(here, "/latest")
    gate.close()
    assert [one["text"] for one in await waiting] == [
        "I am being restarted and have not dealt with this. Please send it again in a minute."
    ]
