"""Inline mode over HTTP: a question to the bot from any chat, and the card of its answer that somebody sends."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.sandbox import readers
from bot.sandbox.chats import Chat
from bot.sandbox.errors import BadRequest
from bot.sandbox.http import body_of, ok, safe
from bot.sandbox.markup import inline_keyboard
from bot.sandbox.messages import quoted
from bot.sandbox.params import Params
from bot.sandbox.text import MESSAGE_LIMIT, formatted, require
from bot.sandbox.world import World

Json = dict[str, Any]


class InlineApi:
    """Asks the bot inline for a reader, and sends in a reader's name what the bot proposed."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """What the application serves."""
        chat = "/sandbox/chats/{chat_id}"
        return [web.post(f"{chat}/inline", safe(self.inline)), web.post(f"{chat}/card", safe(self.card))]

    async def inline(self, request: web.Request) -> web.StreamResponse:
        """Asks the bot ``query`` inline and waits for the results."""
        body = await body_of(request)
        offset = str(body.get("offset", ""))
        query_id = readers.ask(self._world, self._chat(request), str(body.get("query", "")), offset)
        nothing: Json = {"results": [], "next_offset": "", "button": None}
        return ok(**await self._world.queries.wait(query_id, float(body.get("timeout", 10)), nothing))

    async def card(self, request: web.Request) -> web.StreamResponse:
        """Sends ``result``, one of the results of a question, in a group in the name of ``user``."""
        body, chat = await body_of(request), self._chat(request)
        by = self._world.chats.get(body["user"]).person if body.get("user") else None
        readers.may_write(chat)
        reply = quoted(chat, Params({"reply_to_message_id": int(body.get("reply_to") or 0)}))
        words = reply | card_body(body.get("result")) | {"via_bot": self._world.profile.user()}
        message = readers.arrive(self._world, chat, words, by)
        await self._world.state.saved()
        return ok(message=message)

    def _chat(self, request: web.Request) -> Chat:
        return self._world.chats.get(request.match_info["chat_id"])


def card_body(result: Any) -> Json:
    """What stands in the message that a result becomes. Raises BadRequest for one that is no text."""
    content = result.get("input_message_content") if isinstance(result, dict) else None
    if not isinstance(content, dict) or "message_text" not in content:
        raise BadRequest("the result has no text to send")
    params = Params({**content, "text": content["message_text"], "reply_markup": result.get("reply_markup")})
    text, entities = formatted(params, "text")
    require(text, params.text("text"), MESSAGE_LIMIT, "message")
    markup = inline_keyboard(params)
    return {"text": text} | ({"entities": entities} if entities else {}) | ({"reply_markup": markup} if markup else {})
