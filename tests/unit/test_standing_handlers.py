"""The bot's own standing in a group: greeted, removed, muzzled, moved."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.fixtures.house import GROUP, House, house
from tests.unit.grouped import BOSS, MEMBER, bot_is, is_active, topics


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        opened.api.standings[MEMBER] = "member"
        yield opened


async def test_group_is_greeted_once(here: House) -> None:
    hello = await bot_is(here, "left", "member")
    assert [one["text"][:5] for one in hello] == ["Hello"]
    assert await bot_is(here, "member", "administrator") == []


async def test_removed_and_back_again(here: House) -> None:
    await here.say("/follow kuril", BOSS, GROUP)
    await bot_is(here, "member", "kicked")
    gone = await is_active(here)
    back = await bot_is(here, "kicked", "member")
    assert (gone, await is_active(here), await topics(here)) == (False, True, ["kuril"])
    assert "still follows 1 topic" in back[0]["text"]


async def test_muzzled_and_free_again_without_a_word(here: House) -> None:
    await here.say("/follow kuril", BOSS, GROUP)
    assert await bot_is(here, "member", "restricted", can_send_messages=False) == []
    muzzled = await is_active(here)
    assert await bot_is(here, "restricted", "member") == []
    assert (muzzled, await is_active(here)) == (False, True)


async def test_group_without_rights_is_not_greeted_until_it_gives_some(here: House) -> None:
    assert await bot_is(here, "left", "restricted") == []
    assert len(await bot_is(here, "restricted", "member")) == 1


async def test_refused_greeting_is_let_go(here: House) -> None:
    here.api.refusals["sendMessage"] = "Bad Request: not enough rights to send text messages to the chat"
    await bot_is(here, "left", "member")
    assert await is_active(here)


async def test_stopped_group_stays_stopped_when_the_bot_is_back(here: House) -> None:
    await here.say("/stop", BOSS, GROUP)
    await bot_is(here, "member", "left")
    back = await bot_is(here, "left", "member")
    assert not await is_active(here)
    assert "still follows" not in back[0]["text"]


async def test_both_ends_of_a_migration_move_the_group_once(here: House) -> None:
    await here.say("/follow kuril", BOSS, GROUP)
    await here.arrive(message=here.message(BOSS, GROUP, migrate_to_chat_id=-100500))
    new = here.message(BOSS, -100500, migrate_from_chat_id=GROUP)
    await here.arrive(message=new)
    assert (await topics(here), await topics(here, -100500)) == ([], ["kuril"])
