"""Who is meant by an owner's command: an id behind it, or whoever wrote the message that is replied to."""

from __future__ import annotations

import re

from telegram import Message, MessageOriginChannel, MessageOriginChat, MessageOriginUser, Update

from bot.errors import NoPerson
from bot.handlers.context import Context, argument
from bot.services.words import western
from bot.texts.catalogue import Translator
from bot.texts.html import Markup

_ID = re.compile(r"(-?[0-9]{1,16})(?:\s+|$)")


def person_and_rest(update: Update, context: Context, command: str) -> tuple[int, str]:
    """The number of a person or a chat, and what else was said. Raises NoPerson."""
    said = argument(update)
    found = _ID.match(western(said))
    if found is not None:
        return int(found[1]), said[found.end() :].strip()
    message = update.effective_message
    writer = _writer(message.reply_to_message) if message and message.reply_to_message else None
    if writer is None or writer == context.bot.id:
        raise NoPerson(command=command)
    return writer, said


async def doubted(context: Context, t: Translator, who: int) -> list[Markup]:
    """What is to be said of a number that has never written to the bot: it may be mistyped."""
    return [] if await context.services.readers.known(who) else [t("person.stranger")]


def _writer(message: Message) -> int | None:
    """Who wrote it; of a forwarded message who wrote it first, unless they hide that."""
    match message.forward_origin:
        case MessageOriginUser(sender_user=user):
            return user.id
        case MessageOriginChat(sender_chat=chat) | MessageOriginChannel(chat=chat):
            return chat.id
        case None:
            sender = message.sender_chat or message.from_user
            return sender.id if sender else None
    return None
