"""The command menu that Telegram shows: which commands a reader, a group and each role of the admins has."""

from __future__ import annotations

from telegram import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.ext import ExtBot

from bot.services.roles import Role
from bot.telegram.profile import Scope, dropped, kept, put
from bot.texts.catalogue import SOURCE_LANGUAGE, languages, translator
from storage.records import ReaderRecord

_ANSWERED = ("brief", "timeline", "said")
_DRAWN = ("trend", "compare", "ties")
_TOLD = ("follow", "unfollow", "topics", "digest", "settings", "language", "stop")
_KEPT = ("save", "saved", "note", "share")
_OWN = ("privacy", "export", "forgetme")
READER_COMMANDS = (
    "summary",
    "latest",
    "top",
    "search",
    *_ANSWERED,
    *_DRAWN,
    *_TOLD,
    *_KEPT,
    "help",
    *_OWN,
    "cancel",
)
MEMBER_COMMANDS = ("summary", "latest", "top", "search", *_ANSWERED, *_DRAWN, "topics", "share", "help", "privacy")
"""What any member of a group may use."""

ADMINISTRATOR_COMMANDS = READER_COMMANDS
"""What the administrators of a group may use there."""

OWNER_COMMANDS = ("broadcast", "role", "roles", "ban", "unban", "bans")
ADMIN_COMMANDS = ("load", "article", "delete", "audit", "stats", "feed", "feeds", *OWNER_COMMANDS)

LOWEST = {**dict.fromkeys(OWNER_COMMANDS, Role.OWNER), "load": Role.EDITOR, "delete": Role.EDITOR}
"""The lowest role whose menu has the admins' command; where none stands here, an observer's has it."""

SCOPES: tuple[tuple[Scope, tuple[str, ...]], ...] = (
    (BotCommandScopeDefault(), READER_COMMANDS),
    (BotCommandScopeAllGroupChats(), MEMBER_COMMANDS),
    (BotCommandScopeAllChatAdministrators(), ADMINISTRATOR_COMMANDS),
)


async def publish_menus(bot: ExtBot[str], language: str) -> None:
    """Set the menu of each kind of chat in the language, where Telegram has another."""
    code = None if language == SOURCE_LANGUAGE else language
    for scope, names in SCOPES:
        await kept(bot, scope, _commands(language, names), code)


async def publish_own_menu(bot: ExtBot[str], person: int, role: Role, chosen: str | None = None) -> None:
    """Set the menu of a role in the person's own chat; Telegram refuses it for a chat that has never written.

    It is in the language of their Telegram, or in the one that they chose.
    """
    names = _names(role)
    for language in languages():
        code = None if language == SOURCE_LANGUAGE else language
        if not await kept(bot, BotCommandScopeChat(person), _commands(chosen or language, names), code):
            return


async def publish_chosen_menu(bot: ExtBot[str], reader: ReaderRecord, role: Role) -> None:
    """Set the menu of a reader's private chat to the language that they chose, or leave it to their Telegram again."""
    language = translator(reader.language).language if reader.language_chosen else None
    if role > Role.READER:
        await publish_own_menu(bot, reader.chat_id, role, language)
    elif language is None:
        await dropped(bot, BotCommandScopeChat(reader.chat_id))
    else:
        await put(bot, BotCommandScopeChat(reader.chat_id), _commands(language, READER_COMMANDS), None)


def _names(role: Role) -> tuple[str, ...]:
    mine = tuple(name for name in ADMIN_COMMANDS if role >= LOWEST.get(name, Role.OBSERVER))
    return (*mine, *READER_COMMANDS)


def _commands(language: str, names: tuple[str, ...]) -> list[BotCommand]:
    t = translator(language)
    return [BotCommand(name, t.plain(f"menu.{name}")) for name in names]
