"""Channels: which posts are commands, and what is said under them."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.fixtures.house import GROUP, House, house
from tests.unit.grouped import BOSS, CHANNEL, MEMBER, bot_is, is_active, post, thread, topics


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[House]:
    async with house(sqlite_url) as opened:
        opened.api.standings[MEMBER] = "member"
        yield opened


async def test_channels_post_is_a_command_and_other_posts_are_not(here: House) -> None:
    assert await post(here, "The minister is in Oslo.") == []
    assert await post(here, "/nonsense") == []
    assert "You follow" in (await post(here, "/follow kuril"))[0]["text"]
    assert await topics(here, CHANNEL) == ["kuril"]


async def test_channels_question_has_no_answering_field_and_is_answered_by_a_reply(here: House) -> None:
    asked = (await post(here, "/follow"))[0]
    assert "reply_markup" not in asked
    channel = {"id": CHANNEL, "type": "channel", "title": "C"}
    question = {"message_id": here.api.message_id, "date": 0, "chat": channel, "sender_chat": channel, "text": "?"}
    await post(here, "kuril", reply_to_message=question)
    assert await topics(here, CHANNEL) == ["kuril"]


async def test_command_in_a_channel_is_not_taken_again_where_it_is_commented(here: House) -> None:
    channel = {"id": CHANNEL, "type": "channel", "title": "C"}
    more = {"sender_chat": channel, "is_automatic_forward": True}
    assert await here.say("/follow kuril", 777000, GROUP, **more) == []
    assert await topics(here) == []


async def test_comment_under_a_post_is_a_members_word_in_the_group(here: House) -> None:
    post_ = here.message(777000, GROUP, text="A post", is_automatic_forward=True)
    under = {"reply_to_message": post_, "message_thread_id": post_["message_id"]}
    assert "Only administrators" in (await here.say("/follow kuril", MEMBER, GROUP, **under))[0]["text"]
    await here.say("/follow kuril", BOSS, GROUP, **under)
    assert (await topics(here), await thread(here)) == (["kuril"], None)


async def test_channel_is_not_greeted(here: House) -> None:
    assert await bot_is(here, "left", "administrator", "channel", can_post_messages=True) == []
    assert await is_active(here, CHANNEL)


async def test_channel_takes_the_right_to_post_and_gives_it_back(here: House) -> None:
    await post(here, "/follow kuril")
    await bot_is(here, "administrator", "administrator", "channel", can_post_messages=False)
    taken = await is_active(here, CHANNEL)
    await bot_is(here, "member", "administrator", "channel", can_post_messages=True)
    assert (taken, await is_active(here, CHANNEL)) == (False, True)
