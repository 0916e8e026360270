"""`communique backup`: the database and its key into a folder, while the bot runs."""

from __future__ import annotations

import argparse
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
        "backup",
        help="copy the database and its key into a new folder; the bot may run meanwhile",
        epilog="PostgreSQL needs its own pg_dump here. Keep the folder as secret as the bot: it holds all that is known"
        " of the readers.",
    )
    parser.add_argument("target", metavar="FOLDER", type=Path, help="a folder that does not exist yet")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Make the folder; it has its name only once it is whole."""
    target: Path = options.target.absolute()
    if target.exists():
        raise ConfigurationError(f"{target} exists already; name a new folder")
    new = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        new.mkdir(mode=0o700, parents=True)
        saved = _fill(new, read_settings())
        new.rename(target)
    except OSError as error:
        raise ConfigurationError(f"{target} cannot be written: {error.strerror}") from error
    finally:
        shutil.rmtree(new, ignore_errors=True)
    print(f"The backup of {saved} is in {target}.")
    return 0


def _fill(folder: Path, settings: Settings) -> str:
    """Gives the database's address, as it may be shown."""
    from bot.services.keys import FILE
    from storage.addresses import shown
    from storage.backups import way_of
    from storage.backups.manifest import Manifest, digest_of

    now = datetime.now(UTC)
    way, url = way_of(settings.database)
    revision = way.save(url, folder / way.file)
    key = settings.data / FILE
    if key.is_file():
        shutil.copyfile(key, folder / FILE)
    names = [way.file, *([FILE] if key.is_file() else [])]
    for name in names:
        (folder / name).chmod(0o600)
        with (folder / name).open("rb") as written:
            os.fsync(written.fileno())
    Manifest(way.kind, revision, now.isoformat(), {name: digest_of(folder / name) for name in names}).write(folder)
    return shown(url)
