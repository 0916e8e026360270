"""Pushes: Telegram brings updates to an address of ours, and is told that one came only once it is written down.

Whatever is not from Telegram is refused before it costs anything: the address is public, and who knows it may send
anything. A proxy in front speaks TLS.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from telegram import Update
from telegram.ext import ExtBot

from bot.jobs.answering import Answering
from bot.serving import serving
from bot.telegram.pushing import Push
from storage.errors import StorageError

_LOG = logging.getLogger(__name__)

SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
LARGEST = 1024 * 1024
"""Bytes of one push."""

DEEPEST = 64
"""How deep what is pushed may be nested: Telegram's own updates stay under half of it."""

GREATEST = 2**63 - 1
PATIENCE = 10.0
"""Seconds within which a push must have come whole."""


class NoUpdate(Exception):
    """What was pushed is no update."""


class Pushes:
    """Takes what Telegram pushes, and has it answered."""

    def __init__(self, bot: ExtBot[str], answering: Answering, secret: str) -> None:
        self._bot = bot
        self._answering = answering
        self._secret = secret.encode()

    async def receive(self, request: web.Request) -> web.Response:
        """200 once the update is kept; 4xx for what is none; 503 where Telegram is to push it again, here or there."""
        said = request.headers.get(SECRET, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(said, self._secret):
            raise web.HTTPForbidden
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        if self._answering.is_ending:
            raise web.HTTPServiceUnavailable
        try:
            async with asyncio.timeout(PATIENCE):
                body = await request.read()
        except TimeoutError:
            raise web.HTTPRequestTimeout from None
        try:
            update = read_update(body, self._bot)
        except NoUpdate as error:
            _LOG.warning("what was pushed is no update: %s", error)
            raise web.HTTPBadRequest from None
        try:
            await self._answering.take([update])
        except StorageError as error:
            _LOG.error("update %d cannot be kept: %s; Telegram pushes it again", update.update_id, error)
            raise web.HTTPServiceUnavailable from None
        return web.Response()


def read_update(body: bytes, bot: ExtBot[str] | None = None) -> Update:
    """The update in a push's body. Raises NoUpdate for anything else, however it is made."""
    try:
        given = json.loads(body, parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        raise NoUpdate(type(error).__name__) from None
    if not isinstance(given, dict) or _depth(given) > DEEPEST:
        raise NoUpdate("not an object, or nested too deeply")
    number = given.get("update_id")
    if type(number) is not int or not 0 <= number <= GREATEST:
        raise NoUpdate("no number")
    try:
        return Update.de_json(given, bot)
    except Exception as error:
        raise NoUpdate(f"the library cannot read it ({type(error).__name__})") from None


@asynccontextmanager
async def listening(pushes: Pushes, push: Push) -> AsyncIterator[int]:
    """Inside, pushes are taken; gives the port. Raises ConfigurationError where it cannot listen."""
    application = web.Application(client_max_size=LARGEST)
    application.on_response_prepare.append(_anonymous)
    for path in {push.path, "/"}:
        # A proxy may take its own part of the path away.
        application.router.add_post(path, pushes.receive)
    async with serving(application, push.listen, "COMMUNIQUE_WEBHOOK_LISTEN", PATIENCE) as port:
        yield port


def _refused(name: str) -> Callable[[], None]:
    raise ValueError(name)


def _depth(given: Any) -> int:
    """How deep it is nested; counted no further than needed."""
    depth, level = 0, [given]
    while level and depth <= DEEPEST:
        depth += 1
        level = [
            inner
            for one in level
            for inner in (one.values() if isinstance(one, dict) else one)
            if isinstance(inner, dict | list)
        ]
    return depth


async def _anonymous(_: web.Request, response: web.StreamResponse) -> None:
    """What serves here is nobody's business."""
    response.headers["Server"] = "communique"
