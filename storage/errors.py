"""What can go wrong with the database, named for the caller."""

from __future__ import annotations


class StorageError(Exception):
    """Root of the storage errors."""


class DatabaseTooNew(StorageError):
    """The database was written by a newer version of the program; ``found`` is its revision."""

    def __init__(self, found: str) -> None:
        super().__init__(f"the database is at revision {found}, which this version does not know; upgrade the program")
        self.found = found


class DatabaseOutdated(StorageError):
    """The tables are those of an older version, and the role that connected may not change them."""

    def __init__(self, found: str | None, wanted: str) -> None:
        state = f"is at revision {found}" if found else "has no tables yet"
        cure = "run `communique migrate` with the address of the role that owns the tables, then start again"
        super().__init__(f"the database {state}, this version needs {wanted}, and this role may not change it; {cure}")
        self.found = found


class DatabaseUnreachable(StorageError):
    """The database cannot be opened: no permission, no server, or not a database."""


class DatabaseBusy(StorageError):
    """Another process kept the database locked for longer than we wait; trying again later may work."""
