"""Killed, blocked, moved: no digest is lost, and none goes where it is not wanted."""

from __future__ import annotations

import signal

import pytest

from tests.acceptance.bot_process import BotProcess
from tests.acceptance.conversation import Person
from tests.acceptance.test_story import ARTICLE
from tests.fixtures.sandbox_client import SandboxClient

pytestmark = pytest.mark.slow

SUPERGROUP = -1001234567890


async def test_digests_arrive_after_a_kill(bot: BotProcess, chat: SandboxClient) -> None:
    akiko, pierre, admin = Person(chat, 1001), Person(chat, 1002), Person(chat, 1003)
    for person in (akiko, pierre):
        await person.ask("/follow fisheries")
    await chat.arm("sendMessage", "429", times=1000, retry_after=2, chat_id=1001)
    await chat.arm("sendMessage", "429", times=1000, retry_after=2, chat_id=1002)
    await admin.client.send(1003, f"/load {ARTICLE}")
    await chat.wait_for_call(lambda call: call["method"] == "sendMessage" and call["status"] == 429)
    await bot.stop(signal.SIGKILL)
    for person in (akiko, pierre):
        found = await chat.messages(person.chat_id)
        assert not any("New on" in one.get("text", "") for one in found)
    await chat.disarm()
    await bot.start()
    for person in (akiko, pierre):
        await person.hears("New on “fisheries”", timeout=30)
        found = await chat.messages(person.chat_id)
        assert len([one for one in found if "New on" in one.get("text", "")]) == 1


async def test_a_blocked_reader_is_not_tried_again(bot: BotProcess, chat: SandboxClient) -> None:
    akiko, admin = Person(chat, 1001), Person(chat, 1003)
    await akiko.ask("/follow fisheries")
    await chat.arm("sendMessage", "403", times=1, chat_id=1001)
    assert "goes to 1 reader" in (await admin.ask(f"/load {ARTICLE}"))["text"]
    await chat.wait_for_call(lambda call: call["method"] == "sendMessage" and call["status"] == 403)
    assert "goes to 0 readers" in (await admin.ask(f"/load {ARTICLE} And fisheries again."))["text"]
    await akiko.ask("/start")
    assert "goes to 1 reader" in (await admin.ask(f"/load {ARTICLE} Fisheries once more."))["text"]
    await akiko.hears("New on “fisheries”")


async def test_a_group_that_migrates_keeps_its_topics(bot: BotProcess, chat: SandboxClient) -> None:
    akiko, admin = Person(chat, 1001), Person(chat, 1003)
    await akiko.ask("/follow fisheries")
    await chat.arm("sendMessage", "migrate", times=1, chat_id=1001, migrate_to_chat_id=SUPERGROUP)
    await admin.ask(f"/load {ARTICLE}")
    call = await chat.wait_for_call(lambda one: str(one["parameters"].get("chat_id")) == str(SUPERGROUP))
    assert "fisheries" in call["parameters"]["text"]


async def test_sigterm_ends_it_cleanly(bot: BotProcess, chat: SandboxClient) -> None:
    await Person(chat, 1001).ask("/start")
    assert await bot.stop(signal.SIGTERM) == 0
    assert not any("Traceback" in line for line in bot.log)
