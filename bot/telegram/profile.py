"""What the bot says of itself on Telegram, set where it is not so already. A failure is logged and costs no more."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence

from telegram import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError
from telegram.ext import ExtBot

_LOG = logging.getLogger(__name__)

Scope = (
    BotCommandScopeDefault | BotCommandScopeAllGroupChats | BotCommandScopeAllChatAdministrators | BotCommandScopeChat
)


async def kept(bot: ExtBot[str], scope: Scope, commands: Sequence[BotCommand], code: str | None) -> bool:
    """The menu of a scope and a language is these commands; Telegram is asked first, since setting is rationed.

    False if that could not be.
    """
    return await _tolerated(f"the menu for {scope.type}", lambda: _keep(bot, scope, commands, code))


async def put(bot: ExtBot[str], scope: Scope, commands: Sequence[BotCommand], code: str | None) -> None:
    """The same without asking first."""
    await _tolerated(f"the menu for {scope.type}", lambda: bot.set_my_commands(commands, scope, code))


async def dropped(bot: ExtBot[str], scope: Scope) -> None:
    """The scope has no menu of its own any more."""
    await _tolerated(f"the menu for {scope.type}", lambda: bot.delete_my_commands(scope))


async def described(bot: ExtBot[str], description: str, short: str, code: str | None) -> None:
    """An empty chat shows ``description``, the bot's page and links to it ``short``; Telegram is asked first."""
    await _tolerated("the description", lambda: _describe(bot, description, code))
    await _tolerated("the short description", lambda: _describe_shortly(bot, short, code))


async def _keep(bot: ExtBot[str], scope: Scope, commands: Sequence[BotCommand], code: str | None) -> None:
    if list(await bot.get_my_commands(scope, code)) != list(commands):
        await bot.set_my_commands(commands, scope, code)


async def _describe(bot: ExtBot[str], text: str, code: str | None) -> None:
    if (await bot.get_my_description(code)).description != text:
        await bot.set_my_description(text, code)


async def _describe_shortly(bot: ExtBot[str], text: str, code: str | None) -> None:
    if (await bot.get_my_short_description(code)).short_description != text:
        await bot.set_my_short_description(text, code)


async def _tolerated(what: str, do: Callable[[], Awaitable[object]]) -> bool:
    try:
        await do()
    except TelegramError as error:
        _LOG.warning("%s could not be set: %s", what, error)
        return False
    return True
