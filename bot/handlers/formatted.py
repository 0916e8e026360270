"""The formatting of a message that somebody wrote, kept as Telegram's HTML."""

from __future__ import annotations

from telegram import Message, MessageEntity

from bot.texts.html import units
from storage.letters import storable


def html_of(message: Message, skip: int = 0) -> str:
    """The text without its first ``skip`` characters, with its entities; all else is escaped."""
    text = storable(message.text or "")
    before, rest = text[:skip], text[skip:]
    cut = units(before)
    entities = [moved for one in message.entities if (moved := _moved(one, cut)) is not None]
    # The library puts entities of a message into HTML, and of nothing else.
    return Message(message.message_id, message.date, message.chat, text=rest, entities=entities).text_html


def _moved(entity: MessageEntity, by: int) -> MessageEntity | None:
    """The entity in a text that begins ``by`` UTF-16 units later; None if nothing of it is left."""
    start, end = max(entity.offset - by, 0), entity.offset + entity.length - by
    if end <= start:
        return None
    return MessageEntity(
        entity.type,
        start,
        end - start,
        url=entity.url,
        user=entity.user,
        language=entity.language,
        custom_emoji_id=entity.custom_emoji_id,
    )
