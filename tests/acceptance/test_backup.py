"""The machine is dead, and another goes on from a backup that was made while the bot ran."""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path

import pytest

from bot.sandbox.server import Sandbox
from tests.acceptance.bot_process import BotProcess, environment, running
from tests.acceptance.conftest import TOKEN
from tests.acceptance.conversation import Person
from tests.acceptance.test_story import ARTICLE
from tests.fixtures.sandbox_client import SandboxClient

pytestmark = pytest.mark.slow


async def communique(data: Path, *arguments: object) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *map(str, arguments)), env=environment(data), cwd=data.parent
    )
    assert await process.wait() == 0


async def test_another_machine_goes_on_from_a_backup(
    bot: BotProcess, chat: SandboxClient, sandbox: Sandbox, tmp_path: Path
) -> None:
    akiko, pierre, admin = Person(chat, 1001), Person(chat, 1002), Person(chat, 1003)
    for person in (akiko, pierre):
        await person.ask("/follow fisheries")
    await chat.arm("sendMessage", "500", times=1000, chat_id=1002)
    await admin.ask(f"/load {ARTICLE}")
    await akiko.hears("New on “fisheries”")
    await chat.wait_for_call(lambda call: call["status"] == 500)
    await communique(tmp_path / "data", "backup", tmp_path / "saved")
    await bot.stop(signal.SIGKILL)
    await communique(tmp_path / "other", "restore", tmp_path / "saved")
    await chat.disarm()
    settings = {"telegram_token": TOKEN, "telegram_api_url": sandbox.url, "messages_per_second": "0"}
    async with running(tmp_path / "other", **settings):
        # What was owed and not sent is sent; what was sent is not sent again.
        await pierre.hears("New on “fisheries”", timeout=30)
        await akiko.ask("/privacy")
        for person in (akiko, pierre):
            found = await chat.messages(person.chat_id)
            assert len([one for one in found if "New on" in one.get("text", "")]) == 1
