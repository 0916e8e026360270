"""Chats of many over HTTP, under ``/sandbox/groups``: what the chat page and the tests speak."""

from __future__ import annotations

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
            web.get("/sandbox/groups", safe(self.groups)),
            web.post("/sandbox/groups", safe(self.found)),
            web.post(f"{group}/text", safe(self.text)),
            web.post(f"{group}/press", safe(self.press)),
            web.post(f"{group}/standing", safe(self.standing)),
            web.post(f"{group}/bot", safe(self.bot)),
            web.post(f"{group}/topics", safe(self.open_topic)),
            web.post(f"{group}/topics/{{topic}}", safe(self.change_topic)),
            web.post(f"{group}/migrate", safe(self.migrate)),
        ]

    async def groups(self, _: web.Request) -> web.StreamResponse:
        """Every chat of many: how the bot and each person stand there, and the commands that each is shown."""
        return ok(groups=[self._summary(chat) for chat in self._world.chats if isinstance(chat, Group)])

    async def found(self, request: web.Request) -> web.StreamResponse:
        """A chat of ``kind`` with a ``title``; ``standings`` give each person's status by their number."""
        body, world = await body_of(request), self._world
        kind, forum = str(body.get("kind", "group")), bool(body.get("is_forum"))
        group = members.found(world, str(body.get("title", "A group")), kind, is_forum=forum)
        for person, status in dict(body.get("standings") or {}).items():
            members.seat(world, group, int(person), str(status))
        await world.state.saved()
        return ok(id=group.id)

    async def text(self, request: web.Request) -> web.StreamResponse:
        """``user`` writes; the rest is as `members.say` has it."""
        body = await body_of(request)
        message = members.say(self._world, self._group(request), int(body.get("user") or 0), body)
        await self._world.state.saved()
        return ok(message=message)

    async def press(self, request: web.Request) -> web.StreamResponse:
        """``user`` presses the button ``label`` (or ``row`` and ``column``) under ``message_id``, and waits."""
        body, group = await body_of(request), self._group(request)
        message_id, place = int(body["message_id"]), (int(body.get("row", -1)), int(body.get("column", -1)))
        button = find_button(group, message_id, body.get("label"), *place)
        query_id = members.press(self._world, group, int(body["user"]), message_id, button)
        nothing = {"text": "", "show_alert": False, "url": ""}
        return ok(**await self._world.queries.wait(query_id, float(body.get("timeout", 10)), nothing))

    async def standing(self, request: web.Request) -> web.StreamResponse:
        """``user`` has the status ``status`` from now on."""
        body = await body_of(request)
        members.seat(self._world, self._group(request), int(body["user"]), str(body["status"]))
        await self._world.state.saved()
        return ok()

    async def bot(self, request: web.Request) -> web.StreamResponse:
        """The bot has the status ``status`` from now on, with ``rights`` other than usual, by the word of ``user``."""
        body = await body_of(request)
        rights = dict(body.get("rights") or {})
        members.seat_bot(self._world, self._group(request), int(body["user"]), str(body["status"]), rights)
        await self._world.state.saved()
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

    def _summary(self, group: Group) -> Json:
        people = [chat.person for chat in self._world.chats if not isinstance(chat, Group)]
        commands = self._world.profile.commands_in
        members = [
            {**one, "commands": commands(group, person, one["status"])}
            for person in people
            for one in ({"user": person.user(), "status": group.member(person)["status"]},)
        ]
        return {"id": group.person.id, "chat": group.describe(), "bot": group.mine["status"], "members": members}
