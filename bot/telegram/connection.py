"""The connection to the Bot API server: the hello, the long poll, and the end of both when the token is refused."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from telegram import Update
from telegram.error import InvalidToken, NetworkError
from telegram.ext import Application, ExtBot

from bot.errors import ConfigurationError
from bot.telegram.transport import place

_LOG = logging.getLogger(__name__)

UPDATES = [Update.MESSAGE, Update.CHANNEL_POST, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER, Update.INLINE_QUERY]
FIRST_RETRY = 1.0
LONGEST_RETRY = 60.0

PATIENCE = 1.0
"""Seconds after which it is said that the server has not answered the hello."""

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


class WatchedBot(ExtBot[str]):
    """A bot that tells when its token is refused: the library would end the long poll then, and let nobody know."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._refused = asyncio.Event()

    async def get_updates(self, *args: Any, **options: Any) -> tuple[Update, ...]:
        """As the library's; refused, the call rests until it is cancelled, and any further one gives nothing."""
        if self._refused.is_set():
            return ()
        try:
            return await super().get_updates(*args, **options)
        except InvalidToken:
            self._refused.set()
        await asyncio.Event().wait()
        return ()

    async def watch(self) -> None:
        """Wait for ever. Raises InvalidToken once the long poll is refused."""
        await self._refused.wait()
        raise InvalidToken


def number_of(token: str) -> int:
    """The bot's own number, the first part of its token."""
    return int(token.partition(":")[0])


@contextmanager
def refusal_named() -> Iterator[None]:
    """A refused token inside is raised as a ConfigurationError."""
    try:
        yield
    except InvalidToken as error:
        line = "the Bot API server refused COMMUNIQUE_TELEGRAM_TOKEN; copy it again from @BotFather"
        raise ConfigurationError(line) from error


async def nobody() -> bool:
    """Where a process is alone, nobody else has updates pushed."""
    return False


async def connect(
    app: AnyApplication, *, pushed: bool = False, others_pushed: Callable[[], Awaitable[bool]] = nobody
) -> None:
    """Say hello to the Bot API server; wait for it while it cannot be reached, and say so. Raises InvalidToken.

    Unless updates are to be ``pushed``, it pushes none from now on; what waits there is kept. But pushes to
    ``others_pushed``, who share the database, are not this process's to end: then it raises ConfigurationError.
    """
    wait = FIRST_RETRY
    while True:
        try:
            async with _patience(place(app.bot.base_url)):
                await app.initialize()
                # Telegram gives no updates to whoever asks while it sends them to an address.
                if not pushed and (await app.bot.get_webhook_info()).url:
                    await _end_pushes(app, others_pushed)
        except InvalidToken:
            raise
        except NetworkError as error:
            _LOG.warning("%s; trying again in %.0f s", error, wait)
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_RETRY)
        else:
            return


async def _end_pushes(app: AnyApplication, others_pushed: Callable[[], Awaitable[bool]]) -> None:
    if await others_pushed():
        raise ConfigurationError(
            "other processes on this database have updates pushed to them: set COMMUNIQUE_WEBHOOK_URL here too, "
            "or stop all of those first and start none with it"
        )
    await app.bot.delete_webhook()


@asynccontextmanager
async def _patience(server: str) -> AsyncIterator[None]:
    """Say what is waited for if that takes long: a server that takes no connection is given up only after a while."""
    notice = asyncio.get_running_loop().call_later(
        PATIENCE, _LOG.warning, "waiting for the Bot API server at %s", server
    )
    try:
        yield
    finally:
        notice.cancel()
