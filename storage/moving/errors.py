"""Why nothing was moved."""

from __future__ import annotations

from storage.errors import StorageError


class MoveRefused(StorageError):
    """The databases are not such that one can be moved into the other; one sentence says what to do."""
