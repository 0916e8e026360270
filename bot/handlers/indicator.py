"""The typing indicator: shown again and again while there is work, and never a reason to fail."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import TelegramError

_LOG = logging.getLogger(__name__)

SHOWN = 4.0
"""Seconds after which it is shown again; Telegram takes it away after five."""


async def rest() -> None:
    """As long as Telegram shows it, nearly."""
    await asyncio.sleep(SHOWN)


@asynccontextmanager
async def typing(bot: Bot, chat_id: int, pause: Callable[[], Awaitable[object]] = rest) -> AsyncIterator[None]:
    """Show it in a chat until the block ends; the work does not wait for it. ``pause`` waits before the next."""
    showing = asyncio.create_task(_show(bot, chat_id, pause))
    try:
        yield
    finally:
        showing.cancel()
        await asyncio.gather(showing, return_exceptions=True)


async def _show(bot: Bot, chat_id: int, pause: Callable[[], Awaitable[object]]) -> None:
    while True:
        try:
            await bot.send_chat_action(chat_id, ChatAction.TYPING)
        except TelegramError as error:
            _LOG.info("the typing indicator could not be shown: %s", type(error).__name__)
        await pause()
