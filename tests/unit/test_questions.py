"""Questions that the bot asks back: whose answer counts, and for how long."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.fixtures.house import ADMIN, BOT, GROUP, House, house

LONG = " ".join(f"The envoys of country {number} met in Geneva to speak about a treaty." for number in range(5))


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        yield opened


async def topics(here: House, chat: int) -> list[str]:
    async with here.database.read() as unit:
        reader = await unit.readers.by_chat(chat)
        assert reader is not None
        return [follow.label for follow in await unit.follows.of_reader(reader.id)]


async def test_the_next_message_names_the_topic(here: House) -> None:
    await here.say("/follow")
    assert "You follow “kuril”" in (await here.say("kuril"))[0]["text"]


async def test_in_a_group_only_the_asker_s_reply_to_the_prompt_counts(here: House) -> None:
    prompt = (await here.say("/follow", 5, GROUP))[0]
    assert prompt["reply_parameters"]["message_id"]
    assert prompt["reply_markup"]["selective"]
    question = here.message(1, GROUP, text="Which topic?") | {"message_id": here.api.message_id}
    assert await here.say("lunch?", 5, GROUP) == []
    assert await here.say("gossip", 6, GROUP, reply_to_message=question) == []
    await here.say("/topics", 6, GROUP)
    await here.say("/cancel", 6, GROUP)
    assert await topics(here, GROUP) == []
    assert "You follow “kuril”" in (await here.say("kuril", 5, GROUP, reply_to_message=question))[0]["text"]
    assert await here.say("sanctions", 5, GROUP, reply_to_message=question) == []


async def test_a_button_in_a_group_asks_the_one_who_pressed_it(here: House) -> None:
    card = here.message(1, GROUP, text="A card")
    _, prompt = await here.press("fol:1001:3:0", 5, message=card)
    assert "tg://user?id=5" in prompt["text"]
    question = here.message(1, GROUP, text="Which topic?") | {"message_id": here.api.message_id}
    assert "You follow" in (await here.say("kuril", 5, GROUP, reply_to_message=question))[0]["text"]


async def test_a_question_expires_after_ten_minutes(here: House) -> None:
    await here.say("/follow")
    here.clock.forward(minutes=11)
    assert "/help lists them" in (await here.say("kuril"))[0]["text"]
    assert "nothing to cancel" in (await here.say("/cancel"))[0]["text"]


async def test_a_long_text_is_summarised_and_not_followed(here: House) -> None:
    await here.say("/follow")
    assert "3 of 5 sentences" in (await here.say(LONG))[0]["text"]
    assert "nothing to cancel" in (await here.say("/cancel"))[0]["text"]


async def test_a_button_ends_the_question(here: House) -> None:
    await here.say("/follow")
    await here.press("top:0:0")
    assert "/help lists them" in (await here.say("kuril"))[0]["text"]


async def test_a_topic_that_is_too_long_ends_the_question(here: House) -> None:
    await here.say("/follow")
    assert "too long" in (await here.say("kuril " * 45))[0]["text"]
    assert "/help lists them" in (await here.say("kuril"))[0]["text"]


async def test_an_admin_s_load_takes_the_next_text_of_theirs_only(here: House) -> None:
    await here.say("/load", ADMIN, GROUP)
    question = here.message(1, GROUP, text="Send me the article") | {"message_id": here.api.message_id}
    assert await here.say(LONG, 6, GROUP, reply_to_message=question) == []
    assert "Loaded as article" in (await here.say(LONG, ADMIN, GROUP, reply_to_message=question))[0]["text"]


async def test_a_card_sent_through_inline_mode_is_not_summarised(here: House) -> None:
    assert await here.arrive(message=here.message(2, text=LONG, via_bot=BOT)) == []
    assert (await here.arrive(message=here.message(2, text=LONG)))[-1]["text"]
