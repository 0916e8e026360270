"""How a person stands in a chat, as Telegram says."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ExtBot

from bot.errors import RightsUnknown

NOBODY = "left"


def standings(bot: ExtBot[str]) -> Callable[[int, int], Awaitable[str]]:
    """Asks the Bot API's getChatMember; who is not to be found there has left. Raises RightsUnknown."""

    async def standing(chat_id: int, user_id: int) -> str:
        try:
            return str((await bot.get_chat_member(chat_id, user_id)).status)
        except (BadRequest, Forbidden):
            return NOBODY
        except TelegramError as error:
            raise RightsUnknown from error

    return standing
