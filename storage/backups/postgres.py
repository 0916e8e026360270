"""A PostgreSQL database through its own pg_dump and pg_restore, which see one moment of it while others write."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo
from sqlalchemy import URL

from storage.backups.errors import BackupFailed

SERVICE = "communique"
"""The name under which the programs find the address: neither it nor a password stands on a command line."""

LONGEST = 300


def save(url: URL, target: Path) -> str:
    """The database as of one moment, in pg_dump's own format."""
    with _address(url) as (where, connection):
        if not _has_tables(connection):
            raise BackupFailed("the database holds no tables of this program")
        revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        if revision is None:
            raise BackupFailed("the database holds no tables of this program")
        _run("pg_dump", where, "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")
        return str(revision[0])


def load(file: Path, url: URL) -> None:
    """The tables in an empty database, all or none. Raises BackupFailed where there are some already."""
    with _address(url) as (where, connection):
        if _has_tables(connection):
            raise BackupFailed("the database has tables already; make an empty one, nothing is overwritten")
        options = "--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges"
        _run("pg_restore", where, *options, f"--dbname=service={SERVICE}", str(file))
        # Counts that the planner goes by are not in a dump.
        connection.execute("ANALYZE")


@contextmanager
def _address(url: URL) -> Iterator[tuple[dict[str, str], psycopg.Connection]]:
    """The environment in which PostgreSQL's programs find the database, and a connection to it."""
    given = {"host": url.host, "port": url.port, "user": url.username, "password": url.password, "dbname": url.database}
    values = {name: str(value) for name, value in {**given, **url.query}.items() if value is not None}
    if any("\n" in value or "\r" in value for value in values.values()):
        raise BackupFailed("the database's address has a line break in it")
    with tempfile.TemporaryDirectory(prefix="communique-") as folder:
        file = Path(folder) / "service"
        file.touch(0o600)
        file.write_text("\n".join([f"[{SERVICE}]", *(f"{name}={value}" for name, value in values.items()), ""]))
        where = {**os.environ, "PGSERVICEFILE": str(file), "PGSERVICE": SERVICE}
        try:
            with psycopg.connect(make_conninfo("", **values), autocommit=True) as connection:
                yield where, connection
        except psycopg.Error as error:
            reason = " ".join(str(error).split())[:LONGEST]
            raise BackupFailed(f"the database cannot be reached: {reason}") from error


def _has_tables(connection: psycopg.Connection) -> bool:
    row = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    return row is not None and row[0] > 0


def _run(program: str, environment: dict[str, str], *arguments: str) -> None:
    if shutil.which(program) is None:
        raise BackupFailed(
            f"{program} is not installed; it comes with PostgreSQL's client, postgresql-client on Debian"
        )
    done = subprocess.run(  # noqa: S603 - the program's name is ours, and so are its arguments
        [program, *arguments], env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines() or [f"it ended with {done.returncode}"]
        raise BackupFailed(f"{program} failed: {said[0][:LONGEST]}")
