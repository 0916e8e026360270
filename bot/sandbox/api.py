"""The Bot API over HTTP: finds the method, lets faults have their way, answers in Telegram's envelope."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from aiohttp import web

from bot.sandbox.errors import ApiError
from bot.sandbox.faults import Dropped
from bot.sandbox.files import DOWNLOAD_LIMIT
from bot.sandbox.methods import METHODS
from bot.sandbox.params import Params, read_params
from bot.sandbox.world import World

_log = logging.getLogger(__name__)


class BotApi:
    """Answers ``/bot<token>/<method>`` and ``/file/bot<token>/<path>``."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """What the application serves."""
        return [
            web.route("*", "/bot{token}/{method}", self.call),
            web.get("/file/bot{token}/{path:.+}", self.download),
        ]

    async def call(self, request: web.Request) -> web.StreamResponse:
        """One call of a method."""
        try:
            name, params = await self._admitted(request)
        except ApiError as error:
            return web.json_response(error.body(), status=error.code)
        try:
            status, answer = await self.run(name, params)
        except Dropped:
            return await _cut(request)
        return web.json_response(answer, status=status)

    async def run(self, name: str, params: Params) -> tuple[int, dict[str, Any]]:
        """Runs a method by its name: the HTTP status and the answer. Raises Dropped when a fault wants no answer."""
        world, (name, method) = self._world, METHODS[name.lower()]
        entry = world.journal.open(name, params)
        status, answer = 200, dict[str, Any]()
        try:
            fault = world.faults.take(name, params.text("chat_id"))
            if fault:
                entry["fault"] = fault.kind
                if fault.kind == "migrate":
                    world.migrate(params.text("chat_id"), fault)
                await world.faults.before(fault)
            answer = {"ok": True, "result": await method(world, params)}
            await world.state.saved()
            if fault:
                await world.faults.after(fault)
        except ApiError as error:
            status, answer = error.code, error.body()
        except (Dropped, asyncio.CancelledError):
            raise
        except Exception:
            _log.exception("The sandbox failed in %s", name)
            status, answer = 500, ApiError(500, "Internal Server Error").body()
        world.journal.close(entry, status, answer)
        return status, answer

    async def download(self, request: web.Request) -> web.StreamResponse:
        """The bytes of a file that getFile named."""
        file = self._world.files.at(request.match_info["path"])
        if request.match_info["token"] != self._world.token or file is None or file.size > DOWNLOAD_LIMIT:
            error = ApiError(404, "Not Found")
            return web.json_response(error.body(), status=error.code)
        headers = {"Content-Type": "application/octet-stream", "Content-Disposition": "attachment"}
        return web.FileResponse(self._world.files.location(file), headers=headers)

    async def _admitted(self, request: web.Request) -> tuple[str, Params]:
        if request.match_info["token"] != self._world.token:
            raise ApiError(401, "Unauthorized")
        name = request.match_info["method"]
        if name.lower() not in METHODS or request.method not in {"GET", "POST"}:
            raise ApiError(404, "Not Found")
        try:
            return name, await read_params(request)
        except web.HTTPRequestEntityTooLarge:
            raise ApiError(413, "Request Entity Too Large") from None


async def _cut(request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    # The response is never sent: the connection is gone already.
    return web.Response(status=500)
