"""What a handler has at hand: the services, the reader, and the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import Application, CallbackContext, ExtBot

from bot.services.articles import Articles
from bot.services.audit import Audit
from bot.services.readers import Chat, Readers
from bot.services.topics import Topics
from bot.texts.catalogue import Translator, translator
from storage.records import ReaderRecord


@dataclass(frozen=True, slots=True)
class Services:
    """The use cases that handlers may call."""

    articles: Articles
    topics: Topics
    readers: Readers
    audit: Audit


class Context(CallbackContext[ExtBot[str], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """The library's context, with the services typed."""

    @property
    def services(self) -> Services:
        """The use cases, put into ``bot_data`` by `bot.app`."""
        services: Services = self.bot_data["services"]
        return services


App = Application[ExtBot[str], Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], Any]


@dataclass(frozen=True, slots=True)
class Visit:
    """One update from one reader: who asks, where, and in which language to answer."""

    reader: ReaderRecord
    t: Translator
    user_id: int
    is_private: bool


async def visit(update: Update, context: Context) -> Visit:
    """The reader behind an update, met if new."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None:
        raise LookupError("an update without a chat")
    language = (user.language_code if user else None) or "en"
    reader = await context.services.readers.meet(Chat(chat.id, chat.type, language))
    return Visit(reader, translator(reader.language), user.id if user else 0, chat.type == ChatType.PRIVATE)


def argument(update: Update) -> str:
    """What stands behind the command in a message or a caption, with its line breaks."""
    message = update.effective_message
    text = (message.text or message.caption or "") if message else ""
    if not text.startswith("/"):
        return text.strip()
    parts = text.split(None, 1)
    return parts[1].strip() if len(parts) > 1 else ""
