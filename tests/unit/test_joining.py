"""A text that Telegram's apps cut into several messages is one text again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.fixtures.house import ADMIN, GROUP, House, house

SENTENCES = [f"Envoy {number} of the northern states met minister {number * 7}." for number in range(200)]
FULL = " ".join(SENTENCES[:85])[:4090].rsplit(" ", 1)[0]
REST = " ".join(SENTENCES)[len(FULL) :].strip()[:600].rsplit(" ", 1)[0]


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        yield opened


async def stored(here: House) -> list[str]:
    async with here.database.read() as unit:
        heads = await unit.articles.latest(9)
        return [found.text for head in heads if (found := await unit.articles.get(head.id))]


async def quiet(here: House) -> None:
    """The wait for another part ends, and what was held is answered."""
    here.api.answered.clear()
    here.silence.set()
    await asyncio.wait_for(here.api.answered.wait(), 5)


async def test_a_load_in_parts_is_stored_whole(here: House) -> None:
    part = "/load " + FULL[:4080].rsplit(" ", 1)[0]
    rest = FULL[len(part) - len("/load ") :].strip() + " " + REST
    assert await here.say(part, ADMIN) == []
    assert "Loaded as article" in (await here.say(rest, ADMIN))[0]["text"]
    assert await stored(here) == [f"{FULL} {REST}"]


async def test_a_readers_text_in_parts_gets_one_summary_of_the_whole(here: House) -> None:
    first = here.message(2, text=FULL)
    assert await here.arrive(message=first) == []
    cards = await here.say(REST)
    assert len(cards) == 1
    assert cards[0]["reply_parameters"]["message_id"] == first["message_id"]
    assert f"3 of {(FULL + ' ' + REST).count('Envoy')} sentences" in cards[0]["text"]
    labels = [button["text"] for row in cards[0]["reply_markup"]["inline_keyboard"] for button in row]
    assert labels == ["Follow"]


async def test_silence_ends_the_wait(here: House) -> None:
    assert await here.say(FULL) == []
    await quiet(here)
    card = here.answers()[-1]
    assert "3 of" in card["text"]
    assert len(card["reply_markup"]["inline_keyboard"]) == 2


async def test_the_wait_holds_up_nobody_in_the_chat(here: House) -> None:
    assert await here.say(FULL, 5, GROUP) == []
    assert await here.say("/load " + FULL, ADMIN, GROUP) == []
    assert "You follow “kuril”" in (await here.say("/follow kuril", 6, GROUP))[0]["text"]
    await quiet(here)
    assert "Loaded as article" in here.answers()[-1]["text"]


async def test_a_command_comes_after_the_text_before_it(here: House) -> None:
    assert await here.say(FULL) == []
    summary, privacy = await here.say("/privacy")
    assert "3 of" in summary["text"]
    assert "What I keep about you" in privacy["text"]


async def test_the_answer_to_load_may_come_in_parts(here: House) -> None:
    await here.say("/load", ADMIN)
    assert await here.say(FULL, ADMIN) == []
    assert "Loaded as article" in (await here.say(REST, ADMIN))[0]["text"]
    assert await stored(here) == [f"{FULL} {REST}"]


async def test_a_text_without_spaces_is_joined_without_one(here: House) -> None:
    sentence = "外交部长会见了来访的代表团并讨论了和平条约。"
    whole = sentence * 220
    assert await here.say("/load " + whole[:4090], ADMIN) == []
    await here.say(whole[4090:], ADMIN)
    assert await stored(here) == [whole]
