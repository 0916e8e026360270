"""The tests' side over HTTP, under ``/sandbox/``: faults to arm, a limit to switch on, calls to read."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web

from bot.sandbox.faults import Fault
from bot.sandbox.http import body_of, number, ok, safe
from bot.sandbox.queries import LONGEST_WAIT
from bot.sandbox.world import World


class Workshop:
    """What no reader has, and every test wants."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """What the application serves."""
        return [
            web.post("/sandbox/faults", safe(self.arm)),
            web.delete("/sandbox/faults", safe(self.disarm)),
            web.post("/sandbox/limit", safe(self.limit)),
            web.get("/sandbox/calls", safe(self.calls)),
        ]

    async def arm(self, request: web.Request) -> web.StreamResponse:
        """Orders trouble: ``method`` ("*" for any), ``fault``, ``times`` and the fault's own details."""
        body = await body_of(request)
        method, kind = str(body.pop("method", "*")), str(body.pop("fault", ""))
        self._world.faults.arm(Fault(method, kind, int(body.pop("times", 1)), body))
        return ok()

    async def disarm(self, _: web.Request) -> web.StreamResponse:
        """Forgets every order."""
        self._world.faults.clear()
        return ok()

    async def limit(self, request: web.Request) -> web.StreamResponse:
        """Allows ``per_second`` messages in a second, or any number if it is null."""
        wanted: Any = (await body_of(request)).get("per_second")
        self._world.faults.per_second = None if wanted is None else int(wanted)
        return ok()

    async def calls(self, request: web.Request) -> web.StreamResponse:
        """The Bot API calls after number ``since``; waits up to ``timeout`` seconds for one."""
        since, journal = int(number(request.query, "since")), self._world.journal
        deadline = asyncio.get_running_loop().time() + min(number(request.query, "timeout"), LONGEST_WAIT)
        while journal.count <= since and not self._world.closing:
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                break
            await journal.changed.wait(left)
        return ok(seq=journal.count, calls=journal.since(since))
