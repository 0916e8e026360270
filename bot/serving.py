"""An address of this process's own that it answers at over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.errors import ConfigurationError


@asynccontextmanager
async def serving(
    application: web.Application, place: tuple[str, int], setting: str, patience: float
) -> AsyncIterator[int]:
    """Inside, ``place``, host and port, is answered at; gives the port.

    What is being answered at the end has ``patience`` seconds. Raises ConfigurationError, which names the ``setting``.
    """
    host, port = place
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=patience)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            line = f"{setting}: cannot listen on {host}:{port} ({error.strerror}); choose another"
            raise ConfigurationError(line) from error
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()
