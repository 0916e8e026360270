"""One message that shows how far long work has got, edited at most once a second."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from telegram import Message, Update
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.handlers.replies import reply
from bot.telegram.limiter import DIGEST
from bot.telegram.previews import NO_PREVIEW
from bot.texts.html import Markup

_LOG = logging.getLogger(__name__)

STEP = 1.0
"""Seconds between two looks at the work."""

Look = Callable[[], Markup | None]
Pause = Callable[[], Awaitable[object]]


async def rest() -> None:
    """Until the next look."""
    await asyncio.sleep(STEP)


class Progress:
    """Shows what ``look`` says, after each ``pause`` and only if it says something new; None is nothing to show."""

    def __init__(self, bot: ExtBot[str], update: Update, look: Look, pause: Pause) -> None:
        self._bot = bot
        self._update = update
        self._look = look
        self._pause = pause
        self._end: Markup | None = None
        self._is_shown = False
        self._message: Message | None = None
        self._looking = asyncio.create_task(self._watch())

    async def end(self, text: Markup) -> None:
        """What the message says for good: after one more pause, or as a message of its own where none was shown yet."""
        self._end = text
        if self._is_shown:
            await self._looking
        else:
            await self.stop()
            await reply(self._update, text)

    async def stop(self) -> None:
        """Look no more."""
        self._looking.cancel()
        await asyncio.gather(self._looking, return_exceptions=True)

    async def _watch(self) -> None:
        shown: Markup | None = None
        end: Markup | None = None
        while end is None:
            await self._pause()
            end = self._end
            text = end or self._look()
            if text is not None and text != shown:
                self._is_shown = True
                await self._show(text)
                shown = text

    async def _show(self, text: Markup) -> None:
        """Send or edit; an edit that fails costs that edit only, but the end is sent anew then."""
        try:
            if self._message is None:
                self._message = await reply(self._update, text)
            else:
                # What Telegram does not take at once is not worth a wait: the next edit says more.
                await self._bot.edit_message_text(
                    text,
                    self._message.chat_id,
                    self._message.message_id,
                    parse_mode=ParseMode.HTML,
                    link_preview_options=NO_PREVIEW,
                    rate_limit_args=DIGEST,
                )
        except TelegramError as error:
            _LOG.info("progress could not be shown: %s", type(error).__name__)
            if text is self._end:
                await reply(self._update, text)


@asynccontextmanager
async def progress(bot: ExtBot[str], update: Update, look: Look, pause: Pause) -> AsyncIterator[Progress]:
    """Look at the work until the block ends."""
    shown = Progress(bot, update, look, pause)
    try:
        yield shown
    finally:
        await shown.stop()
