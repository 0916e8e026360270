"""Long texts: Telegram's apps cut them into messages of 4096 characters, and here they become one again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import pairwise

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop, MessageHandler, filters

from bot.handlers.context import App, Context
from bot.texts.html import units

FULL = 4000
"""UTF-16 units from which a message may be the first part of a longer text: apps cut at a word's or a line's end."""

MOST = 64
"""Parts of one text; more go on as another."""

SILENCE = 1.5
"""Seconds without a further part after which the text is taken to be whole."""

Key = tuple[int, int]
"""Chat and sender."""


@dataclass
class Held:
    """The parts of one text so far, and the number of the update that brought the first."""

    parts: list[Message]
    update_id: int


class Joiner:
    """Holds a message that may have a continuation; ``pause`` waits for as long as one may take to arrive.

    The wait is a task of its own, so that the chat's other updates are not held up.
    """

    def __init__(self, app: App, pause: Callable[[], Awaitable[object]]) -> None:
        self._app = app
        self._pause = pause
        self._held: dict[Key, Held] = {}
        self._whole: set[int] = set()

    async def take(self, update: Update, context: Context) -> None:
        """Hold, join or let pass; what is held goes on later, as one message."""
        message = update.message
        if message is None or id(message) in self._whole:
            return
        key = _key(message)
        held = self._held.get(key)
        if held is not None and not _continues(message):
            await self._release(key, held)
            held = None
        text = message.text or ""
        if held is None:
            if units(text) < FULL or not _expected(message):
                return
            held = self._held[key] = Held([message], update.update_id)
        else:
            held.parts.append(message)
        if units(text) < FULL or len(held.parts) == MOST:
            await self._release(key, held)
        else:
            self._app.create_task(self._expire(key, held, len(held.parts)), update=update)
        raise ApplicationHandlerStop

    async def _expire(self, key: Key, held: Held, parts: int) -> None:
        await self._pause()
        if self._held.get(key) is held and len(held.parts) == parts:
            whole = self._take_out(key, held)
            await self._app.update_processor.process_update(whole, self._process(whole))

    async def _release(self, key: Key, held: Held) -> None:
        # Called while the chat's turn is ours already.
        await self._process(self._take_out(key, held))

    def _take_out(self, key: Key, held: Held) -> Update:
        del self._held[key]
        return Update(held.update_id, message=joined(held.parts))

    async def _process(self, whole: Update) -> None:
        mark = id(whole.message)
        self._whole.add(mark)
        try:
            await self._app.process_update(whole)
        finally:
            self._whole.discard(mark)


async def silence() -> None:
    """As long as the next part of a text may take."""
    await asyncio.sleep(SILENCE)


def register(app: App, pause: Callable[[], Awaitable[object]]) -> None:
    """Before all others, so that they see whole texts only."""
    everything = filters.ALL & ~filters.UpdateType.EDITED
    app.add_handler(MessageHandler(everything, Joiner(app, pause).take), group=-2)


def joined(parts: list[Message]) -> Message:
    """The first message with the text of all. Apps drop the white space at which they cut; one space stands for it."""
    texts = [part.text or "" for part in parts]
    whole = texts[0]
    for before, after in pairwise(texts):
        whole += _seam(before) + after
    if len(parts) == 1:
        return parts[0]
    message = Message.de_json({**parts[0].to_dict(), "text": whole}, parts[0].get_bot())
    if message is None:
        raise AssertionError("a message's own data make a message")
    return message


def _seam(before: str) -> str:
    # Without white space to cut at, as in Chinese, a text is cut anywhere.
    if not any(letter.isspace() for letter in before[len(before) // 2 :]):
        return ""
    return "\n" if before.rstrip("\"'”’»)]").endswith((".", "!", "?", "…", "。", "！", "？", "؟")) else " "


def _key(message: Message) -> Key:
    sender = message.sender_chat or message.from_user
    return message.chat_id, sender.id if sender else 0


def _continues(message: Message) -> bool:
    return bool(message.text) and not (message.text or "").startswith("/")


def _expected(message: Message) -> bool:
    """Whether the text is meant for the bot: in a group only a command or an answer to it is."""
    original = message.reply_to_message
    to_bot = original is not None and original.from_user is not None and original.from_user.is_bot
    return message.chat.type == ChatType.PRIVATE or to_bot or (message.text or "").startswith("/")
