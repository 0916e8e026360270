"""ZIP files, looked through before anything in them is unpacked."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence

from bot.errors import BrokenFile, EncryptedFile, TooManyParts, TooMuchInside
from bot.sources.limits import MB, MOST_DIRECTORY

ENTRY = b"PK\x01\x02"
"""What each entry of the directory begins with."""

METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How a part may be packed: the others unpack a few kilobytes to gigabytes in one step."""

ENCRYPTED = 0x1

PROBLEMS = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError),
    LookupError,
)
"""What zipfile raises for archives that are damaged, or meant to seem so."""


def opened(data: bytes, kind: str, *, unpacked: int, most: int) -> zipfile.ZipFile:
    """The archive, whose parts' declared sizes sum up to no more than ``unpacked`` bytes.

    A part that declares less than it holds is cut off at its declared size, and found to be damaged. Raises
    BrokenFile, EncryptedFile, TooMuchInside, and TooManyParts for more than ``most`` parts.
    """
    if data.count(ENTRY) > MOST_DIRECTORY:
        raise TooManyParts(limit=most)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except PROBLEMS as error:
        raise BrokenFile(kind=kind) from error
    entries = files_of(archive)
    if len(entries) > most:
        raise TooManyParts(limit=most)
    if sum(entry.file_size for entry in entries) > unpacked:
        raise TooMuchInside(limit=unpacked // MB)
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise EncryptedFile
    if any(entry.compress_type not in METHODS for entry in entries):
        raise BrokenFile(kind=kind)
    return archive


def names_in(data: bytes) -> frozenset[str]:
    """The names of an archive's files; none for one that cannot be opened."""
    if data.count(ENTRY) > MOST_DIRECTORY:
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except PROBLEMS:
        return frozenset()


def files_of(archive: zipfile.ZipFile) -> Sequence[zipfile.ZipInfo]:
    """The archive's files, without its folders."""
    # Not ``is_dir``, which cannot take a name that begins with a zero, and so is none.
    return [entry for entry in archive.infolist() if not entry.filename.endswith("/")]


def unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, kind: str) -> bytes:
    """A file of the archive. Raises BrokenFile."""
    try:
        return archive.read(entry)
    except PROBLEMS as error:
        raise BrokenFile(kind=kind) from error
