"""What tests of groups, channels and forums share: who is who, and what the bot is told of its own standing."""

from __future__ import annotations

from typing import Any

from bot.sandbox.standing import standing
from tests.fixtures.house import BOT, GROUP, House, Json, person

MEMBER, BOSS = 5, 6
CHANNEL = -200


async def topics(here: House, chat: int = GROUP) -> list[str]:
    """What a chat follows."""
    async with here.database.read() as unit:
        reader = await unit.readers.by_chat(chat)
        return [one.label for one in await unit.follows.of_reader(reader.id)] if reader else []


async def thread(here: House, chat: int = GROUP) -> int | None:
    """The topic of a forum that posts go to."""
    async with here.database.read() as unit:
        return await unit.readers.thread(chat)


async def is_active(here: House, chat: int = GROUP) -> bool:
    """Whether anything is sent to a chat."""
    async with here.database.read() as unit:
        reader = await unit.readers.by_chat(chat)
    return reader is not None and reader.active


async def bot_is(here: House, before: str, after: str, kind: str = "group", **rights: Any) -> list[Json]:
    """Somebody changes the bot's standing in the group, or in the channel."""
    chat = {"id": CHANNEL if kind == "channel" else GROUP, "type": kind, "title": "G"}
    old, new = standing(BOT, before), standing(BOT, after, **rights)
    change = {"chat": chat, "from": person(BOSS), "date": 0, "old_chat_member": old, "new_chat_member": new}
    return await here.arrive(my_chat_member=change)


async def post(here: House, text: str, **more: Any) -> list[Json]:
    """A post in the channel; gives the answers."""
    channel = {"id": CHANNEL, "type": "channel", "title": "C"}
    entities = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}] if text[0] == "/" else []
    body = {"message_id": 900 + len(here.api.calls), "date": 0, "chat": channel, "sender_chat": channel}
    return await here.arrive(channel_post={**body, "text": text, "entities": entities, **more})
