"""`communique run`: the bot."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
from types import FrameType
from typing import TYPE_CHECKING

from bot.cli.settings import describe_settings, read_settings

if TYPE_CHECKING:
    from bot.cli import Subparsers


def register(subparsers: Subparsers) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser(
        "run",
        help="run the bot: on Telegram with a token, else with a chat page on this machine",
        epilog=describe_settings(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--role",
        choices=("all", "front", "worker"),
        help="all: the whole bot (the default); front: talks to readers; worker: feeds, analysis and retention."
        " Any number of fronts and workers share one PostgreSQL database",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run until a signal ends it."""
    settings = read_settings(options.role)
    from bot.jobs.memory import return_memory
    from bot.jobs.pool import ProcessPool

    return_memory()

    # Until the event loop takes it over, SIGTERM ends an orderly Python: the worker's semaphores are given back.
    signal.signal(signal.SIGTERM, _leave)
    # The worker loads its libraries on the other core while this process imports its own.
    pool = ProcessPool()
    pool.warm()
    from bot import app
    from bot.app.watching import Watch
    from bot.telegram.redaction import set_up_logging

    token = settings.telegram_token.get_secret_value() if settings.telegram_token else None
    watch = Watch.of(settings, settings.role)
    set_up_logging(settings.log_level, token, settings.log_format, watch.figures)
    asyncio.run(app.run(settings, pool, _announce, watch))
    return 0


def _leave(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)


def _announce(where: str) -> None:
    print(f"Communiqué is ready: {where}", flush=True)
