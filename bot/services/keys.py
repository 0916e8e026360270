"""The key that bans are hashed with: in a file beside SQLite, and in a database that several machines share."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from storage.engine import Database

BYTES = 32
FILE = "bans.key"
NAME = "bans"


async def ban_key(database: Database, folder: Path) -> bytes:
    """The key, made at the first use. Raises OSError.

    Beside SQLite it stands in a file of the data folder: who has a copy of the database cannot try out all numbers. Of
    machines that share a database each must have the same key, so there it is in the database; the first of them that
    has a file gives its key.
    """
    if not database.is_shared:
        return key_of(folder)
    async with database.read() as unit:
        known = await unit.keys.of(NAME)
    if known is not None:
        return known
    file = folder / FILE
    made = file.read_bytes() if file.exists() else secrets.token_bytes(BYTES)
    async with database.write() as unit:
        return await unit.keys.ensure(NAME, made)


def key_of(folder: Path) -> bytes:
    """The key in the folder's file, made at the first use; readable to the program's own user only. Raises OSError."""
    path, new = folder / FILE, folder / f"{FILE}.{os.getpid()}"
    if not path.exists():
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(secrets.token_bytes(BYTES))
        # Whole or not at all: an empty key would make a hash that anybody can make.
        new.replace(path)
    return path.read_bytes()
