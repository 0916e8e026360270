"""`communique load`: articles from files and folders into the archive."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.settings import read_settings
from bot.errors import CommuniqueError
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.cli import Subparsers


def register(subparsers: Subparsers) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("load", help="load articles from text files or folders into the database")
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="a .txt or .md file, or a folder of them")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Load each file; 0 if all were loaded or known already, else 2."""
    return asyncio.run(_load(read_settings(), options.paths))


async def _load(settings: Settings, paths: list[Path]) -> int:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from bot.app import open_core
    from bot.jobs.pool import ProcessPool
    from bot.texts.catalogue import translator

    pool, t = ProcessPool(), translator("en")
    loaded = known = refused = 0
    files = [file for path in paths for file in _files(path)]
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    try:
        async with open_core(settings, pool, lambda: None) as core:
            with Progress(*columns, disable=not sys.stderr.isatty()) as progress:
                for file in progress.track(files, description="Loading"):
                    try:
                        draft = await core.articles.read_file(file.name, file.read_bytes(), None)
                        is_new = (await core.articles.load(draft)).is_new
                        loaded, known = loaded + is_new, known + (not is_new)
                    except CommuniqueError as error:
                        refused += 1
                        print(f"{file}: {t.plain(error.key, **error.values)}", file=sys.stderr)
                    except OSError as error:
                        refused += 1
                        print(f"{file}: {error.strerror}", file=sys.stderr)
    finally:
        await pool.close()
    print(f"{loaded} loaded, {known} known already, {refused} refused")
    return 2 if refused else 0


def _files(path: Path) -> Iterator[Path]:
    """The path itself, or the files below a folder in the order of their names, hidden ones left out."""
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(names) if not name.startswith("."))
