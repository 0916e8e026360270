"""A language is chosen over real HTTP; menus and descriptions are set by the first start and left alone by the next."""

from __future__ import annotations

import pytest

from tests.acceptance.bot_process import BotProcess
from tests.acceptance.conversation import Person, labels
from tests.fixtures.sandbox_client import Json, SandboxClient

pytestmark = pytest.mark.slow

PIERRE = 1002


@pytest.fixture
def tongue() -> str:
    """His Telegram speaks French here."""
    return "fr"


async def shown(chat: SandboxClient) -> Json:
    """Pierre's chat as his Telegram shows it: the menu and the description."""
    return next(one for one in await chat.chats() if one["id"] == PIERRE)


async def settings(chat: SandboxClient) -> list[str]:
    return [call["method"] for call in await chat.calls() if call["method"].startswith(("setMy", "deleteMy"))]


async def test_a_language_is_chosen_and_outlives_a_restart(bot: BotProcess, chat: SandboxClient) -> None:
    pierre = Person(chat, PIERRE)
    asked = await pierre.ask("/language")
    assert {"English", "✓"} & {label.split()[0] for label in labels(asked)}
    _, changed = await pierre.press(asked, "English")
    assert "✓ English" in labels(changed)
    assert "Language: English" in changed["text"]
    menu = {one["command"]: one["description"] for one in (await shown(chat))["commands"]}
    assert menu["language"] == "Choose the language in which I write"
    # What stands in an empty chat follows Telegram, which no bot can tell what was chosen.
    assert "mot pour mot" in (await shown(chat))["description"]
    before = await settings(chat)
    assert {"setMyCommands", "setMyDescription", "setMyShortDescription"} <= set(before)
    assert "setMyName" not in before
    await bot.stop()
    await bot.start()
    assert "Summaries" in (await pierre.ask("/help"))["text"]
    assert await settings(chat) == before
