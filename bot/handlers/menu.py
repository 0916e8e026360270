"""The command menu that Telegram shows: the readers', and a longer one for admins."""

from __future__ import annotations

import logging

from telegram import BotCommand, BotCommandScopeChat, BotCommandScopeDefault
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.handlers.context import App, Services
from bot.services.roles import Role
from bot.texts.catalogue import SOURCE_LANGUAGE, languages, translator

_LOG = logging.getLogger(__name__)

_ANSWERED = ("brief", "timeline", "said")
_DRAWN = ("trend", "compare", "ties")
_TOLD = ("follow", "unfollow", "topics", "digest", "settings", "stop")
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
OWNER_COMMANDS = ("role", "roles", "ban", "unban", "bans")
ADMIN_COMMANDS = ("load", "article", "delete", "audit", "stats", "feed", "feeds", *OWNER_COMMANDS)

LOWEST = {**dict.fromkeys(OWNER_COMMANDS, Role.OWNER), "load": Role.EDITOR, "delete": Role.EDITOR}
"""The lowest role whose menu has the admins' command; where none stands here, an observer's has it."""


async def publish_menu(app: App) -> None:
    """Set the menu per scope and language. A failure costs the menu only, so it is logged and let go."""
    services: Services = app.bot_data["services"]
    for language in languages():
        code = None if language == SOURCE_LANGUAGE else language
        await _set(app.bot, _commands(language, READER_COMMANDS), BotCommandScopeDefault(), code)
    for admin, role in await services.audit.roles.all():
        await publish_own_menu(app.bot, admin, role)


async def publish_own_menu(bot: ExtBot[str], admin: int, role: Role) -> None:
    """Set the menu of a role in the person's own chat; Telegram refuses it for a chat that has never written."""
    mine = tuple(name for name in ADMIN_COMMANDS if role >= LOWEST.get(name, Role.OBSERVER))
    for language in languages():
        code = None if language == SOURCE_LANGUAGE else language
        everything = _commands(language, (*mine, *READER_COMMANDS))
        await _set(bot, everything, BotCommandScopeChat(admin), code)


def _commands(language: str, names: tuple[str, ...]) -> list[BotCommand]:
    t = translator(language)
    return [BotCommand(name, t.plain(f"menu.{name}")) for name in names]


async def _set(
    bot: ExtBot[str],
    commands: list[BotCommand],
    scope: BotCommandScopeDefault | BotCommandScopeChat,
    language_code: str | None,
) -> None:
    try:
        await bot.set_my_commands(commands, scope=scope, language_code=language_code)
    except TelegramError as error:
        _LOG.warning("the menu for %s could not be set: %s", scope.type, error)
