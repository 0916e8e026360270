"""How the sandbox's own interface reads requests and words answers."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from aiohttp import web

from bot.sandbox.errors import ApiError, BadRequest

Json = dict[str, Any]
Route = Callable[[web.Request], Awaitable[web.StreamResponse]]


def safe(handler: Route) -> Route:
    """Turns what a handler raises into the Bot API's refusal, so that no client sees a bare error page."""

    @wraps(handler)
    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except ApiError as error:
            return web.json_response(error.body(), status=error.code)
        except (TypeError, ValueError) as error:
            return web.json_response(BadRequest(f"wrong parameter: {error}").body(), status=400)
        except web.HTTPRequestEntityTooLarge:
            return web.json_response(ApiError(413, "Request Entity Too Large").body(), status=413)

    return answer


def ok(**body: Any) -> web.Response:
    """A good answer with ``body`` beside its ``ok``."""
    return web.json_response({"ok": True, **body})


async def body_of(request: web.Request) -> Json:
    """The request's JSON object; raises BadRequest for anything else, so that no web form can pass for one."""
    if request.content_type != "application/json":
        raise BadRequest("expected application/json")
    body = json.loads(await request.read() or b"{}")
    if not isinstance(body, dict):
        raise BadRequest("expected a JSON Object")
    return body


def number(query: Any, name: str) -> float:
    """A number from the query, 0 if it is not there; raises ValueError."""
    return float(query.get(name) or 0)
