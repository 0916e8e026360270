"""The composition root: with `bot.core`, the only place where parts are put together."""

from __future__ import annotations

from bot.app.application import ADMIN_MODULES, FIRST_MODULES, READER_MODULES
from bot.app.running import run

__all__ = ["ADMIN_MODULES", "FIRST_MODULES", "READER_MODULES", "run"]
