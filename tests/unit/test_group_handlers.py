"""Groups: who may give which command and press which button."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram.ext import CommandHandler

from bot.handlers.powers import READING, SHOWING
from bot.telegram.keyboards import Press
from tests.fixtures.house import GROUP, House, house
from tests.unit.grouped import BOSS, CHANNEL, MEMBER, is_active, topics


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        opened.api.standings[MEMBER] = "member"
        yield opened


async def test_administrator_follows_for_the_group(here: House) -> None:
    assert "You follow" in (await here.say("/follow kuril", BOSS, GROUP))[0]["text"]
    assert await topics(here) == ["kuril"]


@pytest.mark.parametrize("command", ["/follow kuril", "/stop", "/start", "/digest at 9", "/unfollow kuril"])
async def test_member_is_told_once_that_this_is_for_administrators(here: House, command: str) -> None:
    told = await here.say(command, MEMBER, GROUP)
    assert [one["text"].split(" may")[0] for one in told] == ["Only administrators of this chat"]
    assert "\n" not in told[0]["text"]
    assert await here.say(command, MEMBER, GROUP) == []
    assert await topics(here) == []


@pytest.mark.parametrize("text", ["/stop.", "/stop!", "/stop, please", "/stop@communique_bot.", "/start.", "/start x"])
async def test_member_changes_nothing_by_a_sign_or_a_link(here: House, text: str) -> None:
    await here.say("/follow kuril", BOSS, GROUP)
    if text.startswith("/start"):
        await here.say("/stop", BOSS, GROUP)
    before = await is_active(here)
    length = len(text.split()[0].rstrip(".,!"))
    message = here.message(MEMBER, GROUP, text=text, entities=[{"type": "bot_command", "offset": 0, "length": length}])
    await here.arrive(message=message)
    assert await is_active(here) is before


@pytest.mark.parametrize("command", ["/topics", "/help", "/digest", "/settings", "/privacy", "/latest"])
async def test_member_may_read(here: House, command: str) -> None:
    answers = await here.say(command, MEMBER, GROUP)
    assert answers
    assert "Only administrators" not in answers[0]["text"]


async def test_telegram_is_asked_once_for_two_commands(here: House) -> None:
    await here.say("/follow kuril", BOSS, GROUP)
    await here.say("/follow sanctions", BOSS, GROUP)
    assert [name for name, _ in here.api.calls].count("getChatMember") == 1


async def test_who_is_an_administrator_no_more_is_refused_a_minute_later(here: House) -> None:
    await here.say("/follow kuril", BOSS, GROUP)
    here.api.standings[BOSS] = "member"
    here.clock.forward(seconds=61)
    assert "Only administrators" in (await here.say("/unfollow kuril", BOSS, GROUP))[0]["text"]
    assert await topics(here) == ["kuril"]


async def test_anonymous_administrator_may(here: House) -> None:
    as_group = {"id": GROUP, "type": "group", "title": "G"}
    await here.say("/follow kuril", 1087968824, GROUP, sender_chat=as_group)
    assert await topics(here) == ["kuril"]


async def test_who_was_just_made_an_administrator_need_not_wait(here: House) -> None:
    assert await here.say("/follow kuril", MEMBER, GROUP)
    here.api.standings[MEMBER] = "administrator"
    here.clock.forward(seconds=5)
    assert "You follow" in (await here.say("/follow kuril", MEMBER, GROUP))[0]["text"]


async def test_member_who_writes_as_a_channel_may_not(here: House) -> None:
    here.api.standings[CHANNEL] = "left"
    as_channel = {"id": CHANNEL, "type": "channel", "title": "Mine"}
    await here.say("/follow kuril", 136817688, GROUP, sender_chat=as_channel)
    assert await topics(here) == []


async def test_stranger_to_telegram_may_not(here: House) -> None:
    here.api.refusals["getChatMember"] = "Bad Request: user not found"
    assert "Only administrators" in (await here.say("/follow kuril", BOSS, GROUP))[0]["text"]


async def test_answer_to_a_question_needs_the_right_of_its_command(here: House) -> None:
    await here.say("/follow", BOSS, GROUP)
    question = here.message(1, GROUP, text="Which topic?") | {"message_id": here.api.message_id}
    here.api.standings[BOSS] = "member"
    here.clock.forward(seconds=61)
    assert "Only administrators" in (await here.say("kuril", BOSS, GROUP, reply_to_message=question))[0]["text"]
    assert await topics(here) == []


async def test_member_turns_pages_and_changes_nothing_by_buttons(here: House) -> None:
    await here.say("/follow kuril", BOSS, GROUP)
    card = here.message(1, GROUP, text="A card")
    refused = await here.press(Press("fol", 0, 3).data(), MEMBER, message=card)
    assert [(one["show_alert"], one["text"][:19]) for one in refused] == [(True, "Only administrators")]
    page = await here.press("top:0:0", MEMBER, message=card)
    assert all("Only administrators" not in one.get("text", "") for one in page)


async def test_administrator_presses(here: House) -> None:
    card = here.message(1, GROUP, text="A card")
    asked = await here.press(Press("fol", 0, 3).data(), BOSS, message=card)
    assert "topic" in asked[-1]["text"].lower()


def test_what_members_may_do_exists(here: House) -> None:
    named = {
        name
        for group in here.app.handlers.values()
        for one in group
        if isinstance(one, CommandHandler)
        for name in one.commands
    }
    assert READING - {"said"} | SHOWING <= named
