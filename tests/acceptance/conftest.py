"""A Bot API server, readers and a bot of its own for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.sandbox.server import Sandbox
from tests.acceptance.bot_process import BotProcess, running
from tests.acceptance.seeded import copied, first_start
from tests.fixtures.sandbox_client import SandboxClient, validate_calls

PIERRE = 1002
TOKEN = "7000000001:AAacceptance-test-token_0123456789abcd"


@pytest.fixture
def tongue() -> str:
    """The language of Pierre's Telegram; English where a test reads what he is told."""
    return "en"


@pytest.fixture
async def sandbox(tongue: str) -> AsyncIterator[Sandbox]:
    """A Bot API server in the test's process, so that it outlives a bot that is killed."""
    server = Sandbox(token=TOKEN, clock=lambda: datetime.now(UTC))
    await server.start()
    assert server._world is not None
    pierre = server._world.chats.get(str(PIERRE))
    pierre.person = replace(pierre.person, language_code=tongue)
    yield server
    await server.stop()


@pytest.fixture
async def chat(sandbox: Sandbox) -> AsyncIterator[SandboxClient]:
    """The readers' side. At the end every call that the bot made is held against the published schema."""
    async with SandboxClient(sandbox.url) as client:
        yield client
        assert validate_calls(await client.calls()) > 0


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the first start leaves; to be copied, not changed."""
    return first_start(tmp_path_factory.mktemp("archive") / "data")


@pytest.fixture
async def bot(sandbox: Sandbox, archive: Path, tmp_path: Path) -> AsyncIterator[BotProcess]:
    """A running bot with the seed articles in its archive, at no pace but its server's."""
    data = copied(archive, tmp_path / "data")
    settings = {"telegram_token": TOKEN, "telegram_api_url": sandbox.url, "messages_per_second": "0", "in_flight": "8"}
    async with running(data, **settings) as process:
        yield process
        assert not any(TOKEN in line for line in process.log), "the token is in the log"
