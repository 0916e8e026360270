"""Bans in the chat: told once, then silence everywhere, also after everything else is forgotten."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.services.keys import key_of
from tests.fixtures.house import ADMIN, GROUP, House, house, person

READER, OTHER = 5_317_829_046, 4
TEXT = "Envoys met in Geneva on Monday. They will meet again in May. Nobody spoke of the border."


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        yield opened


async def said(here: House, text: str, user: int = ADMIN, chat: int | None = None) -> str:
    return "\n".join(one.get("text", "") for one in await here.say(text, user, chat))


async def states(here: House) -> dict[str, int]:
    async with here.database.read() as unit:
        return await unit.deliveries.counts()


async def test_told_once_and_then_silence(here: House) -> None:
    await here.say("/start", READER)
    assert f"{READER} is banned" in await said(here, f"/ban {READER} sends advertisements")
    told = await here.say("/latest", READER)
    assert [one["text"][:14] for one in told] == ["You are banned"]
    for text in ("/latest", "/start", "/help", "/privacy", "hello", TEXT * 5):
        assert await here.say(text, READER) == [], text
    assert await here.press("top:0:0", READER) == []
    before = len(here.api.calls)
    query = {"id": "1", "from": person(READER), "query": "geneva", "offset": ""}
    await here.arrive(inline_query=query)
    assert here.api.calls[before:] == []
    assert await here.say("/latest", OTHER)


async def test_a_button_tells_it_too(here: House) -> None:
    await here.say(f"/ban {READER}", ADMIN)
    (told,) = await here.press("top:0:0", READER)
    assert told["show_alert"]
    assert await here.say("/start", READER) == []


async def test_what_waits_is_cancelled_and_nothing_more_is_owed(here: House) -> None:
    await here.say("/follow geneva", READER)
    await here.say(f"/load {TEXT}", ADMIN)
    assert "1 message that waited" in await said(here, f"/ban {READER}")
    await here.say(f"/load In Geneva {TEXT}", ADMIN)
    assert await states(here) == {"cancelled": 1}
    assert f"{READER} is not banned any more" in await said(here, f"/unban {READER}")
    await here.say("/load Fishermen of Geneva protest against nets. The mayor promised them boats by winter.", ADMIN)
    assert (await states(here)).get("queued") == 1


async def test_who_had_stopped_gets_no_digests_after_the_ban(here: House) -> None:
    await here.say("/follow geneva", READER)
    await here.say("/stop", READER)
    await here.say(f"/ban {READER}", ADMIN)
    await here.say(f"/unban {READER}", ADMIN)
    async with here.database.read() as unit:
        reader = await unit.readers.by_chat(READER)
    assert reader is not None
    assert not reader.active


async def test_who_had_only_blocked_the_bot_is_not_stopped_after_the_ban(here: House) -> None:
    await here.say("/follow geneva", READER)
    readers = here.app.bot_data["services"].readers
    await readers.leave(READER)
    await here.say(f"/ban {READER}", ADMIN)
    await here.say(f"/unban {READER}", ADMIN)
    reader = await readers.known(READER)
    assert not reader.active
    await readers.back(reader)
    assert (await readers.known(READER)).active


async def test_a_ban_outlives_forgetting_and_keeps_no_number(here: House) -> None:
    await here.say("/follow geneva", READER)
    await here.say(f"/ban {READER} advertisements", ADMIN)
    assert "forget you" in await said(here, "/forgetme", READER)
    await here.press("fgt:yes", READER)
    shown = await here.say("/bans", ADMIN)
    assert "advertisements" in shown[0]["text"]
    assert str(READER) not in shown[0]["text"]
    assert [one["text"][:14] for one in await here.say("/start", READER)] == ["You are banned"]
    assert await here.say("/start", READER) == []
    async with here.database.read() as unit:
        assert await unit.readers.by_chat(READER) is None
    assert "is not banned any more" in await said(here, f"/unban {READER}")
    assert await here.say("/start", READER)


async def test_owners_cannot_be_banned_and_a_role_is_taken(here: House) -> None:
    assert "owner cannot be banned" in await said(here, f"/ban {ADMIN}")
    await here.say(f"/role {OTHER} editor", ADMIN)
    await here.say(f"/ban {OTHER}", ADMIN)
    await here.say(f"/unban {OTHER}", ADMIN)
    assert "Only admins" in await said(here, f"/load {TEXT}", OTHER)


async def test_a_banned_member_is_silent_in_the_group_and_others_are_not(here: House) -> None:
    message = here.message(READER, GROUP, text="buy this")
    assert "is banned" in (await here.say("/ban spam", ADMIN, GROUP, reply_to_message=message))[0]["text"]
    assert await here.say("hello", READER, GROUP) == []
    assert "You are banned" in await said(here, "/latest", READER, GROUP)
    assert await here.say("/latest", READER, GROUP) == []
    assert await here.say("/topics", OTHER, GROUP)


async def test_a_forwarded_message_names_who_wrote_it(here: House) -> None:
    origin = {"type": "user", "date": 0, "sender_user": person(READER)}
    message = here.message(ADMIN, text="buy this", forward_origin=origin)
    assert str(READER) in (await here.say("/ban", ADMIN, reply_to_message=message))[0]["text"]
    hidden = {"type": "hidden_user", "date": 0, "sender_user_name": "X"}
    message = here.message(ADMIN, text="buy this", forward_origin=hidden)
    assert "who is meant" in (await here.say("/ban", ADMIN, reply_to_message=message))[0]["text"]


async def test_a_banned_group_is_not_served(here: House) -> None:
    await here.say("/follow geneva", OTHER, GROUP)
    await here.say(f"/ban {GROUP}", ADMIN)
    assert "You are banned" in await said(here, "/topics", OTHER, GROUP)
    assert await here.say("/topics", OTHER, GROUP) == []
    assert await here.say("/topics", OTHER)


async def test_bans_are_paged_and_lifted_by_button(here: House) -> None:
    assert "Nobody is banned" in await said(here, "/bans")
    for number in range(100, 110):
        await here.say(f"/ban {number}", ADMIN)
    assert "banned already" in await said(here, "/ban 105")
    assert "Nobody of this number has written to me" in await said(here, "/ban 111")
    await here.say("/unban 111", ADMIN)
    shown = (await here.say("/bans", ADMIN))[0]
    assert "10 bans" in shown["text"]
    keys = [one for row in shown["reply_markup"]["inline_keyboard"] for one in row]
    assert [one["text"] for one in keys][-1] == "Older ›"
    lifted = await here.press(keys[0]["callback_data"], ADMIN)
    assert "9 bans" in lifted[0]["text"]
    assert "is not banned" in (await here.press(keys[0]["callback_data"], ADMIN))[0]["text"]
    assert "Only admins" in (await here.press(keys[1]["callback_data"], OTHER))[0]["text"]
    assert "is not banned" in await said(here, "/unban 109")


@pytest.mark.parametrize("command", ["/ban", "/ban somebody", "/unban", "/ban 99999999999999999999"])
async def test_it_is_said_that_nobody_is_named(here: House, command: str) -> None:
    assert "who is meant" in await said(here, command)


async def test_a_long_reason_is_refused(here: House) -> None:
    assert "too long" in await said(here, f"/ban {READER} {'x' * 301}")
    assert "Nobody is banned" in await said(here, "/bans")


def test_the_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    key = key_of(tmp_path)
    assert len(key) == 32
    assert key_of(tmp_path) == key
    (file,) = tmp_path.iterdir()
    assert file.stat().st_mode & 0o077 == 0
