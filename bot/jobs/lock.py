"""One bot a data folder: two on the same database would send each other's digests twice."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import ConfigurationError

NAME = "bot.lock"


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; the system lets go of it when the process ends, however it ends.

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
        yield
    finally:
        os.close(held)
