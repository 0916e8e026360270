"""What keeps a backup from being made or put back."""

from __future__ import annotations

from storage.errors import StorageError


class BackupFailed(StorageError):
    """A backup cannot be made or put back; ``str(error)`` is one line that says why."""
