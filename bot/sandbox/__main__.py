"""`python -m bot.sandbox`: the Bot API server and its chat page by themselves, for a bot of several processes."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime

from bot.errors import ConfigurationError
from bot.sandbox.starting import start_sandbox
from bot.settings import Settings


async def serve(settings: Settings, announce: Callable[[str], None]) -> None:
    """Until SIGINT or SIGTERM. ``announce`` gets what bots need to know. Raises ConfigurationError for a taken port."""
    stopped, loop = asyncio.Event(), asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stopped.set)
    settings.data.mkdir(parents=True, exist_ok=True)
    sandbox = await start_sandbox(settings, lambda: datetime.now(UTC))
    try:
        lines = (
            f"The chat page is at {sandbox.url}/; for the bot's processes:",
            f"COMMUNIQUE_TELEGRAM_API_URL={sandbox.url}",
            f"COMMUNIQUE_TELEGRAM_TOKEN={sandbox.token}",
            f"COMMUNIQUE_ADMINS={min(settings.admin_ids)}",
        )
        announce("\n".join(lines))
        await stopped.wait()
    finally:
        await sandbox.stop()


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> int:
    """Exit status 0 at a signal, 2 where it cannot be started."""
    # What is said in the chats is for nobody else on this machine.
    os.umask(0o077)
    try:
        # It makes a token of its own, whatever stands in the environment.
        asyncio.run(serve(Settings(telegram_token=None, telegram_token_file=None, webhook_url=None), _print))
    except (ConfigurationError, ValueError, OSError) as error:
        sys.stderr.write(f"sandbox: {error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
