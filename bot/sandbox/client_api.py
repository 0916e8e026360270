"""The readers' side over HTTP, under ``/sandbox/``: what the chat page and the acceptance tests speak."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from aiohttp import web
from aiohttp.web_request import FileField

from bot.sandbox import readers
from bot.sandbox.chats import Chat
from bot.sandbox.errors import ApiError, BadRequest
from bot.sandbox.groups import Group
from bot.sandbox.http import body_of, number, ok, safe
from bot.sandbox.params import Upload
from bot.sandbox.queries import LONGEST_WAIT
from bot.sandbox.world import World

Json = dict[str, Any]

HEARTBEAT = 15.0
"""Seconds between two signs of life on a quiet stream."""


class ClientApi:
    """Reads and writes chats for their readers. Every answer is ``{"ok": true, ...}`` or as the Bot API refuses."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """What the application serves."""
        chat = "/sandbox/chats/{chat_id}"
        return [
            web.get("/sandbox/chats", safe(self.chats)),
            web.get(f"{chat}/messages", safe(self.messages)),
            web.post(f"{chat}/text", safe(self.text)),
            web.post(f"{chat}/document", safe(self.document)),
            web.post(f"{chat}/press", safe(self.press)),
            web.post(f"{chat}/block", safe(self.block)),
            web.post(f"{chat}/unblock", safe(self.unblock)),
            web.get("/sandbox/events", self.events),
            web.get("/sandbox/files/{file_id}", safe(self.file)),
        ]

    async def chats(self, _: web.Request) -> web.StreamResponse:
        """The bot, and every chat with its newest message and its command menu."""
        world = self._world
        chats = [self._summary(chat) for chat in world.chats if not isinstance(chat, Group)]
        return ok(seq=world.events.last, bot=world.profile.user(), chats=chats)

    async def messages(self, request: web.Request) -> web.StreamResponse:
        """A chat's messages that are new or changed after ``since``; waits up to ``timeout`` seconds for one."""
        chat, since = self._chat(request), number(request.query, "since")
        deadline = asyncio.get_running_loop().time() + min(number(request.query, "timeout"), LONGEST_WAIT)
        while not (found := self._changes(chat, since))["messages"] and not found["deleted"]:
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0 or self._world.closing:
                break
            await self._world.events.changed.wait(left)
        return ok(**found)

    async def text(self, request: web.Request) -> web.StreamResponse:
        """Sends ``text``, as an answer to message ``reply_to`` if it is given."""
        body = await body_of(request)
        reply_to = int(body.get("reply_to") or 0)
        sent = readers.say(self._world, self._chat(request), str(body.get("text", "")), reply_to)
        await self._world.state.saved()
        return ok(messages=sent)

    async def document(self, request: web.Request) -> web.StreamResponse:
        """Sends the multipart field ``file``, with ``caption`` and ``reply_to`` if given; in a group of ``user``.

        Files that name the same ``album`` are one, as Telegram's apps send those that are chosen together.
        """
        form = await request.post()
        file = form.get("file")
        if not isinstance(file, FileField):
            raise BadRequest("there is no file in the request")
        upload = Upload(file.filename, file.content_type, file.file.read())
        reply_to = int(str(form.get("reply_to") or 0))
        caption, album = str(form.get("caption", "")), str(form.get("album", ""))
        by = self._world.chats.get(form["user"]).person if "user" in form else None
        message = readers.give(self._world, self._chat(request), upload, caption, reply_to, album, by)
        await self._world.state.saved()
        return ok(messages=[message])

    async def press(self, request: web.Request) -> web.StreamResponse:
        """Presses the button ``label`` (or ``row`` and ``column``) under ``message_id`` and waits for the answer."""
        body, chat = await body_of(request), self._chat(request)
        message_id, label = int(body.get("message_id", 0)), body.get("label")
        place = int(body.get("row", -1)), int(body.get("column", -1))
        button = readers.find_button(chat, message_id, label, *place)
        if "callback_data" not in button:
            return ok(answered=True, text="", show_alert=False, url=button.get("url", ""))
        if chat.blocked:
            raise ApiError(409, "Conflict: the reader has blocked the bot and must unblock it first")
        query_id = readers.press(self._world, chat, message_id, button)
        nothing = {"text": "", "show_alert": False, "url": ""}
        return ok(**await self._world.queries.wait(query_id, float(body.get("timeout", 10)), nothing))

    async def block(self, request: web.Request) -> web.StreamResponse:
        """Blocks the bot: it learns of it, and cannot write any more."""
        return await self._set_blocked(request, blocked=True)

    async def unblock(self, request: web.Request) -> web.StreamResponse:
        """Lets the bot write again."""
        return await self._set_blocked(request, blocked=False)

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Every change after ``since`` (or the header Last-Event-ID) as server-sent events."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        seq = int(number(request.query, "since"))
        last = request.headers.get("Last-Event-ID", "")
        seq = int(last) if last.isdigit() else seq
        try:
            await self._stream(response, seq)
        except ConnectionResetError:
            return response  # the client has gone; it says where it was when it comes back
        return response

    async def file(self, request: web.Request) -> web.StreamResponse:
        """A file's bytes: pictures to be shown, everything else to be saved."""
        file = self._world.files.get(request.match_info["file_id"])
        shown = file.mime_type in {"image/png", "image/jpeg", "image/gif", "image/webp"}
        name = "".join(c for c in file.name if c.isascii() and c.isprintable() and c not in '"\\;') or "file"
        headers = {"Content-Type": file.mime_type if shown else "application/octet-stream"}
        headers["Content-Disposition"] = f'{"inline" if shown else "attachment"}; filename="{name}"'
        return web.FileResponse(self._world.files.location(file), headers=headers)

    async def _stream(self, response: web.StreamResponse, seq: int) -> None:
        while not self._world.closing:
            fresh = self._world.events.since(seq)
            if fresh is None:
                fresh = [{"seq": self._world.events.last, "kind": "reset", "chat_id": None}]
            for event in fresh:
                await response.write(f"id: {event['seq']}\ndata: {json.dumps(event)}\n\n".encode())
                seq = event["seq"]
            if not fresh and not await self._world.events.changed.wait(HEARTBEAT):
                await response.write(b": quiet\n\n")

    async def _set_blocked(self, request: web.Request, *, blocked: bool) -> web.StreamResponse:
        readers.set_blocked(self._world, self._chat(request), blocked=blocked)
        await self._world.state.saved()
        return ok(blocked=blocked)

    def _chat(self, request: web.Request) -> Chat:
        return self._world.chats.get(request.match_info["chat_id"])

    def _summary(self, chat: Chat) -> Json:
        profile = self._world.profile
        return {
            "id": chat.person.id,
            "user": chat.person.user(),
            "admin": chat.admin,
            "blocked": chat.blocked,
            "last_message": next(reversed(chat.messages.values()), None),
            "commands": profile.commands_for(chat),
            "menu_button": chat.menu_button or profile.menu_button,
            "description": profile.describe(chat.person.language_code),
        }

    def _changes(self, chat: Chat, since: float) -> Json:
        return {
            "seq": self._world.events.last,
            "messages": [chat.messages[key] for key, seq in chat.changed.items() if seq > since],
            "deleted": [key for key, seq in chat.deleted.items() if seq > since > 0],
        }
