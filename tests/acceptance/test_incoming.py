"""What Telegram counts as delivered is answered, whatever happens to the program."""

from __future__ import annotations

import io
import re
import signal
import zipfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from random import Random

import pytest

from bot.sandbox.server import Sandbox
from tests.acceptance.bot_process import ADMIN, BotProcess
from tests.acceptance.conftest import TOKEN
from tests.acceptance.conversation import Person
from tests.chaos.newspaper import issue
from tests.fixtures.people import crowd
from tests.fixtures.sandbox_client import SandboxClient

pytestmark = pytest.mark.slow

PEOPLE = crowd(50)
TOPICS, HELP = "You follow nothing yet", "/summary"
"""Words of the answers to /topics and to /help."""


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """With fifty readers beside the usual three."""
    server = Sandbox(token=TOKEN, clock=lambda: datetime.now(UTC), people=PEOPLE)
    await server.start()
    yield server
    await server.stop()


async def said(chat: SandboxClient, person: int) -> list[str]:
    """What the bot has said to a person, in order."""
    return [one["text"] for one in await chat.messages(person) if one["from"]["is_bot"]]


@pytest.mark.parametrize("seed", [1, 2])
async def test_a_hundred_commands_survive_a_kill_and_are_answered_in_order(
    bot: BotProcess, chat: SandboxClient, seed: int
) -> None:
    for person in PEOPLE:
        await chat.send(person.id, "/topics")
        await chat.send(person.id, "/help")
    answered = Random(seed).randrange(5, 80)
    seen = 0
    while seen < answered:
        calls = await chat.calls()
        seen = sum(one["method"] == "sendMessage" for one in calls)
    await bot.stop(signal.SIGKILL)
    await bot.start()
    for person in PEOPLE:
        await Person(chat, person.id).hears(HELP, timeout=60)
        heard = await said(chat, person.id)
        # An answer that was given, but not noted when the program died, is given again.
        firsts = list(dict.fromkeys(TOPICS if TOPICS in text else HELP for text in heard))
        assert firsts == [TOPICS, HELP], heard
        assert len(heard) <= 4


async def test_a_long_load_that_is_killed_goes_on_after_the_start(bot: BotProcess, chat: SandboxClient) -> None:
    reader = Person(chat, 1001)
    await reader.ask("/follow fisheries", timeout=60)
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        for number in range(60):
            made = issue(number, seed=5)
            archive.writestr(f"{number:02}.txt", f"{made.title}\n\n{made.text}")
    await chat.upload(ADMIN, "issues.zip", into.getvalue(), "/load")
    await reader.hears("New on “fisheries”", timeout=60)
    await bot.stop(signal.SIGKILL)
    await bot.start()
    report = (await Person(chat, ADMIN).hears("60 dealt with", timeout=90))["text"]
    found = re.search(r"60 dealt with: (\d+) loaded · (\d+) known already · 0 refused", report)
    assert found is not None, report
    loaded, known = map(int, found.groups())
    assert loaded + known == 60
    assert known > 0


async def test_sigterm_answers_what_has_begun_and_the_next_start_the_rest(bot: BotProcess, chat: SandboxClient) -> None:
    first, second = Person(chat, 2001), Person(chat, 2002)
    await chat.arm("sendMessage", "delay", times=1, seconds=2, chat_id=2001)
    await chat.send(2001, "/help")
    await chat.send(2001, "/topics")
    await chat.wait_for_call(lambda call: str(call["parameters"].get("chat_id")) == "2001")
    # `stop` waits for 20 seconds at most.
    assert await bot.stop(signal.SIGTERM) == 0
    assert len(await said(chat, 2001)) == 1
    await chat.send(2002, "/help")
    await bot.start()
    await second.hears(HELP, timeout=30)
    await first.hears(TOPICS, timeout=30)
    assert len(await said(chat, 2001)) == 2
