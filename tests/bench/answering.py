"""A Bot API server in a process of its own that says yes to every message, after a delay, and notes when it came.

Written on the bare protocol, so that what is measured is who sends and not who answers.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
from bisect import bisect_left
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from multiprocessing.connection import Connection
from time import monotonic

_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
_LENGTH = b"content-length:"


class Answering(asyncio.Protocol):
    """Says yes to everything, and keeps in ``came`` when messages did."""

    def __init__(self, delay: float, came: list[float], numbers: Iterator[int]) -> None:
        self._delay = delay
        self._came = came
        self._numbers = numbers
        self._read = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._read += data
        while (end := self._read.find(b"\r\n\r\n")) >= 0:
            head = self._read[:end]
            at = head.lower().find(_LENGTH)
            length = int(head[at + len(_LENGTH) :].split(b"\r\n", 1)[0]) if at >= 0 else 0
            if len(self._read) < end + 4 + length:
                return
            body, self._read = self._read[end + 4 : end + 4 + length], self._read[end + 4 + length :]
            self._request(head.split(b" ", 2)[1], body)

    def _request(self, path: bytes, body: bytes) -> None:
        if path.endswith(b"/sendMessage"):
            self._came.append(monotonic())
        self.answer(message(next(self._numbers)), self._delay)

    def answer(self, body: bytes, delay: float) -> None:
        """Send this after a while."""
        asyncio.get_running_loop().call_later(delay, self._write, _HEAD % (len(body), body))

    def _write(self, answer: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(answer)


def message(number: int) -> bytes:
    """What Telegram says of a message, and of the bot itself: a user's fields are among them."""
    chat = {"id": 1, "type": "private", "first_name": "A"}
    bot = {"id": 1, "is_bot": True, "first_name": "C", "username": "c_bot"}
    entities = [{"type": "bold", "offset": 0, "length": 12}]
    text = "Envoys met in Geneva. " * 20
    sent = {"message_id": number, "from": bot, "chat": chat, "date": 1_700_000_000, "text": text}
    said = {"description": "", "short_description": "", "name": "C"}
    hook = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
    return json.dumps({"ok": True, "result": {**bot, **hook, **said, **sent, "entities": entities}}).encode()


def _serve(pipe: Connection, delay: float) -> None:
    async def start() -> None:
        came, numbers, loop = list[float](), count(1), asyncio.get_running_loop()
        server = await loop.create_server(lambda: Answering(delay, came, numbers), "127.0.0.1", 0, backlog=512)
        pipe.send(server.sockets[0].getsockname()[1])

        def asked() -> None:
            pipe.recv()
            pipe.send(list(came))
            came.clear()

        loop.add_reader(pipe.fileno(), asked)
        await asyncio.Event().wait()

    asyncio.run(start())


@dataclass(frozen=True, slots=True)
class Answerer:
    """The server's port, and its side of the story."""

    port: int
    pipe: Connection

    def came(self) -> list[float]:
        """When each message since the last question came, in seconds."""
        self.pipe.send(None)
        return list(self.pipe.recv())


@contextmanager
def answerer(delay: float) -> Iterator[Answerer]:
    """The server, which answers after ``delay`` seconds."""
    with apart(_serve, delay) as (port, pipe):
        yield Answerer(port, pipe)


@contextmanager
def apart(serve: Callable[[Connection, float], None], delay: float) -> Iterator[tuple[int, Connection]]:
    """A server in a process of its own, which first says its port; gives that, and the pipe to it."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(there, delay), daemon=True)
    process.start()
    try:
        yield here.recv(), here
    finally:
        process.terminate()
        process.join()


def most_in_a_second(times: list[float]) -> int:
    """The most messages that came within any second."""
    return max((bisect_left(times, at + 1.0) - place for place, at in enumerate(times)), default=0)
