"""`communique load`: articles from files, folders and addresses into the archive."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.settings import read_settings
from bot.errors import UnreadableFile
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.cli import Subparsers
    from bot.services.loading import Loading, Source


def register(subparsers: Subparsers) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("load", help="load articles from files, folders and web pages into the database")
    parser.add_argument(
        "places",
        metavar="PATH or URL",
        nargs="+",
        help="a file (text, HTML, PDF, Word, mail, feed, JSONL, CSV, or a ZIP of these), a folder, or a web address",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Load what stands at each place; 0 if all was loaded or known already, else 2."""
    return asyncio.run(_load(read_settings(), options.places))


async def _load(settings: Settings, places: Sequence[str]) -> int:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from bot.core import open_core
    from bot.handlers.load_report import audited
    from bot.jobs.pool import ProcessPool
    from bot.services.loading import Outcome, Tally
    from bot.texts.catalogue import translator
    from bot.texts.deeds import PROGRAM
    from bot.texts.problems import beside

    pool, t = ProcessPool(), translator("en")
    console = Console(stderr=True, soft_wrap=True, markup=False, highlight=False)
    columns = (TextColumn("Loading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    try:
        async with open_core(settings, pool, lambda: None, spares=False) as core:
            sources = [source for place in places for source in _sources(core.loading, place)]
            tally = Tally(len(sources))
            with Progress(*columns, console=console, disable=not sys.stderr.isatty()) as bar:
                task = bar.add_task("", total=tally.total)

                def see(outcome: Outcome) -> None:
                    if outcome.error is not None:
                        console.print(f"{outcome.name}: {beside(t, outcome.error)}")
                    bar.update(task, completed=tally.done, total=tally.total)

                try:
                    await core.loading.run(sources, tally, see)
                finally:
                    await core.audit.note(PROGRAM, "articles.loaded", audited(tally))
    finally:
        await pool.close()
    print(f"{len(tally.new)} loaded, {len(tally.known)} known already, {len(tally.refused)} refused")
    return 2 if tally.refused else 0


def _sources(loading: Loading, place: str) -> Iterator[Source]:
    """A page for an address, a file for a path, all files for a folder."""
    if place.startswith(("http://", "https://")):
        yield loading.page(place)
        return
    for path in _files(Path(place)):
        yield loading.file(str(path), partial(_read, path))


async def _read(path: Path) -> bytes:
    """The file's bytes. Raises UnreadableFile."""
    try:
        return await asyncio.to_thread(path.read_bytes)
    except OSError as error:
        raise UnreadableFile(reason=error.strerror or type(error).__name__) from error


def _files(path: Path) -> Iterator[Path]:
    """The path itself, or the files below a folder in the order of their names, hidden ones left out."""
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(names) if not name.startswith("."))
