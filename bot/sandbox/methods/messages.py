"""Messages that the bot sends, edits and deletes."""

from __future__ import annotations

from typing import Any

from bot.sandbox.chats import Chat
from bot.sandbox.errors import BadRequest
from bot.sandbox.markup import inline_keyboard
from bot.sandbox.messages import compose, kept, preview, quoted, writable
from bot.sandbox.params import Params
from bot.sandbox.text import MESSAGE_LIMIT, formatted, require
from bot.sandbox.world import World

Json = dict[str, Any]

DELETABLE = 48 * 60 * 60
"""Seconds after which a message stays for ever."""

UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)


async def send_message(world: World, params: Params) -> Json:
    """Writes a text into a chat."""
    body = _text(params)
    markup = inline_keyboard(params)
    chat = writable(world, params)
    body = quoted(chat, params) | body | kept(params) | chat.thread(params.integer("message_thread_id"))
    if markup:
        body["reply_markup"] = markup
    return world.put(chat, compose(world, chat, world.profile.user(), body))


async def edit_message_text(world: World, params: Params) -> Json:
    """Replaces a message's text, and its buttons: without ``reply_markup`` they go."""
    body = _text(params)
    markup = inline_keyboard(params)
    chat, message = own(world, params)
    if "text" not in message:
        raise BadRequest("there is no text in the message to edit")
    dropped = ("text", "entities", "link_preview_options", "reply_markup")
    return replaced(world, chat, message, dropped, body | ({"reply_markup": markup} if markup else {}))


async def edit_message_reply_markup(world: World, params: Params) -> Json:
    """Replaces or removes a message's buttons."""
    markup = inline_keyboard(params)
    chat, message = own(world, params)
    return replaced(world, chat, message, ("reply_markup",), {"reply_markup": markup} if markup else {})


async def delete_message(world: World, params: Params) -> bool:
    """Deletes a message of either side. Raises BadRequest if there is none or it is older than two days."""
    chat = world.chats.get(params.text("chat_id"))
    message = chat.messages.get(params.integer("message_id"))
    if message is None:
        raise BadRequest("message to delete not found")
    if world.now - message["date"] > DELETABLE:
        raise BadRequest("message can't be deleted for everyone")
    world.remove(chat, message["message_id"])
    return True


def _text(params: Params) -> Json:
    text, entities = formatted(params, "text")
    require(text, params.text("text"), MESSAGE_LIMIT, "message")
    return {"text": text} | ({"entities": entities} if entities else {}) | preview(params)


def own(world: World, params: Params) -> tuple[Chat, Json]:
    """The message of the bot's that a call changes, and its chat. Raises BadRequest where it can be changed no more."""
    chat = world.chats.get(params.text("chat_id"))
    message = chat.messages.get(params.integer("message_id"))
    if message is None:
        raise BadRequest("message to edit not found")
    if not message.get("from", {"is_bot": chat.is_channel})["is_bot"]:
        raise BadRequest("message can't be edited")
    return chat, message


def replaced(world: World, chat: Chat, message: Json, dropped: tuple[str, ...], body: Json) -> Json:
    """The message with ``body`` in place of what is dropped. Raises BadRequest where that changes nothing."""
    if {name: message[name] for name in dropped if name in message} == body:
        raise BadRequest(UNCHANGED)
    rest = {name: value for name, value in message.items() if name not in dropped}
    return world.put(chat, {**rest, **body, "edit_date": world.now}, "edited")
