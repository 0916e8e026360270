"""`communique migrate`: bring the database to this version."""

from __future__ import annotations

import argparse
import asyncio
from typing import TYPE_CHECKING

from bot.cli.settings import read_settings
from bot.errors import ConfigurationError
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.cli import Subparsers


def register(subparsers: Subparsers) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("migrate", help="bring the database to this version; done by itself at every start")
    parser.set_defaults(run=run)


def run(_options: argparse.Namespace) -> int:
    """Create or upgrade the database that the settings name."""
    asyncio.run(_migrate(read_settings()))
    return 0


async def _migrate(settings: Settings) -> None:
    from storage.engine import Database
    from storage.errors import StorageError

    try:
        settings.data.mkdir(parents=True, exist_ok=True)
        database = await Database.open(settings.database)
        try:
            await database.migrate()
        finally:
            await database.close()
    except (StorageError, OSError) as error:
        raise ConfigurationError(str(error)) from error
    print("The database is up to date.")
