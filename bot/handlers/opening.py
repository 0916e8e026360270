"""The first moments of a start: whoever asks for the archive while it is filled waits, and sees it whole."""

from __future__ import annotations

import asyncio
import re

from telegram import Update
from telegram.ext import TypeHandler

from bot.errors import Restarting
from bot.handlers.context import App, Context
from bot.handlers.indicator import typing

_AT_ONCE = re.compile(r"/(?:start(?!\S*\s+\S)|help|privacy|forgetme|stop|cancel)\b")


class Gate:
    """Shut while the archive is filled and the names that topics are made of are read."""

    def __init__(self) -> None:
        self._done = asyncio.Event()
        self._is_open = False

    @property
    def is_open(self) -> bool:
        """Whether nobody has to wait."""
        return self._is_open

    def open(self) -> None:
        """Let in who waits, and everybody from now on."""
        self._is_open = True
        self._done.set()

    def close(self) -> None:
        """Send away who waits: the program ends."""
        self._done.set()

    async def passed(self) -> None:
        """Wait until it is open. Raises Restarting if the program ends before."""
        await self._done.wait()
        if not self._is_open:
            raise Restarting


def register(app: App, gate: Gate) -> None:
    """Before all others, since a follow written down now would bring its reader the articles of the first start."""

    async def wait(update: Update, context: Context) -> None:
        if gate.is_open or not needs_archive(update):
            return
        if update.effective_chat is None:
            await gate.passed()
            return
        async with typing(context.bot, update.effective_chat.id):
            await gate.passed()

    app.add_handler(TypeHandler(Update, wait), group=-3)


def needs_archive(update: Update) -> bool:
    """Whether an update may be answered from the archive, change what is followed, or add to it."""
    message = update.message
    if message is None:
        return update.callback_query is not None or update.inline_query is not None
    return message.migrate_to_chat_id is None and not _AT_ONCE.match(message.text or "")
