"""The listener of monitoring: /healthz, /readyz and /metrics, on an address of its own that nobody else needs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.monitoring.figures import Figures
from bot.monitoring.readiness import Readiness
from bot.serving import serving

TEXT = "text/plain; version=0.0.4; charset=utf-8"
"""Prometheus's text format."""

PATIENCE = 1.0
"""Seconds that an answer may take at the end."""


@asynccontextmanager
async def listening(place: tuple[str, int] | None, figures: Figures, readiness: Readiness) -> AsyncIterator[int]:
    """Inside, ``place``, host and port, is answered at; gives the port, 0 without a place. Raises ConfigurationError.

    What is answered names no reader; but it says how busy the bot is, so the address is not for the public.
    """
    if place is None:
        yield 0
        return
    async with serving(_application(figures, readiness), place, "COMMUNIQUE_MONITORING_LISTEN", PATIENCE) as port:
        yield port


def _application(figures: Figures, readiness: Readiness) -> web.Application:
    async def healthz(_request: web.Request) -> web.Response:
        # That it is answered at all is what is asked for: a loop that hangs answers nobody.
        return web.json_response({"healthy": True})

    async def readyz(_request: web.Request) -> web.Response:
        parts = await readiness.parts()
        ready = all(part.is_well for part in parts)
        said = {part.name: {"ok": part.is_well, "state": part.state} for part in parts}
        return web.json_response({"ready": ready, "parts": said}, status=200 if ready else 503)

    async def metrics(_request: web.Request) -> web.Response:
        return web.Response(body=await figures.exposition(), headers={"Content-Type": TEXT})

    application = web.Application(client_max_size=1024)
    for path, answer in {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}.items():
        application.router.add_get(path, answer)
    return application
