"""Every call that the bot made, with what it was told: the tests' evidence."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.sandbox.events import Signal
from bot.sandbox.params import Params

Call = dict[str, Any]

KEPT = 10_000


class Journal:
    """The last calls in order of arrival; ``answer`` is None while, or if, none was given."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._calls: deque[Call] = deque(maxlen=KEPT)
        self._count = 0
        self.changed = Signal()

    @property
    def count(self) -> int:
        """How many calls there ever were."""
        return self._count

    def open(self, method: str, params: Params) -> Call:
        """Writes down a call that has arrived, without the bytes of its files."""
        self._count += 1
        call: Call = {
            "seq": self._count,
            "at": self._clock().isoformat(),
            "method": method,
            "parameters": dict(params.values),
            "files": {name: {"name": file.name, "size": len(file.data)} for name, file in params.uploads.items()},
            "fault": None,
            "status": None,
            "answer": None,
        }
        self._calls.append(call)
        self.changed.notify()
        return call

    def close(self, call: Call, status: int, answer: dict[str, Any]) -> None:
        """Adds what the call was answered."""
        call["status"], call["answer"] = status, answer
        self.changed.notify()

    def since(self, seq: int) -> list[Call]:
        """The calls after number ``seq``."""
        return [call for call in self._calls if call["seq"] > seq]
