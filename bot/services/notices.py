"""What admins are told without having asked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from bot.services.troubles import Trouble


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence of the catalogue; ``trouble``, if there is one, fills its ``{problem}``."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    trouble: Trouble | None = None


Tell = Callable[[Notice], Awaitable[None]]
"""Sends a notice to every admin; never inside a transaction, and never raises for what Telegram does."""
