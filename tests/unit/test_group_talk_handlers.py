"""Groups: for whom a command is, and when the bot is quiet."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram import Update
from telegram.ext import TypeHandler

from bot.handlers.context import Context
from storage.errors import StorageError
from tests.fixtures.house import GROUP, House, house, person
from tests.unit.grouped import BOSS, MEMBER, topics

OUR_NAME = "communique_bot"


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        opened.api.standings[MEMBER] = "member"
        yield opened


async def test_another_bot_is_not_answered(here: House) -> None:
    bot = person(77) | {"is_bot": True}
    message = here.message(77, GROUP, text="/follow kuril") | {"from": bot}
    assert await here.arrive(message=message) == []
    assert await topics(here) == []


async def test_start_in_a_group_tells_what_a_group_can_do(here: House) -> None:
    assert "what this chat follows" in (await here.say("/start", BOSS, GROUP))[0]["text"]


async def test_command_for_us_is_ours_and_one_for_another_bot_is_not(here: House) -> None:
    assert await here.say("/follow@other_bot kuril", BOSS, GROUP) == []
    assert await here.say("/summary@other_bot", BOSS, GROUP) == []
    assert await here.say(f"/follow@{OUR_NAME.upper()} kuril", BOSS, GROUP)
    assert await topics(here) == ["kuril"]


@pytest.mark.parametrize("text", ["hello", "/nonsense", f"/nonsense@{OUR_NAME}", "/", "x" * 4000, "a / b"])
async def test_bot_is_quiet_otherwise(here: House, text: str) -> None:
    assert await here.say(text, MEMBER, GROUP) == []
    assert await here.say(text, BOSS, GROUP) == []


async def test_bot_is_quiet_when_talk_cannot_be_looked_at(here: House) -> None:
    async def fail(update: Update, context: Context) -> None:
        raise StorageError

    here.app.add_handler(TypeHandler(Update, fail), group=-9)
    assert await here.say("hello", BOSS, GROUP) == []
    assert len(await here.say("/topics", BOSS, GROUP)) == 1


async def test_captioned_command_for_another_bot_is_left_alone(here: House) -> None:
    photo = [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]
    caption = "/summary@other_bot Envoys met in Oslo on Monday. They agreed to meet again in May."
    assert await here.arrive(message=here.message(BOSS, GROUP, photo=photo, caption=caption)) == []
