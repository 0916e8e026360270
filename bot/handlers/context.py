"""What a handler has at hand: the services, the reader, and the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.constants import ChatID, ChatType
from telegram.ext import Application, CallbackContext, ExtBot

from bot.errors import ButtonOutOfPlace
from bot.handlers.replies import text_of
from bot.services.articles import Articles
from bot.services.audit import Audit
from bot.services.briefs.service import Briefs
from bot.services.charts import Charts
from bot.services.desk import Desk
from bot.services.digests.desk import DigestDesk
from bot.services.feeds import Feeds
from bot.services.groups import Groups
from bot.services.loading import Loading
from bot.services.matches import Matches
from bot.services.office import Office
from bot.services.preferences import Preferences
from bot.services.readers import Chat, Readers
from bot.services.rights import Rights
from bot.services.said.service import Said
from bot.services.schedules.service import Schedules
from bot.services.shelf import Shelf
from bot.services.topics import Topics
from bot.texts.catalogue import SOURCE_LANGUAGE, Translator, translator
from storage.errors import StorageError
from storage.records import ReaderRecord


@dataclass(frozen=True, slots=True)
class Services:
    """The use cases that handlers may call."""

    articles: Articles
    topics: Topics
    matches: Matches
    readers: Readers
    audit: Audit
    feeds: Feeds
    desk: Desk
    loading: Loading
    schedules: Schedules
    digests: DigestDesk
    shelf: Shelf
    charts: Charts
    briefs: Briefs
    said: Said
    groups: Groups
    rights: Rights
    office: Office
    preferences: Preferences


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
    """One update from one reader: who asks, where, and in which language to answer.

    ``user_id`` is the id of a chat where somebody writes in a chat's name; then ``is_anonymous`` is true.
    """

    reader: ReaderRecord
    t: Translator
    user_id: int
    is_private: bool
    is_anonymous: bool


async def visit(update: Update, context: Context) -> Visit:
    """The reader behind an update, met if new. Raises ButtonOutOfPlace where there is no chat."""
    chat, user, message = update.effective_chat, update.effective_user, update.message
    if chat is None:
        # A client of one's own can press any button under a card that was sent from another chat.
        raise ButtonOutOfPlace
    # In a group the language is that of whoever came first, not of the member who spoke last.
    is_private = chat.type == ChatType.PRIVATE
    language = user.language_code if user else None
    reader = await context.services.readers.meet(Chat(chat.id, chat.type, language, is_private))
    speaker = message.sender_chat if message else None
    user_id = speaker.id if speaker else user.id if user else 0
    is_anonymous = speaker is not None or user_id == ChatID.ANONYMOUS_ADMIN
    return Visit(reader, translator(reader.language), user_id, is_private, is_anonymous)


async def tongue(update: Update, context: Context) -> Translator:
    """The reader's language; Telegram's word for it where the reader is not known or the database fails."""
    user, chat = update.effective_user, update.effective_chat
    said = (user.language_code if user else None) or SOURCE_LANGUAGE
    # What is asked from another chat comes without one: then the language is that of the private chat.
    where = chat.id if chat else user.id if user else None
    if where is None:
        return translator(said)
    try:
        known = await context.services.readers.known(where)
    except StorageError:
        known = None
    return translator(known.language if known else said)


def argument(update: Update) -> str:
    """What stands behind the command in a message or a caption, with its line breaks."""
    return text_of(update.effective_message)
