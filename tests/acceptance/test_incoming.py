"""What Telegram counts as delivered is answered, whatever happens to the program."""

from __future__ import annotations

import signal

import pytest

from tests.acceptance.bot_process import BotProcess
from tests.acceptance.conversation import Person
from tests.fixtures.sandbox_client import SandboxClient

pytestmark = pytest.mark.slow

PEOPLE = range(2001, 2061)


async def test_commands_survive_a_kill(bot: BotProcess, chat: SandboxClient) -> None:
    await Person(chat, 1001).ask("/help")
    await chat.arm("sendMessage", "delay", times=1000, seconds=60)
    for number in PEOPLE:
        await chat.send(number, "/help")
    last = await chat.wait_for_call(
        lambda call: call["method"] == "sendMessage" and int(call["parameters"]["chat_id"]) in PEOPLE
    )
    assert last
    await bot.stop(signal.SIGKILL)
    await chat.disarm()
    await bot.start()
    for number in PEOPLE:
        await Person(chat, number).hears("/summary", timeout=30)
