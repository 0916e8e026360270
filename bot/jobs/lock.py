"""One bot a data folder: two on the same database would send each other's digests twice."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from bot.errors import ConfigurationError

NAME = "bot.lock"


@contextmanager
def only_one(folder: Path) -> Iterator[str]:
    """Hold the folder's lock; the system lets go of it when the process ends, however it ends.

    Gives the folder's own name, the same at each start: what was held under it is its holder's to take back.

    Raises ConfigurationError if another process holds it.
    """
    held = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ConfigurationError(
                f"another Communiqué runs on the data folder {folder}; stop it or set COMMUNIQUE_DATA to another"
            ) from None
        yield _name(held)
    finally:
        os.close(held)


def _name(held: int) -> str:
    name = os.pread(held, 32, 0).decode("ascii", "ignore")
    if len(name) < 32:
        name = uuid4().hex
        os.pwrite(held, name.encode(), 0)
    return name
