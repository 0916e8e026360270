"""Albums: files that are sent together arrive as a message each, and here they are one thing again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import Document, Message, Update
from telegram.ext import ApplicationHandlerStop, MessageHandler, filters

from bot.handlers.context import App, Context

MOST = 10
"""Files of one album; Telegram makes two of what is more."""

REMEMBERED = 256
"""Albums whose files are known to a later reply to one of them."""

ALBUMS = "albums"
"""Where in ``bot_data`` they are."""

Key = tuple[int, str]
"""Chat and album."""


@dataclass
class Held:
    """The parts of an album so far, and the number of the update that brought the first."""

    parts: list[Message]
    update_id: int


class _OfAlbum(filters.MessageFilter):
    """Messages that are part of an album."""

    def filter(self, message: Message) -> bool:
        return message.media_group_id is not None


class Albums:
    """Holds the parts of an album until all are there: the caption may stand on any of them.

    Nothing says which part is the last, so ``pause`` waits for as long as a further one may take to arrive.
    """

    def __init__(self, app: App, pause: Callable[[], Awaitable[object]]) -> None:
        self._app = app
        self._pause = pause
        self._held: dict[Key, Held] = {}
        self._known: OrderedDict[Key, list[Document]] = OrderedDict()
        self._whole: set[int] = set()

    async def take(self, update: Update, context: Context) -> None:
        """Hold a part; the album goes on later, as the message that has its caption."""
        message = update.message
        key = _key(message)
        if message is None or key is None or id(message) in self._whole:
            return
        held = self._held.setdefault(key, Held([], update.update_id))
        held.parts.append(message)
        if len(held.parts) == MOST:
            # Called while the chat's turn is ours already.
            await self._process(self._take_out(key, held))
        else:
            self._app.create_task(self._expire(key, held, len(held.parts)), update=update)
        raise ApplicationHandlerStop

    def files(self, message: Message | None) -> list[Document]:
        """The files of the album that a message is part of, in order; else its own; none if it has none."""
        key = _key(message)
        known = self._known.get(key) if key is not None else None
        return list(known) if known else [message.document] if message and message.document else []

    async def _expire(self, key: Key, held: Held, parts: int) -> None:
        await self._pause()
        if self._held.get(key) is held and len(held.parts) == parts:
            whole = self._take_out(key, held)
            await self._app.update_processor.process_update(whole, self._process(whole))

    def _take_out(self, key: Key, held: Held) -> Update:
        del self._held[key]
        # Parts that came after a pause add to what is known of the same album.
        self._known.setdefault(key, []).extend(part.document for part in held.parts if part.document)
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return Update(held.update_id, message=next((part for part in held.parts if part.caption), held.parts[0]))

    async def _process(self, whole: Update) -> None:
        mark = id(whole.message)
        self._whole.add(mark)
        try:
            await self._app.process_update(whole)
        finally:
            self._whole.discard(mark)


def register(app: App, pause: Callable[[], Awaitable[object]]) -> None:
    """Before all others, so that they see whole albums only."""
    albums = app.bot_data[ALBUMS] = Albums(app, pause)
    part = filters.Document.ALL & _OfAlbum() & ~filters.UpdateType.EDITED
    app.add_handler(MessageHandler(part, albums.take), group=-2)


def files_of(context: Context, message: Message | None) -> list[Document]:
    """The files that came with a message: all of its album, its own one, or none."""
    albums: Albums = context.bot_data[ALBUMS]
    return albums.files(message)


def _key(message: Message | None) -> Key | None:
    return (message.chat_id, message.media_group_id) if message and message.media_group_id else None
