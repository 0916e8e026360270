"""Keeps web pages from elsewhere out: a browser on this machine must not be their way in."""

from __future__ import annotations

from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuses a Host that is not loopback (DNS rebinding) and whatever another site's page sends."""
    if _host(request.headers.get("Host", "")) not in LOOPBACK:
        return _refused("this server answers on 127.0.0.1 and localhost only")
    if _foreign(request):
        return _refused("another site's page may not use this server")
    return await handler(request)


async def harden(_: web.Request, response: web.StreamResponse) -> None:
    """Adds the headers that keep the chat page to itself."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)


def _host(header: str) -> str:
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""


def _foreign(request: web.Request) -> bool:
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"http://{request.headers.get('Host')}":
        return True
    site = request.headers.get("Sec-Fetch-Site", "none")
    return site not in {"none", "same-origin"} and request.path != "/"


def _refused(reason: str) -> web.Response:
    return web.json_response({"ok": False, "error_code": 403, "description": f"Forbidden: {reason}"}, status=403)
