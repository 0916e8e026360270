"""The manifest of a backup: what is in it, and how to know that it is whole."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from storage.backups.errors import BackupFailed

NAME = "manifest.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """``made`` is the moment in ISO 8601; ``files`` are their SHA-256 by name, the database's first."""

    database: str
    revision: str
    made: str
    files: dict[str, str]
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        """Into a backup's folder."""
        (folder / NAME).write_text(json.dumps(asdict(self), indent=2) + "\n")

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Of a backup. Raises BackupFailed for a folder that is none, and where a file is not what was written."""
        try:
            found = cls(**json.loads((folder / NAME).read_text()))
        except FileNotFoundError:
            raise BackupFailed(f"{folder} is no backup: it holds no {NAME}") from None
        except (OSError, ValueError, TypeError) as error:
            raise BackupFailed(f"{folder / NAME} cannot be read: {type(error).__name__}") from None
        if found.format != FORMAT:
            raise BackupFailed(f"{folder} was made by a newer version of the program; upgrade it first")
        for name, digest in found.files.items():
            file = folder / name
            if Path(name).name != name or not file.is_file() or digest_of(file) != digest:
                raise BackupFailed(f"{file} is damaged: it is not what the backup was made with")
        return found


def digest_of(file: Path) -> str:
    """SHA-256 in hexadecimal."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
