"""What readers do in their chats: write, send files, press, ask inline, block."""

from __future__ import annotations

from typing import Any

from bot.sandbox.chats import Chat, Person
from bot.sandbox.errors import ApiError, BadRequest
from bot.sandbox.files import StoredFile
from bot.sandbox.messages import compose, quoted
from bot.sandbox.methods.identity import membership
from bot.sandbox.methods.media import content_type
from bot.sandbox.params import Params, Upload
from bot.sandbox.text import CAPTION_LIMIT, arrange, clean, require, split
from bot.sandbox.world import World

Json = dict[str, Any]


class Gone(ApiError):
    """404 for a chat's client: what it points at is not there."""

    def __init__(self, what: str) -> None:
        super().__init__(404, f"Not Found: {what}")


def say(world: World, chat: Chat, text: str, reply_to: int = 0) -> list[Json]:
    """Sends a reader's text, in several messages if it is longer than one can be; gives them in order."""
    may_write(chat)
    given = clean(text)
    if not given.strip():
        raise BadRequest("message text is empty")
    reply = quoted(chat, Params({"reply_to_message_id": reply_to}))
    sent = []
    for piece in split(given):
        body, entities = arrange(piece, [])
        if body:
            sent.append(arrive(world, chat, reply | {"text": body} | ({"entities": entities} if entities else {})))
            reply = {}
    return sent


def give(
    world: World,
    chat: Chat,
    upload: Upload,
    caption: str = "",
    reply_to: int = 0,
    album: str = "",
    by: Person | None = None,
) -> Json:
    """Sends a file as a document, as part of an album if one is named; in a group ``by`` says whose it is."""
    may_write(chat)
    text, entities = arrange(clean(caption), [])
    if text:
        require(text, text, CAPTION_LIMIT, "message caption")
    body = quoted(chat, Params({"reply_to_message_id": reply_to}))
    file: StoredFile = world.files.add(upload.name, content_type(upload), upload.data)
    body["document"] = file.document()
    if album:
        body["media_group_id"] = album[:64]
    if text:
        body["caption"] = text
    if entities:
        body["caption_entities"] = entities
    return arrive(world, chat, body, by)


def press(world: World, chat: Chat, message_id: int, button: Json) -> str:
    """Presses a button with callback data and gives the query's id."""
    query_id = str(world.next("query"))
    world.update(
        "callback_query",
        {
            "id": query_id,
            "from": chat.person.user(),
            "message": chat.messages[message_id],
            "chat_instance": str(chat.person.id * 7919),
            "data": button["callback_data"],
        },
    )
    return query_id


def find_button(chat: Chat, message_id: int, label: str | None, row: int, column: int) -> Json:
    """The button with a label, or at a place. Raises Gone if the message or the button is not there."""
    message = chat.messages.get(message_id)
    if message is None:
        raise Gone("no such message")
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    if label is not None:
        found = [button for buttons in rows for button in buttons if button["text"] == label]
    else:
        found = [rows[row][column]] if 0 <= row < len(rows) and 0 <= column < len(rows[row]) else []
    if not found:
        raise Gone("no such button")
    button: Json = found[0]
    return button


def ask(world: World, chat: Chat, query: str, offset: str = "") -> str:
    """Asks the bot inline and gives the query's id."""
    query_id = str(world.next("query"))
    body = {"id": query_id, "from": chat.person.user(), "query": query, "offset": offset, "chat_type": "sender"}
    world.update("inline_query", body)
    return query_id


def set_blocked(world: World, chat: Chat, *, blocked: bool) -> None:
    """Blocks or unblocks the bot and tells it; nothing happens if it is so already."""
    if chat.blocked == blocked:
        return
    chat.blocked = blocked
    world.events.publish("blocked", chat.person.id, blocked=blocked)
    world.update(
        "my_chat_member",
        {
            "chat": chat.describe(),
            "from": chat.person.user(),
            "date": world.now,
            "old_chat_member": membership(world, blocked=not blocked),
            "new_chat_member": membership(world, blocked=blocked),
        },
    )


def arrive(world: World, chat: Chat, body: Json, by: Person | None = None) -> Json:
    """A message into the chat, and to the bot if it is there; of the chat's own reader, unless it is ``by`` another."""
    message = world.put(chat, compose(world, chat, (by or chat.person).user(), body))
    if chat.has_bot:
        world.update("message", message)
    return message


def may_write(chat: Chat) -> None:
    """Raises ApiError where the reader has blocked the bot."""
    if chat.blocked:
        raise ApiError(409, "Conflict: the reader has blocked the bot and must unblock it first")
