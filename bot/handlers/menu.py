"""The command menu that Telegram shows: the readers', and a longer one for admins."""

from __future__ import annotations

import logging

from telegram import BotCommand, BotCommandScopeChat, BotCommandScopeDefault
from telegram.error import TelegramError

from bot.handlers.context import App, Services
from bot.texts.catalogue import SOURCE_LANGUAGE, languages, translator

_LOG = logging.getLogger(__name__)

READER_COMMANDS = ("summary", "latest", "follow", "unfollow", "topics", "stop", "help", "privacy", "cancel")
ADMIN_COMMANDS = ("load",)


async def publish_menu(app: App) -> None:
    """Set the menu per scope and language. A failure costs the menu only, so it is logged and let go."""
    services: Services = app.bot_data["services"]
    for language in languages():
        code = None if language == SOURCE_LANGUAGE else language
        await _set(app, _commands(language, READER_COMMANDS), BotCommandScopeDefault(), code)
        for admin in sorted(services.audit.admins):
            everything = _commands(language, (*ADMIN_COMMANDS, *READER_COMMANDS))
            await _set(app, everything, BotCommandScopeChat(admin), code)


def _commands(language: str, names: tuple[str, ...]) -> list[BotCommand]:
    t = translator(language)
    return [BotCommand(name, t.plain(f"menu.{name}")) for name in names]


async def _set(
    app: App,
    commands: list[BotCommand],
    scope: BotCommandScopeDefault | BotCommandScopeChat,
    language_code: str | None,
) -> None:
    try:
        await app.bot.set_my_commands(commands, scope=scope, language_code=language_code)
    except TelegramError as error:
        _LOG.warning("the menu for %s could not be set: %s", scope.type, error)
