"""The door of groups and channels: whom a command is for, and whether its sender may give it. Otherwise it is quiet."""

from __future__ import annotations

import re
from dataclasses import dataclass

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop, TypeHandler

from bot.handlers.context import App, Context, tongue, visit
from bot.handlers.powers import OPENING, commands_of, is_free, is_free_button
from bot.handlers.replies import answer, reply
from bot.texts.html import cut

DOOR = -5
"""Before all others, the one who waits for the archive too."""

_COMMAND = re.compile(r"/(\w{1,32})(?:@(\w+))?(?![\w/<>])\S*(?:\s+(.*))?\Z", re.DOTALL | re.ASCII)
"""What Telegram marks as a command: a sign that sticks to it, as in "/stop.", makes it no other."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command as written: ``to`` is the bot that it names, if any."""

    name: str
    to: str
    argument: str


def register(app: App) -> None:
    """Looks at everything that comes from a chat of many."""
    app.add_handler(TypeHandler(Update, enter), group=DOOR)


async def enter(update: Update, context: Context) -> None:
    """Let in what is for the bot and allowed."""
    chat = update.effective_chat
    if chat is None or chat.type == ChatType.PRIVATE:
        return
    if update.channel_post is not None:
        await _post(update.channel_post, update.update_id, context)
    elif update.message is not None:
        await _message(update, update.message, context)
    elif update.callback_query is not None:
        await _press(update, context)


def command_of(message: Message) -> Command | None:
    """The command that a message, or its caption, is."""
    found = _COMMAND.match(message.text or message.caption or "")
    return Command(found[1].lower(), (found[2] or "").lower(), (found[3] or "").strip()) if found else None


async def _post(post: Message, update_id: int, context: Context) -> None:
    """A channel's post: if it is a command or an answer, it is treated as a message, which all handlers know."""
    if command_of(post) is not None or post.reply_to_message is not None:
        await context.application.process_update(Update(update_id, message=post))
    raise ApplicationHandlerStop


async def _message(update: Update, message: Message, context: Context) -> None:
    # What is posted in a channel appears in the group of its comments too: it was meant for the channel.
    if message.is_automatic_forward or _is_of_a_bot(message):
        raise ApplicationHandlerStop
    command = command_of(message)
    if command is None:
        if message.reply_to_message is not None:
            await _reply(update, message, message.reply_to_message, context)
        return
    if command.to not in ("", context.bot.username.lower()) or command.name not in commands_of(context.application):
        raise ApplicationHandlerStop
    if is_free(command.name, command.argument):
        return
    await _require(update, message, context, command.name)
    if command.name == OPENING:
        seen = await visit(update, context)
        thread = message.message_thread_id if message.is_topic_message else None
        await context.services.groups.settle(seen.reader, thread, at_first=False)


async def _reply(update: Update, message: Message, original: Message, context: Context) -> None:
    """An answer to a question of ours needs the right that the question's command needed."""
    readers = context.services.readers
    reader = await readers.known(message.chat_id)
    question = await readers.question(reader, speaker(message)) if reader else None
    if question is None or question.prompt != original.message_id:
        return
    name = question.command.split()[0]
    if not is_free(name, "something"):
        await _require(update, message, context, name)


async def _require(update: Update, message: Message, context: Context, command: str) -> None:
    """Go on if the sender is an administrator. Raises RightsUnknown."""
    rights, who = context.services.rights, speaker(message)
    if await rights.administers(message.chat_id, who):
        return
    if rights.to_be_told(message.chat_id, who):
        t = await tongue(update, context)
        await reply(update, t("error.not_administrator", command=f"/{cut(command, 40)}"), to=message.message_id)
    raise ApplicationHandlerStop


async def _press(update: Update, context: Context) -> None:
    query, chat = update.callback_query, update.effective_chat
    if query is None or chat is None or is_free_button(query.data or ""):
        return
    if not await context.services.rights.administers(chat.id, query.from_user.id):
        await answer(update, (await tongue(update, context)).plain("error.not_administrator.button"), alert=True)
        raise ApplicationHandlerStop


def _is_of_a_bot(message: Message) -> bool:
    """Whether another bot wrote it: two that answer each other would never end. Telegram's own stand for chats."""
    sender = message.from_user
    return sender is not None and sender.is_bot and message.sender_chat is None


def speaker(message: Message) -> int:
    """Who wrote a message: a person, or the chat in whose name it stands."""
    sender = message.sender_chat or message.from_user
    return sender.id if sender else 0
