"""A SQLite file copied while others write to it, by SQLite's own backup; the copy is checked before it counts."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL

from storage.backups.errors import BackupFailed

ALL_PAGES = -1
"""In one step: readers do not keep writers waiting, and a copy in steps would begin anew with each write."""


def save(url: URL, target: Path) -> str:
    """The database as of one moment."""
    source = _path(url)
    if not source.is_file():
        raise BackupFailed(f"there is no database {source}")
    try:
        # Not read-only: the log's index beside the file is made where no program has it open.
        with closing(sqlite3.connect(source)) as original, closing(sqlite3.connect(target)) as copy:
            original.backup(copy, pages=ALL_PAGES)
            # One file, without a log beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
            return _checked(copy, target)
    except (sqlite3.Error, OSError) as error:
        raise BackupFailed(f"{source} cannot be copied: {error}") from error


def load(file: Path, url: URL) -> None:
    """A new database of the copy. Raises BackupFailed where there is one already."""
    target = _path(url)
    if target.exists():
        raise BackupFailed(f"there is a database {target} already; move it away first, it is not overwritten")
    new = target.with_name(f"{target.name}.restoring")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, new)
        with closing(sqlite3.connect(new)) as copy:
            _checked(copy, new)
        with new.open("rb") as written:
            os.fsync(written.fileno())
        new.replace(target)
    except (sqlite3.Error, OSError) as error:
        raise BackupFailed(f"{target} cannot be made: {error}") from error
    finally:
        new.unlink(missing_ok=True)


def _path(url: URL) -> Path:
    if not url.database or url.database == ":memory:":
        raise BackupFailed("an address of SQLite names a file: sqlite:///path/to/communique.db")
    return Path(url.database).absolute()


def _checked(copy: sqlite3.Connection, path: Path) -> str:
    """The tables' revision. Raises BackupFailed for a file that is damaged."""
    found = [row[0] for row in copy.execute("PRAGMA integrity_check(3)")]
    if found != ["ok"]:
        raise BackupFailed(f"{path} is damaged: {found[0]}")
    if copy.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise BackupFailed(f"{path} is damaged: rows refer to rows that are not there")
    row = copy.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        raise BackupFailed(f"{path} holds no tables of this program")
    return str(row[0])
