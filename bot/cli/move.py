"""`communique move`: a SQLite database into an empty PostgreSQL one."""

from __future__ import annotations

import argparse
import asyncio
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.settings import read_settings
from bot.errors import ConfigurationError

if TYPE_CHECKING:
    from bot.cli import Subparsers
    from storage.moving import Moved

SCHEME = "sqlite:///"


def register(subparsers: Subparsers) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser(
        "move",
        help="copy a SQLite database into an empty PostgreSQL one, and compare both",
        epilog="All of it is moved, or nothing. The bot must not run on either database meanwhile.",
    )
    parser.add_argument("source", metavar="FROM", help="the file, such as .communique/communique.db")
    parser.add_argument(
        "target",
        metavar="TO",
        nargs="?",
        help="postgresql://user@host/name, an empty database; without it the one that the settings name",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """A line a table; 0 if both databases hold the same, 2 if nothing was moved."""
    source = Path(options.source.removeprefix(SCHEME)).absolute()
    if not source.is_file():
        raise ConfigurationError(f"there is no database {source}")
    settings = read_settings()
    with ExitStack() as stack:
        from bot.jobs.lock import only_one

        for folder in sorted({source.parent, settings.data.absolute()}):
            if folder.is_dir():
                stack.enter_context(only_one(folder))
        return asyncio.run(_move(source, options.target or settings.database))


async def _move(source: Path, address: str) -> int:
    from bot.services.keys import FILE
    from storage.moving import move

    key = source.parent / FILE
    if await move(source, address, _report, key.read_bytes() if key.is_file() else None):
        print("All tables are the same. Set COMMUNIQUE_DATABASE_URL to the new database before the next start.")
        return 0
    print("communique: not all tables are the same; nothing was moved", file=sys.stderr)
    return 2


def _report(table: Moved) -> None:
    there, here = table.source, table.target
    if table.is_same:
        print(f"{table.name:18} {there.count:>10} rows  {there.short}  the same", flush=True)
    else:
        print(
            f"{table.name:18} {there.count:>10} rows  {there.short}  differ: {here.count} rows  {here.short}",
            flush=True,
        )
