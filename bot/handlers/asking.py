"""Questions that the bot asks back, and whose answer counts."""

from __future__ import annotations

from telegram import ForceReply, Update
from telegram.constants import ChatType

from bot.handlers.context import Context, Visit
from bot.handlers.replies import reply
from bot.texts.html import Markup


async def ask(
    update: Update, context: Context, seen: Visit, command: str, text: Markup, placeholder: str | None = None
) -> None:
    """Ask for a command's argument. In a group the question is put to its asker only."""
    message, user, to = update.effective_message, update.effective_user, None
    if not seen.is_private:
        # Telegram opens the answering field for those whom the question answers or names.
        if update.callback_query is None and message is not None:
            to = message.message_id
        elif user is not None:
            text = Markup(f"{user.mention_html()}: {text}")
    # A channel takes no answering field: its question is answered by a post that replies to it.
    is_channel = message is not None and message.chat.type == ChatType.CHANNEL
    prompt = None if is_channel else ForceReply(selective=True, input_field_placeholder=placeholder)
    asked = await reply(update, text, keyboard=prompt, to=to)
    if asked is not None:
        await context.services.readers.ask(seen.reader, seen.user_id, command, asked.message_id)


async def awaited(update: Update, context: Context, seen: Visit) -> str | None:
    """The command whose argument this message is, if any: in a group it must answer the question itself."""
    open_question = await context.services.readers.question(seen.reader, seen.user_id)
    if open_question is None:
        return None
    message = update.effective_message
    original = message.reply_to_message if message else None
    if not seen.is_private and (original is None or original.message_id != open_question.prompt):
        return None
    return open_question.command
