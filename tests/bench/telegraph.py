"""A fast stand-in for Telegram in a process of its own: it hands out commands, and notes when what came came.

Of messages that carry a bulletin's number it keeps the first and the last time of each number; of those to a chat that
was made to ask something, when the answer came.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from multiprocessing.connection import Connection
from time import monotonic
from typing import Any

from tests.bench.answering import Answering, apart

BULLETIN = re.compile(r"Bulletin (\d+)")
MESSAGES = (b"/sendMessage", b"/sendPhoto")
HOLD = 0.05
"""Seconds between two looks whether there are updates to hand out."""

POLL = 200
"""Looks until a question for updates is answered with none."""


@dataclass
class Book:
    """What is noted."""

    first: dict[int, float] = field(default_factory=dict)
    last: dict[int, float] = field(default_factory=dict)
    answered: list[float] = field(default_factory=list)
    came: list[float] = field(default_factory=list)
    asked: dict[int, float] = field(default_factory=dict)
    updates: list[dict[str, Any]] = field(default_factory=list)


class _Telegraph(Answering):
    def __init__(self, delay: float, book: Book, numbers: Iterator[int]) -> None:
        super().__init__(delay, book.came, numbers)
        self._book = book

    def _request(self, path: bytes, body: bytes) -> None:
        if path.endswith(b"/getUpdates"):
            self._hand_out(int(_read(body).get("offset") or 0), POLL)
            return
        if path.endswith(b"/getMyCommands"):
            self.answer(b'{"ok":true,"result":[]}', 0)
            return
        if path.endswith(MESSAGES):
            self._note(body)
        super()._request(path, body)

    def _note(self, body: bytes) -> None:
        given, now = _read(body), monotonic()
        if found := BULLETIN.search(str(given.get("text"))):
            self._book.first.setdefault(int(found[1]), now)
            self._book.last[int(found[1])] = now
        asked = self._book.asked.pop(int(given.get("chat_id") or 0), None)
        if asked is not None and not found:
            self._book.answered.append(now - asked)

    def _hand_out(self, offset: int, looks: int) -> None:
        found = [one for one in self._book.updates if one["update_id"] >= offset][:100]
        self._book.updates[:] = [one for one in self._book.updates if one["update_id"] >= offset]
        if found or not looks:
            self.answer(json.dumps({"ok": True, "result": found}).encode(), 0)
        elif not self._transport.is_closing():
            asyncio.get_running_loop().call_later(HOLD, self._hand_out, offset, looks - 1)


def _read(body: bytes) -> dict[str, Any]:
    """The call's parameters; a form with a file has none that matter here."""
    try:
        return dict(json.loads(body or b"{}"))
    except ValueError:
        return {}


def _serve(pipe: Connection, delay: float) -> None:
    async def start() -> None:
        book, numbers, updates = Book(), count(1), count(1)
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: _Telegraph(delay, book, numbers), "127.0.0.1", 0, backlog=512)
        pipe.send(server.sockets[0].getsockname()[1])

        def told() -> None:
            said = pipe.recv()
            if said is None:
                pipe.send(book)
                return
            for chat, text in said:
                book.asked[chat] = monotonic()
                book.updates.append(_update(next(updates), chat, text))

        loop.add_reader(pipe.fileno(), told)
        await asyncio.Event().wait()

    asyncio.run(start())


def _update(number: int, chat: int, text: str) -> dict[str, Any]:
    person = {"id": chat, "is_bot": False, "first_name": f"Reader {chat}", "language_code": "en"}
    entity = {"type": "bot_command", "offset": 0, "length": len(text.split()[0])}
    sent = {"message_id": number, "date": 1_700_000_000, "text": text, "entities": [entity]}
    chatting = {"id": chat, "type": "private", "first_name": person["first_name"]}
    return {"update_id": number, "message": {**sent, "from": person, "chat": chatting}}


@dataclass(frozen=True, slots=True)
class Telegraph:
    """The server's port, and its side of the story."""

    port: int
    pipe: Connection

    def book(self) -> Book:
        """What was noted so far."""
        self.pipe.send(None)
        found = self.pipe.recv()
        assert isinstance(found, Book)
        return found

    def ask(self, commands: list[tuple[int, str]]) -> None:
        """These chats say these commands now."""
        self.pipe.send(commands)


@contextmanager
def telegraph(delay: float) -> Iterator[Telegraph]:
    """The server, which answers what is sent after ``delay`` seconds."""
    with apart(_serve, delay) as (port, pipe):
        yield Telegraph(port, pipe)
