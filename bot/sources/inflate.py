"""Undoing of what a server packed, with an end: a small answer can hold a thousand times its size."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Protocol

from bot.errors import BrokenAnswer, TooBig

ACCEPTED = "gzip, deflate"
"""What is asked for; Brotli and Zstandard need packages that are not there."""

MOST_MEMBERS = 1000
"""Packed files in a row, which gzip allows, that are still undone."""

MEMBER = b"\x1f\x8b"
"""The beginning of a gzip file; what follows the last one otherwise is padding."""


class Inflater(Protocol):
    """Takes the answer piece by piece."""

    def feed(self, data: bytes) -> None:
        """Take a piece. Raises bot.errors.TooBig or BrokenAnswer."""
        ...

    def finish(self) -> bytes:
        """All of it. Raises bot.errors.BrokenAnswer if the end is missing."""
        ...


class Plain:
    """An answer that was not packed, of at most ``limit`` bytes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._body = bytearray()

    def feed(self, data: bytes) -> None:
        """Take a piece. Raises TooBig."""
        if len(self._body) + len(data) > self._limit:
            raise _too_big(self._limit)
        self._body += data

    def finish(self) -> bytes:
        """All of it."""
        return bytes(self._body)


class Packed:
    """An answer packed with DEFLATE, of at most ``limit`` bytes both packed and unpacked."""

    def __init__(self, limit: int, bits: int) -> None:
        self._limit = limit
        self._bits = bits
        self._taken = 0
        self._members = 0
        self._body = bytearray()
        self._current: zlib._Decompress | None = None
        self._head = b""

    def feed(self, data: bytes) -> None:
        """Take a piece. Raises TooBig or BrokenAnswer."""
        self._taken += len(data)
        if self._taken > self._limit:
            raise _too_big(self._limit)
        data, self._head = self._head + data, b""
        while data:
            if self._current is None and len(data) < len(MEMBER):
                self._head = data
                return
            data = self._one(data)

    def finish(self) -> bytes:
        """All of it. Raises BrokenAnswer if it was cut short."""
        if self._current is not None or (self._head and not self._members):
            raise BrokenAnswer
        return bytes(self._body)

    def _one(self, data: bytes) -> bytes:
        """Undo up to the end of a member, and give what follows it."""
        if self._current is None:
            if self._members and not data.startswith(MEMBER):
                return b""
            self._current = self._start(data)
        room = self._limit - len(self._body)
        try:
            self._body += self._current.decompress(data, room + 1)
        except zlib.error:
            raise BrokenAnswer from None
        if len(self._body) > self._limit:
            raise _too_big(self._limit)
        if not self._current.eof:
            return b""
        rest, self._current = self._current.unused_data, None
        return rest

    def _start(self, data: bytes) -> zlib._Decompress:
        self._members += 1
        if self._members > MOST_MEMBERS:
            raise BrokenAnswer
        return zlib.decompressobj(self._bits or _deflate_bits(data))


def _too_big(limit: int) -> TooBig:
    return TooBig(limit=limit // 1_000_000)


def _deflate_bits(data: bytes) -> int:
    """Deflate is zlib's by the standard, and raw by some servers: zlib's two bytes of head tell (RFC 1950, 2.2)."""
    head = int.from_bytes(data[:2], "big")
    return zlib.MAX_WBITS if data[0] & 0x0F == 8 and head % 31 == 0 else -zlib.MAX_WBITS


INFLATERS: dict[str, Callable[[int], Inflater]] = {
    "": Plain,
    "identity": Plain,
    "gzip": lambda limit: Packed(limit, zlib.MAX_WBITS | 16),
    "x-gzip": lambda limit: Packed(limit, zlib.MAX_WBITS | 16),
    "deflate": lambda limit: Packed(limit, 0),
}
"""Content-Encoding to what undoes it; one packed inside another is nothing that a server sends."""


def inflater(encoding: str | None, limit: int) -> Inflater:
    """What undoes an encoding, for at most ``limit`` bytes. Raises bot.errors.BrokenAnswer for an unknown one."""
    made = INFLATERS.get((encoding or "").strip().lower())
    if made is None:
        raise BrokenAnswer
    return made(limit)
