"""Files to drafts, by a registry of kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePath

from bot.errors import CommuniqueError, UnknownFileType
from bot.sources.draft import Draft, Read
from bot.sources.text import read_text

__all__ = ["Draft", "Read", "read_file", "read_many", "readable"]

READERS: dict[str, Callable[[bytes], Draft]] = {".txt": read_text, ".text": read_text, ".md": read_text}
"""File ending to its reader."""

TYPES = {"text/plain": ".txt", "text/markdown": ".md"}
"""For a file whose name has no ending that says anything."""


def readable(name: str, content_type: str | None = None) -> bool:
    """Whether a file of that name and type can be loaded."""
    return _ending(name, content_type) in READERS


def read_file(name: str, data: bytes, content_type: str | None = None) -> Draft:
    """The draft in a file. Raises bot.errors.UnknownFileType or NotText."""
    reader = READERS.get(_ending(name, content_type))
    if reader is None:
        raise UnknownFileType(name=name[:80])
    return reader(data)


def read_many(name: str, data: bytes, content_type: str | None = None) -> Iterator[Read]:
    """Each article in a file; a part that cannot be read is reported as such and harms no other. Raises nothing."""
    try:
        yield Read(name, read_file(name, data, content_type))
    except CommuniqueError as error:
        yield Read(name, error=error)


def _ending(name: str, content_type: str | None) -> str:
    ending = PurePath(name).suffix.lower()
    return ending if ending or content_type is None else TYPES.get(content_type, "")
