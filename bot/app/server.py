"""The Bot API server: Telegram's, or the sandbox where there is no token, and the connections to it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from bot.core import utc_now
from bot.monitoring.meters import Meters
from bot.settings import Settings
from bot.telegram.transport import AiohttpRequest

LONG_POLL = 30.0
"""Seconds that a question for updates may stay open."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where the Bot API is, and the token for it; ``page`` is what to announce.

    ``transports``: one for what is sent, one for the long poll, so that neither waits for the other's connections.
    """

    url: str
    token: str
    page: str
    transports: tuple[AiohttpRequest, AiohttpRequest]


@asynccontextmanager
async def reached(settings: Settings, meters: Meters | None = None) -> AsyncIterator[Server]:
    """The server; the sandbox is started if there is no token. Raises ConfigurationError where that cannot be."""
    async with AsyncExitStack() as stack:
        url, token, page = await _address(settings, stack)
        transports = (
            AiohttpRequest(connections=settings.connections, meters=meters),
            AiohttpRequest(connections=2, read=LONG_POLL, meters=meters),
        )
        for transport in transports:
            stack.push_async_callback(transport.shutdown)
        yield Server(url, token, page, transports)


async def _address(settings: Settings, stack: AsyncExitStack) -> tuple[str, str, str]:
    if settings.telegram_token is not None:
        return settings.telegram_api_url.rstrip("/"), settings.telegram_token.get_secret_value(), "on Telegram"
    # Loaded only where it is needed.
    from bot.sandbox.starting import start_sandbox

    sandbox = await start_sandbox(settings, utc_now)
    stack.push_async_callback(sandbox.stop)
    return sandbox.url, sandbox.token, f"open {sandbox.url}/ in a browser"
