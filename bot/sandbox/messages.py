"""A message on its way into a chat: who wrote it, what it answers, where it goes."""

from __future__ import annotations

from typing import Any

from bot.sandbox.chats import Chat
from bot.sandbox.errors import BadRequest
from bot.sandbox.params import Params
from bot.sandbox.world import World

Json = dict[str, Any]


def writable(world: World, params: Params) -> Chat:
    """The chat that a call writes to. Raises BadRequest, Forbidden if it blocked the bot, or TooManyRequests."""
    chat = world.chats.get(params.text("chat_id"))
    chat.admit(params.text("chat_id").strip())
    world.faults.limit()
    return chat


def compose(world: World, chat: Chat, author: Json, body: Json) -> Json:
    """A new message by ``author`` with ``body``'s fields; in a channel nobody but the channel is its author."""
    by = {"sender_chat": chat.describe()} if chat.is_channel else {"from": author}
    head = {"message_id": world.next("message"), **by, "chat": chat.describe(), "date": world.now}
    return {**head, **body}


def quoted(chat: Chat, params: Params) -> Json:
    """``reply_to_message`` for a call that answers a message, one level deep; nothing if it answers none.

    Raises BadRequest "message to be replied not found".
    """
    given = params.mapping("reply_parameters") or {}
    message_id = given.get("message_id") or params.integer("reply_to_message_id")
    if not message_id:
        return {}
    try:
        original = chat.messages.get(int(message_id))
    except (TypeError, ValueError):
        raise BadRequest("can't parse reply parameters: message_id must be a number") from None
    if original is None:
        if given.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
            return {}
        raise BadRequest("message to be replied not found")
    return {"reply_to_message": level(original)}


def level(message: Json) -> Json:
    """The message as it is shown within another one: without what it answers itself."""
    return {name: value for name, value in message.items() if name != "reply_to_message"}


def preview(params: Params) -> Json:
    """The link preview options of a call, in the old words or the new."""
    options = params.mapping("link_preview_options")
    if options is None and params.flag("disable_web_page_preview"):
        options = {"is_disabled": True}
    return {"link_preview_options": options} if options else {}


def kept(params: Params) -> Json:
    """Flags of a call that its message carries on."""
    return {"has_protected_content": True} if params.flag("protect_content") else {}
