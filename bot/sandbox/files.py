"""Files that travelled in a chat, kept in a folder under names that say nothing of where they came from."""

from __future__ import annotations

import hashlib
import struct
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.sandbox.errors import ApiError, BadRequest

DOWNLOAD_LIMIT = 20 * 1024 * 1024
UPLOAD_LIMIT = 50 * 1024 * 1024
PHOTO_LIMIT = 10 * 1024 * 1024
"""Bytes: what a bot may fetch, what may be sent, and what may be sent as a photo."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file; ``width`` and ``height`` are 0 unless it was sent as a photo."""

    file_id: str
    number: int
    name: str
    mime_type: str
    size: int
    width: int = 0
    height: int = 0

    @property
    def unique_id(self) -> str:
        """The same for a file however often it is sent."""
        return hashlib.sha256(self.file_id.encode()).hexdigest()[:16]

    @property
    def path(self) -> str:
        """Where the bot downloads it, under ``/file/bot<token>/``."""
        suffix = "".join(c for c in Path(self.name).suffix if c.isascii() and (c.isalnum() or c == "."))[:12]
        return f"{'photos' if self.width else 'documents'}/file_{self.number}{suffix}"

    def document(self) -> dict[str, Any]:
        """Telegram's Document."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_name": self.name,
            "mime_type": self.mime_type,
            "file_size": self.size,
        }

    def photo(self) -> list[dict[str, Any]]:
        """Telegram's list of PhotoSize, with the one size there is."""
        return [
            {
                "file_id": self.file_id,
                "file_unique_id": self.unique_id,
                "width": self.width,
                "height": self.height,
                "file_size": self.size,
            }
        ]


class Files:
    """The files of all chats by their id."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, StoredFile] = {}

    def add(self, name: str, mime_type: str, data: bytes, size: tuple[int, int] = (0, 0)) -> StoredFile:
        """Keeps a file. Raises ApiError 413 above UPLOAD_LIMIT and BadRequest for an empty one."""
        if len(data) > UPLOAD_LIMIT:
            raise ApiError(413, "Request Entity Too Large")
        if not data:
            raise BadRequest("file must be non-empty")
        number = len(self._files)
        kind = "P" if size[0] else "D"
        file_id = f"{kind}{number:06d}-{hashlib.sha256(data).hexdigest()[:24]}"
        name = name.replace("\\", "/").rpartition("/")[2] or "file"
        stored = StoredFile(file_id, number, name, mime_type or "application/octet-stream", len(data), *size)
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / str(number)).write_bytes(data)
        self._files[file_id] = stored
        return stored

    def get(self, file_id: str) -> StoredFile:
        """The file with an id; raises BadRequest "invalid file_id"."""
        if file_id not in self._files:
            raise BadRequest("invalid file_id")
        return self._files[file_id]

    def at(self, path: str) -> StoredFile | None:
        """The file that getFile said is at ``path``."""
        return next((file for file in self._files.values() if file.path == path), None)

    def location(self, file: StoredFile) -> Path:
        """Where a file's bytes lie on disk."""
        return self._folder / str(file.number)

    def snapshot(self) -> list[dict[str, Any]]:
        """What is known of each file, without the bytes."""
        return [asdict(file) for file in self._files.values()]

    def restore(self, saved: list[dict[str, Any]]) -> None:
        """Puts back what ``snapshot`` gave."""
        self._files = {entry["file_id"]: StoredFile(**entry) for entry in saved}


def image_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG, GIF or JPEG, read from its header; None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return int(width), int(height)
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return int(width), int(height)
    return _jpeg_size(data) if data.startswith(b"\xff\xd8") else None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    position = 2
    while position + 9 < len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[position + 5 : position + 9])
            return int(width), int(height)
        position += 2 + int(struct.unpack(">H", data[position + 2 : position + 4])[0])
    return None
