"""`communique restore`: a backup becomes the database that the settings name."""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.settings import read_settings
from bot.errors import ConfigurationError

if TYPE_CHECKING:
    from bot.cli import Subparsers
    from bot.settings import Settings


def register(subparsers: Subparsers) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser(
        "restore",
        help="make the database that the settings name of a backup; nothing is overwritten",
        epilog="What a reader was sent after the backup was made is not known to it. Without --give-up-due what was"
        " owed then is sent, and may come a second time.",
    )
    parser.add_argument("source", metavar="FOLDER", type=Path, help="what `communique backup` has made")
    parser.add_argument(
        "--give-up-due",
        action="store_true",
        help="give up what was due until now, because the bot went on after the backup and has sent it",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """All of it, or nothing; 2 where there is a database already, or the backup is damaged."""
    from bot.jobs.lock import only_one

    settings = read_settings()
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
        with only_one(settings.data):
            made = _put_back(options.source.absolute(), settings)
            given_up = asyncio.run(_give_up_due(settings)) if options.give_up_due else None
    except OSError as error:
        raise ConfigurationError(f"the backup cannot be put back: {error.strerror}") from error
    print(f"The database is as it was at {made}." + ("" if given_up is None else f" Given up: {given_up}."))
    return 0


def _put_back(source: Path, settings: Settings) -> str:
    from bot.services.keys import FILE
    from storage.backups import way_of
    from storage.backups.errors import BackupFailed
    from storage.backups.manifest import Manifest

    manifest = Manifest.read(source)
    way, url = way_of(settings.database)
    if way.file not in manifest.files:
        raise BackupFailed(f"the backup is of {manifest.database}, and the settings name another kind of database")
    if FILE in manifest.files:
        _put_key(source / FILE, settings.data / FILE)
    way.load(source / way.file, url)
    return manifest.made


def _put_key(source: Path, target: Path) -> None:
    """Bans hold only with the key that they were made with."""
    if target.exists() and target.read_bytes() != source.read_bytes():
        raise ConfigurationError(f"{target} is another key than the backup's; move it away first")
    with (
        os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file,
        source.open("rb") as key,
    ):
        shutil.copyfileobj(key, file)


async def _give_up_due(settings: Settings) -> int:
    from storage.engine import Database

    database = await Database.open(settings.database)
    try:
        await database.migrate()
        async with database.write() as unit:
            await unit.updates.done([update.id for update in await unit.updates.left()])
            return await unit.deliveries.give_up_due(now=datetime.now(UTC), error="restored from a backup")
    finally:
        await database.close()
