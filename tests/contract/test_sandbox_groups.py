"""Chats of many in the sandbox: who stands how, where messages go, and what is refused in Telegram's words."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram import types

from tests.fixtures.bot_api import judge
from tests.fixtures.sandbox import AKIKO, PIERRE, Stage, stage
from tests.fixtures.sandbox_client import Refused, check_shape
from tests.fixtures.sandbox_groups import Crowd

MEMBER = judge(types.ResultChatMemberUnion)


@pytest.fixture
async def here() -> AsyncIterator[Stage]:
    async with stage() as opened:
        yield opened


async def crowd(here: Stage, status: str = "member", **more: Any) -> Crowd:
    found = await Crowd.found(here.reader, {AKIKO: "creator", PIERRE: "member"}, **more)
    await found.seat_bot(AKIKO, status)
    return found


@pytest.mark.parametrize("status", ["creator", "administrator", "member", "restricted", "left", "kicked"])
async def test_standing_has_telegrams_shape(here: Stage, status: str) -> None:
    group = await crowd(here)
    await group.seat(PIERRE, status)
    found = await here.good("getChatMember", chat_id=group.number, user_id=PIERRE)
    assert MEMBER.validate_python(found).status == status


async def test_administrators_are_the_creator_and_whom_they_made_one(here: Stage) -> None:
    group = await crowd(here, "administrator")
    found = await here.good("getChatAdministrators", chat_id=group.number)
    assert [one["user"]["id"] for one in found] == [AKIKO, 1000]
    assert "no administrators" in (await here.refused("getChatAdministrators", chat_id=AKIKO))[1]


async def test_stranger_is_not_found_and_who_never_came_has_left(here: Stage) -> None:
    group = await crowd(here)
    assert "user not found" in (await here.refused("getChatMember", chat_id=group.number, user_id=5))[1]
    assert (await here.good("getChatMember", chat_id=group.number, user_id=1003))["status"] == "left"


async def test_bots_coming_and_going_is_told(here: Stage) -> None:
    group = await crowd(here)
    await group.seat_bot(AKIKO, "kicked")
    found = [one["my_chat_member"] for one in await here.updates()]
    statuses = [(one["old_chat_member"]["status"], one["new_chat_member"]["status"]) for one in found]
    assert statuses == [("left", "member"), ("member", "kicked")]
    assert all(check_shape(types.ChatMemberUpdated, one) for one in found)


@pytest.mark.parametrize(
    ("kind", "status", "code", "words"),
    [
        ("group", "kicked", 403, "bot was kicked from the group chat"),
        ("supergroup", "restricted", 400, "not enough rights to send text messages to the chat"),
        ("channel", "member", 400, "need administrator rights in the channel chat"),
    ],
)
async def test_bot_without_rights_is_refused(here: Stage, kind: str, status: str, code: int, words: str) -> None:
    group = await crowd(here, status, kind=kind)
    refused = await here.refused("sendMessage", chat_id=group.number, text="Hello")
    assert refused[0] == code
    assert words in refused[1]


async def test_topic_is_open_closed_or_gone(here: Stage) -> None:
    forum = await crowd(here, kind="supergroup", is_forum=True)
    topic = await forum.open_topic()
    call = {"chat_id": forum.number, "text": "Hello", "message_thread_id": topic}
    sent = await here.good("sendMessage", **call)
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (topic, True)
    await forum.close_topic(topic)
    closed = await here.refused("sendMessage", **call)
    await forum.delete_topic(topic)
    gone = await here.refused("sendMessage", **call)
    assert (closed[1], gone[1]) == ("Bad Request: TOPIC_CLOSED", "Bad Request: message thread not found")


async def test_channels_posts_have_no_author_but_the_channel(here: Stage) -> None:
    channel = await crowd(here, kind="channel")
    await channel.seat_bot(AKIKO, "administrator", can_post_messages=True)
    await channel.say(AKIKO, "/follow oil")
    posted = (await here.updates())[-1]["channel_post"]
    sent = await here.good("sendMessage", chat_id=channel.number, text="Hello")
    edited = await here.good("editMessageText", chat_id=channel.number, message_id=sent["message_id"], text="Hi")
    for message in (posted, sent, edited):
        assert "from" not in message
        assert check_shape(types.Message, message).sender_chat.id == channel.number


async def test_moved_group_names_its_new_number_and_keeps_its_messages(here: Stage) -> None:
    group = await crowd(here)
    await group.say(PIERRE, "Hello")
    new = await group.migrate()
    answer = await here.call("sendMessage", chat_id=group.number, text="Hello")
    assert answer["parameters"] == {"migrate_to_chat_id": new}
    assert (await here.good("sendMessage", chat_id=new, text="Hello"))["chat"]["type"] == "supergroup"
    assert len(await here.reader.messages(group.number)) == 2
    ends = [one["message"] for one in (await here.updates())[-2:]]
    assert [one.get("migrate_to_chat_id") or one.get("migrate_from_chat_id") for one in ends] == [new, group.number]


async def test_private_chats_are_no_groups_and_groups_are_not_among_them(here: Stage) -> None:
    await crowd(here)
    with pytest.raises(Refused, match="not a group"):
        await Crowd(here.reader, AKIKO).say(AKIKO, "Hello")
    with pytest.raises(Refused, match="no kind"):
        await Crowd.found(here.reader, {}, kind="club")
    assert [one["id"] for one in await here.reader.chats()] == [1001, 1002, 1003]
