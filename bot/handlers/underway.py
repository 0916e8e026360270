"""What is said while many articles are read for an answer, which then takes its place."""

from __future__ import annotations

import asyncio
import logging
from types import TracebackType
from typing import Self

from telegram import InlineKeyboardMarkup, InputFile, InputMediaPhoto, Message, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.handlers.context import Context, Visit
from bot.handlers.indicator import typing
from bot.handlers.replies import edited, reply
from bot.telegram.previews import NO_PREVIEW
from bot.telegram.rows import laid_out
from bot.texts.html import Markup

_LOG = logging.getLogger(__name__)

MANY = 100
"""Articles from which it is said: fewer are read before anybody has read that."""


class Underway:
    """Shows in the chat that there is work, for as long as the block lasts; where that fails, no note is left.

    In a group nothing is said: each message there is one less of the few a minute that Telegram lets through.
    """

    def __init__(self, update: Update, context: Context, seen: Visit, message: Message) -> None:
        self._update = update
        self._seen = seen
        self._message = message
        self._typing = typing(context.bot, message.chat_id)
        self._saying: asyncio.Task[Message | None] | None = None

    async def __aenter__(self) -> Self:
        await self._typing.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._typing.__aexit__(kind, error, trace)
        if error is not None:
            await self._take_back()

    def begin(self, articles: int) -> None:
        """So many articles are going to be read; the work does not wait until that is said."""
        if self._saying is None and articles >= MANY and self._seen.is_private:
            self._saying = asyncio.create_task(self._say(articles))

    async def answer(self, text: Markup, keyboard: InlineKeyboardMarkup | None) -> None:
        """The answer to the message that asked, in place of what was said meanwhile."""
        note = await self._note()
        if note is None or not await self._put(note, text, keyboard):
            await reply(self._update, text, keyboard=keyboard, to=self._message.message_id)

    async def show(self, png: InputFile, caption: Markup, keyboard: InlineKeyboardMarkup | None) -> bool:
        """Put a picture in place of what was said meanwhile; False where there is nothing in whose place it could."""
        note = await self._note()
        if note is None:
            return False
        media = InputMediaPhoto(png, caption, parse_mode=ParseMode.HTML)
        try:
            if await edited(note.edit_media(media, reply_markup=laid_out(keyboard))):
                return True
        except BadRequest as error:
            _LOG.info("a note could not be made a picture: %s", error)
        await self._take_back()
        return False

    async def _say(self, articles: int) -> Message | None:
        try:
            said = self._seen.t.plural("brief.reading", articles)
            return await reply(self._update, said, to=self._message.message_id)
        except TelegramError as error:
            _LOG.info("that an answer is being worked out could not be said: %s", type(error).__name__)
            return None

    async def _note(self) -> Message | None:
        return await self._saying if self._saying is not None else None

    async def _put(self, note: Message, text: Markup, keyboard: InlineKeyboardMarkup | None) -> bool:
        """Whether it stands there now; a note that its reader has deleted meanwhile has no place for it."""
        change = note.edit_text(
            text, parse_mode=ParseMode.HTML, reply_markup=laid_out(keyboard), link_preview_options=NO_PREVIEW
        )
        return await edited(change)

    async def _take_back(self) -> None:
        try:
            if (note := await self._note()) is not None:
                await note.delete()
        except TelegramError as error:
            _LOG.info("a note could not be taken back: %s", type(error).__name__)
