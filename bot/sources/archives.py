"""ZIP archives of files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from bot.errors import BrokenFile
from bot.sources.limits import MOST_FILES, MOST_UNPACKED_ARCHIVE
from bot.sources.parts import Part
from bot.sources.zips import files_of, opened, unpack

HIDDEN = ("__MACOSX", "Thumbs.db", "desktop.ini")
"""What systems add to archives by themselves."""


def read_archive(data: bytes) -> Iterator[Part]:
    """The files of an archive, in its order, one unpacked at a time; nothing is ever written to a disk.

    Raises BrokenFile, EncryptedFile, TooMuchInside, TooManyParts before anything is unpacked.
    """
    archive = opened(data, "ZIP", unpacked=MOST_UNPACKED_ARCHIVE, most=MOST_FILES)
    for entry in files_of(archive):
        name = safe_name(entry.filename)
        if any(part.startswith(".") or part in HIDDEN for part in PurePosixPath(name).parts):
            continue
        try:
            yield Part(f"/{name}", unpack(archive, entry, "ZIP"))
        except BrokenFile as error:
            yield Part(f"/{name}", error)


def safe_name(name: str) -> str:
    """A name to be shown: without ``..`` and what else a path could do, of 200 characters at most."""
    parts = (part.strip() for part in re.split(r"[/\\]+", "".join(char for char in name if char.isprintable())))
    kept = [part for part in parts if part and part not in (".", "..") and not re.fullmatch(r"[A-Za-z]:", part)]
    return "/".join(kept)[-200:] or "unnamed"
