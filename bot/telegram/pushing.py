"""Whether Telegram pushes updates or is asked for them, settled with its server."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from typing import Any

from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError
from telegram.ext import ExtBot
from yarl import URL

from bot.errors import ConfigurationError
from bot.telegram.connection import FIRST_RETRY, LONGEST_RETRY, UPDATES
from bot.telegram.limiter import seconds

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Push:
    """Where updates are pushed to, what is said with each, where they are taken, and how many come side by side."""

    url: str
    secret: str = field(repr=False)
    listen: tuple[str, int]
    connections: int

    @property
    def path(self) -> str:
        """The part of the address that a request names."""
        return URL(self.url).path or "/"


async def ask_for_pushes(bot: ExtBot[Any], push: Push) -> None:
    """From now on Telegram pushes, what waits there first. Raises ConfigurationError if it will not."""
    wait = FIRST_RETRY
    while True:
        try:
            await bot.set_webhook(
                push.url,
                allowed_updates=UPDATES,
                max_connections=push.connections,
                secret_token=push.secret,
                drop_pending_updates=False,
            )
        except InvalidToken:
            raise
        except BadRequest as error:
            line = f"COMMUNIQUE_WEBHOOK_URL: the Bot API server will not push there: {error.message}"
            raise ConfigurationError(line) from error
        except TelegramError as error:
            pause = seconds(error) if isinstance(error, RetryAfter) else wait
            _LOG.warning("pushes cannot be asked for: %s; trying again in %.0f s", error, pause)
            await asyncio.sleep(pause)
            wait = min(wait * 2, LONGEST_RETRY)
        else:
            return
