"""Backups: a folder with the database as of one moment and a manifest, made while the program runs, and put back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from storage.backups import postgres, sqlite
from storage.backups.errors import BackupFailed


@dataclass(frozen=True, slots=True)
class Way:
    """How one kind of database is copied into a file, and made of one. Both raise BackupFailed.

    ``save`` gives the revision of the tables.
    """

    kind: str
    file: str
    save: Callable[[URL, Path], str]
    load: Callable[[Path, URL], None]


_POSTGRES = Way("PostgreSQL", "communique.dump", postgres.save, postgres.load)
WAYS = {
    "sqlite": Way("SQLite", "communique.db", sqlite.save, sqlite.load),
    "postgresql": _POSTGRES,
    "postgres": _POSTGRES,
}


def way_of(address: str) -> tuple[Way, URL]:
    """How the database of an address is backed up. Raises BackupFailed for an address that is none."""
    try:
        url = make_url(address)
        return WAYS[url.drivername], url
    except (ArgumentError, KeyError, ValueError):
        raise BackupFailed("the database's address is not understood") from None
