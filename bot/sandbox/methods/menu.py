"""The command menu, for each scope and language."""

from __future__ import annotations

from typing import Any

from bot.sandbox.errors import BadRequest
from bot.sandbox.params import Params
from bot.sandbox.world import World

BUTTONS = frozenset({"commands", "default", "web_app"})


async def set_my_commands(world: World, params: Params) -> bool:
    """Replaces the commands of a scope and language."""
    commands = params.array("commands")
    if commands is None:
        raise BadRequest("can't parse commands: expected an Array")
    return _change(world, params, commands)


async def delete_my_commands(world: World, params: Params) -> bool:
    """Removes the commands of a scope and language."""
    return _change(world, params, [])


async def get_my_commands(world: World, params: Params) -> list[dict[str, Any]]:
    """The commands of exactly this scope and language."""
    return world.profile.commands(params.mapping("scope"), params.text("language_code"))


async def set_chat_menu_button(world: World, params: Params) -> bool:
    """What the button beside the text field does, in one chat or in all."""
    button = params.mapping("menu_button") or {"type": "default"}
    if button.get("type") not in BUTTONS:
        raise BadRequest("can't parse menu button: unsupported type specified")
    if params.text("chat_id"):
        world.chats.get(params.text("chat_id")).menu_button = button
    else:
        world.profile.menu_button = button
    world.state.touch()
    return True


def _change(world: World, params: Params, commands: list[Any]) -> bool:
    scope = params.mapping("scope")
    if scope and scope.get("type") in {"chat", "chat_administrators", "chat_member"}:
        world.chats.get(scope.get("chat_id", ""))
    world.profile.set_commands(scope, params.text("language_code"), commands)
    world.events.publish("profile", None)
    world.state.touch()
    return True
