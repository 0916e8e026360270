"""What survives a restart, in one JSON file that is always whole."""

from __future__ import annotations

import asyncio
import json
import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

VERSION = 1
_log = logging.getLogger(__name__)


class State:
    """Writes snapshots to a file; many changes that wait at once share one writing.

    Nothing is told to the bot or to a client before it is saved, so no id is ever given twice.
    """

    def __init__(self, path: Path | None, snapshot: Callable[[], dict[str, Any]]) -> None:
        self._path = path
        self._snapshot = snapshot
        self._changes = 0
        self._written = 0
        self._lock = asyncio.Lock()

    def touch(self) -> None:
        """Notes that something has changed."""
        self._changes += 1

    async def saved(self) -> None:
        """Returns once every change noted so far is on disk; at once if there is no file."""
        if self._path is None:
            return
        wanted = self._changes
        async with self._lock:
            if self._written >= wanted:
                return
            writing = self._changes
            body = json.dumps({"version": VERSION, **self._snapshot()})
            await asyncio.to_thread(_write, self._path, body)
            self._written = writing


def load(path: Path | None) -> dict[str, Any] | None:
    """The last snapshot; None if there is none. A file that cannot be read is set aside under another name."""
    if path is None or not path.exists():
        return None
    try:
        saved = json.loads(path.read_text("utf-8"))
        if isinstance(saved, dict) and saved.get("version") == VERSION:
            return saved
    except ValueError:
        pass
    aside = path.with_name(f"{path.name}.unreadable")
    path.replace(aside)
    _log.warning("The sandbox starts anew: its state could not be read and was moved to %s", aside)
    return None


def _write(path: Path, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.new")
    with draft.open("w", encoding="utf-8") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
