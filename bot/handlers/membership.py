"""Groups and channels that the bot comes to, may not write in, leaves, or that become supergroups."""

from __future__ import annotations

import logging

from telegram import ChatMember, ChatMemberAdministrator, ChatMemberRestricted, ChatMemberUpdated, Message, Update
from telegram.constants import ChatType, ParseMode
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop, ChatMemberHandler, MessageHandler, filters

from bot.handlers.context import App, Context
from bot.handlers.groups import DOOR
from bot.texts.catalogue import translator
from bot.texts.html import Markup

_LOG = logging.getLogger(__name__)

FIRST = DOOR - 1
"""Before the door: nobody asks for these, so nobody needs a right to them."""

GONE = frozenset({ChatMember.BANNED, ChatMember.LEFT})


def register(app: App) -> None:
    """Before the handlers of private chats, which know of less."""
    app.add_handler(ChatMemberHandler(changed, ChatMemberHandler.MY_CHAT_MEMBER), group=FIRST)
    app.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, migrated), group=FIRST)


async def changed(update: Update, context: Context) -> None:
    """What the bot may do in a group or a channel is another thing now."""
    change = update.my_chat_member
    if change is None or change.chat.type == ChatType.PRIVATE:
        return
    chat = change.chat
    known = await context.services.readers.known(chat.id)
    if not may_write(change.new_chat_member, chat.type):
        await context.services.readers.leave(chat.id)
    elif known is None or not may_write(change.old_chat_member, chat.type):
        by = await context.services.readers.known(change.from_user.id)
        language = by.language if by is not None else change.from_user.language_code
        reader = await context.services.groups.arrive(chat.id, chat.type, language)
        if chat.type != ChatType.CHANNEL and (known is None or change.old_chat_member.status in GONE):
            follows = len(await context.services.topics.of(reader))
            await _greet(change, context, reader.language, follows if reader.active else 0)
    raise ApplicationHandlerStop


def may_write(member: ChatMember, kind: str) -> bool:
    """Whether the bot can post in a chat of this kind, where it stands like that."""
    if isinstance(member, ChatMemberRestricted):
        return member.is_member and member.can_send_messages
    if kind == ChatType.CHANNEL:
        return isinstance(member, ChatMemberAdministrator) and bool(member.can_post_messages)
    return member.status not in GONE


async def migrated(update: Update, context: Context) -> None:
    """A group became a supergroup: either end of the move says so, and the second time there is nothing to do."""
    message = update.effective_message
    if message is None:
        return
    old, new = _ends(message)
    await context.services.readers.move(old, new)
    raise ApplicationHandlerStop


def _ends(message: Message) -> tuple[int, int]:
    if message.migrate_to_chat_id:
        return message.chat_id, message.migrate_to_chat_id
    return message.migrate_from_chat_id or message.chat_id, message.chat_id


async def _greet(change: ChatMemberUpdated, context: Context, language: str, follows: int) -> None:
    t = translator(language)
    text: Markup = t("group.hello.forum" if change.chat.is_forum else "group.hello")
    if follows:
        text = t.plural("group.back", follows)
    try:
        await context.bot.send_message(change.chat.id, text, parse_mode=ParseMode.HTML)
    except TelegramError as error:
        _LOG.info("chat %d was not greeted: %s", change.chat.id, error)
