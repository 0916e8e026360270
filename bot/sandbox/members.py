"""What happens in chats of many: members write and press, the bot is added and removed, topics come and go."""

from __future__ import annotations

from typing import Any

from bot.sandbox.errors import BadRequest
from bot.sandbox.groups import KINDS, Group, nobody
from bot.sandbox.messages import compose, quoted
from bot.sandbox.params import Params
from bot.sandbox.standing import standing
from bot.sandbox.text import arrange, clean
from bot.sandbox.world import World

Json = dict[str, Any]

ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
TELEGRAM = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
"""In whose names Telegram puts what an anonymous administrator writes, and what it forwards from a channel."""

FIRST_GROUP = -4000
FIRST_CHANNEL = -1_001_000_004_000


def found(world: World, title: str, kind: str, *, is_forum: bool = False) -> Group:
    """A new chat of many, without anybody in it. Raises BadRequest."""
    if kind not in KINDS:
        raise BadRequest(f"there is no kind {kind}")
    number = (FIRST_GROUP if kind == "group" else FIRST_CHANNEL) - world.next("group")
    group = Group(nobody(number, title), kind=kind, is_forum=is_forum, mine=standing(world.profile.user(), "left"))
    world.chats.add(group)
    world.events.publish("group", number)
    return group


def seat(world: World, group: Group, user_id: int, status: str) -> None:
    """Give a person a standing."""
    group.standings[user_id] = standing(world.chats.get(user_id).person.user(), status)
    world.events.publish("group", group.person.id)
    world.state.touch()


def seat_bot(world: World, group: Group, by: int, status: str, rights: Json) -> None:
    """Give the bot a standing, and tell it so."""
    before, group.mine = group.mine, standing(world.profile.user(), status, **rights)
    world.events.publish("group", group.person.id)
    body = {"chat": group.describe(), "from": world.chats.get(by).person.user(), "date": world.now}
    world.update("my_chat_member", {**body, "old_chat_member": before, "new_chat_member": group.mine})


def say(world: World, group: Group, user_id: int, body: Json) -> Json:
    """Write a text: ``text``, and if given ``reply_to``, ``thread``, ``anonymous``, ``forwarded`` from a channel."""
    text, entities = arrange(clean(str(body.get("text", ""))), [])
    reply = quoted(group, Params({"reply_to_message_id": int(body.get("reply_to") or 0)}))
    said = reply | {"text": text} | ({"entities": entities} if entities else {})
    said |= group.thread(int(body.get("thread") or 0))
    author = world.chats.get(user_id).person.user() if user_id else ANONYMOUS
    if body.get("anonymous"):
        author = ANONYMOUS
        said["sender_chat"] = group.describe()
    if body.get("forwarded"):
        channel = world.chats.get(body["forwarded"]).describe()
        author = TELEGRAM
        said |= {"sender_chat": channel, "is_automatic_forward": True}
    message = world.put(group, compose(world, group, author, said))
    if group.has_bot:
        world.update("channel_post" if group.is_channel else "message", message)
    return message


def press(world: World, group: Group, user_id: int, message_id: int, button: Json) -> str:
    """Press a button, and give the query's number."""
    query_id = str(world.next("query"))
    body = {"id": query_id, "from": world.chats.get(user_id).person.user(), "message": group.messages[message_id]}
    more = {"chat_instance": str(-group.person.id * 7919), "data": button.get("callback_data", "")}
    world.update("callback_query", body | more)
    return query_id


def open_topic(world: World, group: Group) -> int:
    """A new topic's number."""
    number = world.next("message")
    group.topics[number] = False
    return number


def migrate(world: World, group: Group) -> int:
    """Make a group a supergroup, and tell the bot so in both; gives the new number."""
    old = group.describe()
    target = FIRST_CHANNEL - world.next("group")
    head = {"message_id": world.next("message"), "from": ANONYMOUS, "date": world.now}
    world.update("message", {**head, "chat": old, "migrate_to_chat_id": target})
    group.migrated_to = target
    world.update("message", {**head, "chat": group.describe(), "migrate_from_chat_id": old["id"]})
    return target
