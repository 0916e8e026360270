"""The bot moves to PostgreSQL: it goes on where it stopped, and nobody hears anything twice."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from tests.acceptance.bot_process import BotProcess
from tests.acceptance.conversation import Person
from tests.acceptance.test_crash import AGAIN
from tests.acceptance.test_story import ARTICLE
from tests.fixtures.databases import on_postgres
from tests.fixtures.sandbox_client import SandboxClient

pytestmark = [pytest.mark.slow, *on_postgres]


async def moved(bot: BotProcess, address: str) -> str:
    """Move the stopped bot's database; gives what the command said."""
    source = Path(bot.environment["COMMUNIQUE_DATA"]) / "communique.db"
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "move", str(source), address),
        env=bot.environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    assert process.returncode == 0, said.decode()
    bot.environment["COMMUNIQUE_DATABASE_URL"] = address
    return said.decode()


async def test_what_waited_is_sent_from_the_new_database(
    bot: BotProcess, chat: SandboxClient, postgres_url: str
) -> None:
    akiko, pierre, admin = Person(chat, 1001), Person(chat, 1002), Person(chat, 1003)
    await akiko.ask("/follow fisheries")
    await admin.ask(f"/load {ARTICLE}")
    await akiko.hears("New on “fisheries”")
    await pierre.ask("/follow fisheries")
    await chat.arm("sendMessage", "429", times=1000, retry_after=2, chat_id=1002)
    await admin.client.send(1003, f"/load {AGAIN}")
    await chat.wait_for_call(lambda call: call["method"] == "sendMessage" and call["status"] == 429)
    await bot.stop()
    assert "All tables are the same" in await moved(bot, postgres_url)
    await chat.disarm()
    await bot.start()
    await pierre.hears("New on “fisheries”", timeout=30)
    await akiko.hears("school for fisheries", timeout=30)
    assert "fisheries" in (await akiko.ask("/topics"))["text"]
    told = [one["text"] for one in await chat.messages(1001) if "New on" in one.get("text", "")]
    assert len(told) == len(set(told)) == 2
