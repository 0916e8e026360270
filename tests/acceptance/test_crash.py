"""Killed, blocked, moved: no digest is lost, and none goes where it is not wanted."""

from __future__ import annotations

import asyncio
import signal
import socket
from functools import partial
from pathlib import Path

import pytest

from bot.sandbox.server import Sandbox
from tests.acceptance.bot_process import BotProcess, environment
from tests.acceptance.conftest import TOKEN
from tests.acceptance.conversation import Person
from tests.acceptance.test_story import ARTICLE
from tests.fixtures.sandbox_client import Json, SandboxClient

pytestmark = pytest.mark.slow

SUPERGROUP = -1001234567890

AGAIN = "Norway opened a school for fisheries in Bergen on Tuesday. Forty students from nine countries began."
ONCE_MORE = "A strike in the ports of Chile halted its fisheries on Friday. The union asks for higher wages at sea."


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
    assert "no reader gets a digest" in (await admin.ask(f"/load {AGAIN}"))["text"]
    await akiko.ask("/start")
    assert "goes to 1 reader" in (await admin.ask(f"/load {ONCE_MORE}"))["text"]
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


async def test_a_digest_in_flight_at_sigterm_is_not_sent_again(bot: BotProcess, chat: SandboxClient) -> None:
    akiko, admin = Person(chat, 1001), Person(chat, 1003)
    await akiko.ask("/follow fisheries")
    await chat.arm("sendMessage", "delay", times=1, seconds=2, chat_id=1001)
    await admin.ask(f"/load {ARTICLE}")
    await chat.wait_for_call(lambda call: "New on" in str(call["parameters"].get("text")))
    assert await bot.stop(signal.SIGTERM) == 0
    await bot.start()
    await akiko.ask("/privacy")
    assert len([one for one in await chat.messages(1001) if "New on" in one.get("text", "")]) == 1


def hangs(chat_id: int, call: Json) -> bool:
    """Whether a call's message to a chat was delivered and is never answered."""
    return call["fault"] == "hang" and str(call["parameters"].get("chat_id")) == str(chat_id)


async def test_sigterm_ends_it_in_time_though_a_digest_and_an_answer_hang(bot: BotProcess, chat: SandboxClient) -> None:
    akiko, admin = Person(chat, 1001), Person(chat, 1003)
    await akiko.ask("/follow fisheries", timeout=60)
    await chat.arm("sendMessage", "hang", times=1, seconds=60, chat_id=1001)
    await chat.arm("sendMessage", "hang", times=1, seconds=60, chat_id=1002)
    await admin.ask(f"/load {ARTICLE}", timeout=60)
    await chat.send(1002, "/help")
    for number in (1001, 1002):
        await chat.wait_for_call(partial(hangs, number))
    # `stop` waits for 20 seconds at most.
    assert await bot.stop(signal.SIGTERM) == 0
    await bot.start()
    # Neither is lost: the digest comes again, since nobody knows whether it came, and so does the answer.
    async with asyncio.timeout(60):
        for number, words in ((1001, "New on"), (1002, "/summary")):
            while sum(words in one.get("text", "") for one in await chat.messages(number)) < 2:  # noqa: ASYNC110
                await asyncio.sleep(0.1)


async def test_a_hung_chat_holds_up_no_other_reader(bot: BotProcess, chat: SandboxClient) -> None:
    akiko, pierre, admin = Person(chat, 1001), Person(chat, 1002), Person(chat, 1003)
    for person in (akiko, pierre):
        await person.ask("/follow fisheries")
    await chat.arm("sendMessage", "hang", times=1, seconds=15, chat_id=1001)
    await admin.ask(f"/load First\n\n{ARTICLE}")
    await chat.wait_for_call(lambda call: str(call["parameters"].get("chat_id")) == "1001" and "New on" in str(call))
    await admin.ask(f"/load Second\n\n{AGAIN}")
    digest = await pierre.hears("Second", timeout=5)
    assert "New on “fisheries”" in digest["text"]
    assert not any("New on" in one.get("text", "") and "Second" in one["text"] for one in await chat.messages(1001))
    # In order it would wait for what hangs.
    await bot.stop(signal.SIGKILL)


async def test_a_token_refused_later_ends_it_with_one_clear_line(
    bot: BotProcess, chat: SandboxClient, sandbox: Sandbox
) -> None:
    await Person(chat, 1001).ask("/start")
    assert bot.process is not None
    assert sandbox._world is not None
    sandbox._world.token = "7000000009:AAanother-token_0123456789abcdefghijk"
    await chat.send(1001, "/help")
    assert await asyncio.wait_for(bot.process.wait(), 30) == 2
    await bot.stop()
    assert "refused COMMUNIQUE_TELEGRAM_TOKEN" in bot.log[-1]
    assert not any("retry loop" in line for line in bot.log)


async def test_sigterm_ends_it_cleanly_while_the_server_cannot_be_reached(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}"
        bot = BotProcess(environment(tmp_path, telegram_token=TOKEN, telegram_api_url=address))
        ended = asyncio.create_task(bot.exit())
        while not any("trying again" in line for line in bot.log):
            assert not ended.done(), bot.log
            await asyncio.wait({ended}, timeout=0.05)
        assert bot.process is not None
        bot.process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(ended, 10) == 0
    assert not any("leaked" in line or "Traceback" in line for line in bot.log), bot.log
