"""Chats of many over HTTP, under ``/sandbox/groups``: for tests, which need more than one person in a chat."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web

from bot.sandbox import members
from bot.sandbox.errors import BadRequest
from bot.sandbox.groups import Group
from bot.sandbox.http import body_of, ok, safe
from bot.sandbox.readers import find_button
from bot.sandbox.world import World

Json = dict[str, Any]


class GroupApi:
    """Founds chats of many, and acts in them; their messages are read as those of other chats."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """What the application serves."""
        group = "/sandbox/groups/{group}"
        return [
            web.post("/sandbox/groups", safe(self.found)),
            web.post(f"{group}/text", safe(self.text)),
            web.post(f"{group}/press", safe(self.press)),
            web.post(f"{group}/standing", safe(self.standing)),
            web.post(f"{group}/bot", safe(self.bot)),
            web.post(f"{group}/topics", safe(self.open_topic)),
            web.post(f"{group}/topics/{{topic}}", safe(self.change_topic)),
            web.post(f"{group}/migrate", safe(self.migrate)),
        ]

    async def found(self, request: web.Request) -> web.StreamResponse:
        """A chat of ``kind`` with a ``title``; ``standings`` give each person's status by their number."""
        body, world = await body_of(request), self._world
        kind, forum = str(body.get("kind", "group")), bool(body.get("is_forum"))
        group = members.found(world, str(body.get("title", "A group")), kind, is_forum=forum)
        for person, status in dict(body.get("standings") or {}).items():
            members.seat(world, group, int(person), str(status))
        return ok(id=group.id)

    async def text(self, request: web.Request) -> web.StreamResponse:
        """``user`` writes; the rest is as `members.say` has it."""
        body = await body_of(request)
        return ok(message=members.say(self._world, self._group(request), int(body.get("user") or 0), body))

    async def press(self, request: web.Request) -> web.StreamResponse:
        """``user`` presses the button ``label`` under ``message_id`` and waits for the answer."""
        body, group = await body_of(request), self._group(request)
        button = find_button(group, int(body["message_id"]), str(body["label"]), -1, -1)
        query_id = members.press(self._world, group, int(body["user"]), int(body["message_id"]), button)
        answer = await asyncio.wait_for(self._world.queries.open(query_id), float(body.get("timeout", 10)))
        return ok(**answer)

    async def standing(self, request: web.Request) -> web.StreamResponse:
        """``user`` has the status ``status`` from now on."""
        body = await body_of(request)
        members.seat(self._world, self._group(request), int(body["user"]), str(body["status"]))
        return ok()

    async def bot(self, request: web.Request) -> web.StreamResponse:
        """The bot has the status ``status`` from now on, with ``rights`` other than usual, by the word of ``user``."""
        body = await body_of(request)
        rights = dict(body.get("rights") or {})
        members.seat_bot(self._world, self._group(request), int(body["user"]), str(body["status"]), rights)
        return ok()

    async def open_topic(self, request: web.Request) -> web.StreamResponse:
        """Another topic in a forum."""
        return ok(thread=members.open_topic(self._world, self._group(request)))

    async def change_topic(self, request: web.Request) -> web.StreamResponse:
        """The topic is ``closed``, or else deleted."""
        body, topics = await body_of(request), self._group(request).topics
        topic = int(request.match_info["topic"])
        if body.get("closed"):
            topics[topic] = True
        else:
            topics.pop(topic, None)
        return ok()

    async def migrate(self, request: web.Request) -> web.StreamResponse:
        """The group becomes a supergroup with another number."""
        return ok(id=members.migrate(self._world, self._group(request)))

    def _group(self, request: web.Request) -> Group:
        group = self._world.chats.get(request.match_info["group"])
        if not isinstance(group, Group):
            raise BadRequest("the chat is not a group")
        return group
