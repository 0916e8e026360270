"""The intake: asks Telegram for updates, and tells it to forget one only when that is written down."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta

from telegram import Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut
from telegram.ext import ExtBot

from bot.jobs.answering import Answering, Sleep
from bot.telegram.connection import UPDATES
from bot.telegram.limiter import seconds
from storage.errors import StorageError

_LOG = logging.getLogger(__name__)

POLL = timedelta(seconds=20)
"""How long Telegram holds a question for updates open while there are none."""

FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0
"""Seconds between two questions while Telegram cannot be asked."""


class Intake:
    """The long poll, of which a bot may have one."""

    def __init__(self, bot: ExtBot[str], answering: Answering, sleep: Sleep = asyncio.sleep) -> None:
        self._bot = bot
        self._answering = answering
        self._sleep = sleep

    async def run(self) -> None:
        """Have what comes answered, until cancelled, or until the program ends or the token is refused."""
        offset, wait = None, FIRST_WAIT
        while not self._answering.is_ending:
            try:
                given = await self._bot.get_updates(offset=offset, timeout=POLL, allowed_updates=UPDATES)
            except InvalidToken:
                return
            except TimedOut:
                continue
            except TelegramError as error:
                _tell(error)
                await self._sleep(seconds(error) if isinstance(error, RetryAfter) else wait)
                wait = min(wait * 2, LONGEST_WAIT)
                continue
            wait = FIRST_WAIT
            if given and not self._answering.is_ending:
                await self._take(given)
                offset = given[-1].update_id + 1

    async def _take(self, given: Sequence[Update]) -> None:
        """Everything new is in the database, or answered, when this returns: then Telegram may forget it."""
        try:
            await self._answering.take(given)
        except StorageError as error:
            _LOG.error("updates cannot be kept: %s; they are answered before Telegram forgets them", error)
            await self._answering.take_unwritten(given)


def _tell(error: TelegramError) -> None:
    if isinstance(error, Conflict):
        _LOG.error("another program takes this bot's updates; stop it, or give this one a token of its own")
    else:
        _LOG.warning("updates cannot be fetched: %s; trying again", error)
