"""A SQLite database copied into an empty PostgreSQL one, and both compared row by row."""

from __future__ import annotations

from storage.moving.errors import MoveRefused
from storage.moving.move import Moved, move

__all__ = ["MoveRefused", "Moved", "move"]
