"""`communique export`: the articles, or all that is kept of one reader, as JSON lines."""

from __future__ import annotations

import argparse
import asyncio
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.cli.settings import read_settings
from bot.cli.texts import to_json, write_utf8
from bot.errors import ConfigurationError
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.cli import Subparsers
    from bot.services.exporting import Exporting
    from storage.engine import Database


def register(subparsers: Subparsers) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("export", help="print the articles, or what is kept of a reader, as JSON lines")
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--articles",
        action="store_true",
        help='a line an article, the default: {"id", "title", "text", "language", "outlet", "published", ...}',
    )
    what.add_argument(
        "--reader",
        type=int,
        metavar="CHAT",
        help='all that is kept of the chat or person of this number: {"kind": "follow", ...}',
    )
    parser.add_argument(
        "--since", type=_day, metavar="DATE", help="only articles that were added on this day (in UTC) or later"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the lines; 0, or 2 if nothing is kept of the reader."""
    if options.reader is not None and options.since is not None:
        print("communique export: --since goes with articles only", file=sys.stderr)
        return 2
    write_utf8()
    return asyncio.run(_export(read_settings(), options.reader, options.since))


async def _export(settings: Settings, reader: int | None, since: datetime | None) -> int:
    from bot.services.exporting import Exporting
    from storage.engine import Database

    try:
        settings.data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(f"cannot use the data folder {settings.data}: {error.strerror}") from error
    database = await Database.open(settings.database)
    try:
        await database.migrate()
        await _note(database, "articles" if reader is None else "reader")
        exporting = Exporting(database, lambda: datetime.now(UTC))
        return await (_articles(exporting, since) if reader is None else _reader(exporting, reader))
    finally:
        await database.close()


async def _note(database: Database, what: str) -> None:
    """For the audit; the number of a reader does not stand there."""
    from bot.texts.deeds import PROGRAM

    async with database.write() as unit:
        await unit.audit.record(PROGRAM, "archive.exported", what, allowed=True, at=datetime.now(UTC))


async def _articles(exporting: Exporting, since: datetime | None) -> int:
    async for row in exporting.articles(since):
        print(to_json(row))
    return 0


async def _reader(exporting: Exporting, chat: int) -> int:
    found = False
    async for kind, row in exporting.reader(chat):
        print(to_json({"kind": kind, **row}))
        found = True
    if not found:
        print(f"communique: nothing is kept of {chat}; a reader is named by the number of their chat", file=sys.stderr)
        return 2
    return 0


def _day(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; one looks like 2026-03-31") from None
