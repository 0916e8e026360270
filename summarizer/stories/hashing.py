"""Numbers for words, the same in every process and on every machine."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from hashlib import blake2b
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

BITS = 32
KIND = "I"
"""The type of `array` that holds a hash."""
_ODD, _MASK = 0x9E3779B1, 0xFFFFFFFF


def hashed(word: str) -> int:
    """Return 32 bits of ``word``, spread evenly, so that those under a limit are a fair sample."""
    # A checksum is quick but keeps neighbours together; the multiplications part them.
    code = crc32(encoded(word))
    code = (code ^ code >> 15) * _ODD & _MASK
    code = (code ^ code >> 13) * _ODD & _MASK
    return code ^ code >> 16


def hashed_all(words: Iterable[bytes]) -> NDArray[np.uint32]:
    """As `hashed`, for many words, each `encoded`: a fifth of the time."""
    codes = np.fromiter(map(crc32, words), np.uint32)
    codes = (codes ^ codes >> np.uint32(15)) * np.uint32(_ODD)
    codes = (codes ^ codes >> np.uint32(13)) * np.uint32(_ODD)
    return codes ^ codes >> np.uint32(16)


def encoded(word: str) -> bytes:
    """The word as it is hashed; half of a surrogate pair is a letter as any."""
    return word.encode("utf-8", "surrogatepass")


def digest(words: Iterable[str]) -> int:
    """Return 63 bits of the words in their order; equal texts only are equal."""
    whole = blake2b(encoded(" ".join(words)), digest_size=8).digest()
    return int.from_bytes(whole, "little") >> 1


def packed(hashes: Iterable[int]) -> bytes:
    """Return the hashes as bytes, four for each."""
    return array(KIND, hashes).tobytes()


def unpacked(body: bytes) -> array[int]:
    """Return the hashes that ``packed`` was given."""
    return array(KIND, body)
