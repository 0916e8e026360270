"""The owners' office over HTTP: a ban, and a message to all that outlives a kill."""

from __future__ import annotations

import signal

import pytest

from tests.acceptance.bot_process import ADMIN, BotProcess
from tests.acceptance.conversation import Person, labels
from tests.fixtures.sandbox_client import SandboxClient

pytestmark = pytest.mark.slow

READER, OTHER = 1001, 1002
PATIENCE = 60.0
TEXT = "Envoys discussed fisheries in Oslo on Monday. They will meet again in May, after the elections."


async def test_a_banned_reader_is_told_once_and_gets_no_digest(bot: BotProcess, chat: SandboxClient) -> None:
    owner, reader, other = (Person(chat, number) for number in (ADMIN, READER, OTHER))
    for person in (reader, other):
        # One of them reads French.
        assert "fisheries" in (await person.ask("/follow fisheries"))["text"]
    assert f"{READER} is banned" in (await owner.ask(f"/ban {READER} advertisements"))["text"]
    told = await reader.ask("/latest")
    assert told["text"].startswith("You are banned")
    await reader.client.send(READER, "/help")
    assert "Loaded as article" in (await owner.ask(f"/load {TEXT}", timeout=PATIENCE))["text"]
    await other.hears("fisheries in Oslo", PATIENCE)
    assert "advertisements" in (await owner.ask("/bans"))["text"]
    said = [
        one for one in await chat.messages(READER) if one["from"]["is_bot"] and one["message_id"] > told["message_id"]
    ]
    assert said == []
    assert "not banned any more" in (await owner.ask(f"/unban {READER}"))["text"]
    assert "/summary" in (await reader.ask("/help"))["text"]


async def test_a_message_to_all_is_seen_first_and_outlives_a_kill(bot: BotProcess, chat: SandboxClient) -> None:
    owner = Person(chat, ADMIN)
    for number in (READER, OTHER):
        await Person(chat, number).ask("/start")
    preview = await owner.ask("/broadcast The archive is <closed> on Monday.")
    assert preview["text"] == "The archive is <closed> on Monday."
    asked = await owner.next_after(preview["message_id"])
    assert labels(asked) == ["Send it", "Do not send it"]
    await owner.press(asked, "Send it")
    await bot.stop(signal.SIGKILL)
    await bot.start()
    for number in (READER, OTHER):
        assert (await Person(chat, number).hears("The archive is", PATIENCE))["text"] == preview["text"]
    report = await owner.hears("The message was sent", PATIENCE)
    assert report["message_id"] == asked["message_id"]
    assert "failed: 0" in report["text"]
    assert labels(report) == []
