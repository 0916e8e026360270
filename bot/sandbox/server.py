"""A Bot API server on this machine, with a chat page: the whole bot without Telegram."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from aiohttp import web

from bot.sandbox.api import BotApi
from bot.sandbox.chats import Person
from bot.sandbox.client_api import ClientApi
from bot.sandbox.faults import Dropped
from bot.sandbox.files import UPLOAD_LIMIT
from bot.sandbox.group_api import GroupApi
from bot.sandbox.guard import guard, harden
from bot.sandbox.inline_api import InlineApi
from bot.sandbox.methods import METHODS
from bot.sandbox.params import Params
from bot.sandbox.workshop import Workshop
from bot.sandbox.world import World

HOST = "127.0.0.1"
PAGE = Path(__file__).parent / "page"
ENVELOPE = 1024 * 1024
"""Bytes that a form needs around the largest file."""


class Sandbox:
    """The Bot API at ``{url}/bot{token}/{method}`` and ``{url}/file/bot{token}/{path}``, the chat page at ``{url}/``.

    ``port`` 0 takes a free one. ``clock`` gives the messages their dates. ``state`` is the file in which chats, ids and
    undelivered updates survive a restart, files' bytes beside it; without it everything ends with ``stop``. ``people``
    have chats beside the usual three.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        token: str = "1000:sandbox",  # noqa: S107 - it opens nothing but this machine's own sandbox
        clock: Callable[[], datetime],
        admin_id: int = 1003,
        state: Path | None = None,
        people: Sequence[Person] = (),
    ) -> None:
        self._port = port
        self._token = token
        self._clock = clock
        self._admin_id = admin_id
        self._state = state
        self._people = people
        self._world: World | None = None
        self._runner: web.AppRunner | None = None
        self._scratch: tempfile.TemporaryDirectory[str] | None = None

    @property
    def url(self) -> str:
        """The Bot API's base and the chat page's address; the port is known once the server has started."""
        return f"http://{HOST}:{self._port}"

    @property
    def token(self) -> str:
        """The bot's token; its first part is the bot's id."""
        return self._token

    async def start(self) -> None:
        """Binds to loopback and serves. Raises OSError if the port is taken."""
        world = self._world = self._build()
        runner = self._runner = web.AppRunner(self._application(world), access_log=None, shutdown_timeout=2)
        await runner.setup()
        try:
            await web.TCPSite(runner, HOST, self._port).start()
        except OSError as error:
            await self.stop()
            raise OSError(error.errno, f"Port {self._port} is taken; choose another, or 0 for a free one") from None
        self._port = runner.addresses[0][1]
        await world.webhook.start()

    async def stop(self) -> None:
        """Ends every wait, saves and closes."""
        if self._world:
            self._world.close()
            await self._world.webhook.stop()
        if self._runner:
            await self._runner.cleanup()
        if self._world:
            await self._world.state.saved()
        if self._scratch:
            self._scratch.cleanup()
        self._world = self._runner = self._scratch = None

    def _build(self) -> World:
        if self._state is None:
            self._scratch = tempfile.TemporaryDirectory(prefix="sandbox-")
            folder = Path(self._scratch.name)
        else:
            folder = self._state.with_suffix(".files")
        return World(
            token=self._token,
            clock=self._clock,
            admin_id=self._admin_id,
            path=self._state,
            folder=folder,
            people=self._people,
        )

    def _application(self, world: World) -> web.Application:
        application = web.Application(client_max_size=UPLOAD_LIMIT + ENVELOPE, middlewares=[guard])
        application.on_response_prepare.append(harden)
        api = BotApi(world)

        async def reply(name: str, body: dict[str, object]) -> None:
            if name.lower() in METHODS:
                try:
                    await api.run(name, Params(dict(body)))
                except Dropped:
                    return

        world.webhook.reply = reply
        application.add_routes([*api.routes(), *ClientApi(world).routes(), *GroupApi(world).routes()])
        application.add_routes([*InlineApi(world).routes(), *Workshop(world).routes()])
        application.router.add_get("/", _index)
        application.router.add_static("/page", PAGE)
        return application


async def _index(_: web.Request) -> web.StreamResponse:
    return web.FileResponse(PAGE / "index.html")
