"""An error that is kept: written down as data, and put into words when somebody asks."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from bot.errors import CommuniqueError

ODD = "error.feed.odd"
"""What is said of a failure that nobody foresaw; the log has the rest."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """The key of an error's sentence and what fills it."""

    key: str = ODD
    values: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, error: Exception) -> Trouble:
        """An error of ours by its own sentence, any other as one that was not foreseen."""
        return cls(error.key, dict(error.values)) if isinstance(error, CommuniqueError) else cls()

    def dump(self) -> str:
        """As `load` reads it."""
        return json.dumps({"key": self.key, "values": self.values}, default=str, ensure_ascii=False)

    @classmethod
    def load(cls, text: str) -> Trouble:
        """The trouble that `dump` wrote."""
        found = json.loads(text)
        return cls(found["key"], found["values"])
