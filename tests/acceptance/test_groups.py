"""The bot among many, over HTTP: forums, channels, rights, and groups that move."""

from __future__ import annotations

import asyncio

import pytest

from tests.acceptance.bot_process import ADMIN, BotProcess
from tests.acceptance.conversation import Person
from tests.fixtures.sandbox_client import Json, SandboxClient
from tests.fixtures.sandbox_groups import Crowd

pytestmark = pytest.mark.slow

MEMBER, BOSS = 1001, 1002
STANDINGS = {BOSS: "creator", MEMBER: "member"}
BODY = (
    "Envoys of both countries discussed fisheries in {place} on Monday. They will meet again after {place}'s elections."
)
PATIENCE = 60.0


@pytest.fixture
def desk(chat: SandboxClient) -> Person:
    return Person(chat, ADMIN)


async def publish(desk: Person, place: str) -> None:
    """An article about fisheries."""
    sent = await desk.ask(f"/load Talks on fisheries in {place}\n\n{BODY.format(place=place)}", timeout=PATIENCE)
    assert "Loaded as article" in sent["text"], sent["text"]


async def test_a_forum_from_the_greeting_to_a_deleted_topic(bot: BotProcess, chat: SandboxClient, desk: Person) -> None:
    forum = await Crowd.found(chat, STANDINGS, kind="supergroup", is_forum=True)
    topic = await forum.open_topic()
    await forum.seat_bot(BOSS, "member")
    hello = await forum.hears("Hello")

    refused = await forum.ask(MEMBER, "/follow fisheries", thread=topic)
    assert refused["text"].startswith("Only administrators of this chat may use /follow")
    assert refused["message_thread_id"] == topic
    await forum.say(BOSS, "/follow@other_bot whales", thread=topic)
    await forum.say(MEMBER, "/nonsense")
    await forum.say(MEMBER, "I like fisheries")
    followed = await forum.ask(BOSS, "/follow@communique_sandbox_bot fisheries", thread=topic)
    assert "You follow “fisheries”" in followed["text"]
    assert "fisheries" in (await forum.ask(MEMBER, "/topics"))["text"]

    await publish(desk, "Oslo")
    first = await forum.hears("in Oslo", followed["message_id"], PATIENCE)
    assert first["message_thread_id"] == topic
    await forum.close_topic(topic)
    await publish(desk, "Quito")
    assert "message_thread_id" not in await forum.hears("in Quito", followed["message_id"], PATIENCE)
    await forum.delete_topic(topic)
    await publish(desk, "Lima")
    second = await forum.hears("in Lima", followed["message_id"], PATIENCE)
    assert "message_thread_id" not in second
    await publish(desk, "Accra")
    await forum.hears("in Accra", followed["message_id"], PATIENCE)
    sent = [
        one for one in await chat.calls() if one["method"] == "sendMessage" and "in Accra" in str(one["parameters"])
    ]
    of_forum = [one for one in sent if int(one["parameters"]["chat_id"]) == forum.number]
    assert [one["parameters"].get("message_thread_id") for one in of_forum] == [None]
    assert hello["message_id"] < refused["message_id"]


async def test_buttons_and_commands_at_once_and_a_new_administrator(bot: BotProcess, chat: SandboxClient) -> None:
    group = await Crowd.found(chat, STANDINGS)
    await group.seat_bot(BOSS, "member")
    hello = await group.hears("Hello")
    await asyncio.gather(
        group.say(BOSS, "/follow fisheries"), group.say(MEMBER, "/stop"), group.say(BOSS, "/follow oil")
    )
    await group.hears("“fisheries”", hello["message_id"], PATIENCE)
    await group.hears("“oil”", hello["message_id"], PATIENCE)
    await group.hears("Only administrators", hello["message_id"], PATIENCE)

    listed = await group.ask(MEMBER, "/topics")
    answer = await group.press(MEMBER, listed, "Remove 1")
    assert (answer["show_alert"], answer["text"].split(" may")[0]) == (True, "Only administrators of this chat")
    assert "You no longer follow" in (await group.press(BOSS, listed, "Remove 1"))["text"]
    anonymous = await group.ask(0, "/follow gas", anonymous=True)
    assert "You follow “gas”" in anonymous["text"]


async def test_a_channel_that_takes_the_right_to_post(bot: BotProcess, chat: SandboxClient, desk: Person) -> None:
    channel = await Crowd.found(chat, {BOSS: "creator"}, kind="channel")
    comments = await Crowd.found(chat, STANDINGS, kind="supergroup")
    await comments.seat_bot(BOSS, "member")
    greeted = await comments.hears("Hello")
    await channel.seat_bot(BOSS, "administrator", can_post_messages=True)
    followed = await channel.ask(BOSS, "/follow fisheries")
    assert "You follow “fisheries”" in followed["text"]
    await comments.say(BOSS, "/follow fisheries", forwarded=channel.number)

    await channel.seat_bot(BOSS, "administrator", can_post_messages=False)
    await publish(desk, "Oslo")
    await channel.seat_bot(BOSS, "administrator", can_post_messages=True)
    listed = await channel.ask(BOSS, "/topics")
    assert "fisheries" in listed["text"]
    await publish(desk, "Lima")
    await channel.hears("in Lima", followed["message_id"], PATIENCE)
    said = [one.get("text", "") for one in await chat.messages(channel.number)]
    assert not any("in Oslo" in one and "Talks" in one and "in Lima" not in one for one in said if one[0] != "/")
    after = await comments.ask(BOSS, "/topics")
    assert after["message_id"] > greeted["message_id"]
    assert "fisheries" not in after["text"]


async def test_removed_back_and_moved(bot: BotProcess, chat: SandboxClient, desk: Person) -> None:
    group = await Crowd.found(chat, STANDINGS)
    await group.seat_bot(BOSS, "member")
    await group.hears("Hello")
    followed = await group.ask(BOSS, "/follow fisheries")
    await group.seat_bot(BOSS, "kicked")
    await group.seat_bot(BOSS, "member")
    back = await group.hears("I am back", followed["message_id"])
    assert "1 topic" in back["text"]
    new = await group.migrate()
    await publish(desk, "Oslo")
    moved: Json = await group.hears("in Oslo", back["message_id"], PATIENCE)
    assert moved["chat"] == {"id": new, "type": "supergroup", "title": "A group"}
    assert "fisheries" in (await group.ask(MEMBER, "/topics"))["text"]
