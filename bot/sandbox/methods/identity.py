"""Who is who: the bot, its readers, and what the bot says of itself."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.chats import Person
from bot.sandbox.errors import BadRequest
from bot.sandbox.groups import Group
from bot.sandbox.params import Params
from bot.sandbox.world import World

Json = dict[str, Any]

DESCRIPTION_LIMIT = 512
SHORT_DESCRIPTION_LIMIT = 120


async def get_me(world: World, _: Params) -> Json:
    """The bot."""
    return world.profile.me()


async def get_chat(world: World, params: Params) -> Json:
    """A chat in full."""
    chat = world.chats.get(params.text("chat_id"))
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    return {
        **chat.describe(),
        "accent_color_id": chat.person.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }


async def get_chat_member(world: World, params: Params) -> Json:
    """One of the two sides of a private chat, or anybody in a chat of many. Raises BadRequest for a stranger."""
    chat = world.chats.get(params.text("chat_id"))
    user_id = params.integer("user_id")
    if isinstance(chat, Group):
        return chat.mine if user_id == world.profile.id else chat.member(_person(world, user_id))
    if user_id == chat.person.id:
        return {"status": "member", "user": chat.person.user()}
    if user_id == world.profile.id:
        return membership(world, blocked=chat.blocked)
    raise BadRequest("user not found")


async def get_chat_administrators(world: World, params: Params) -> list[Json]:
    """The creator and the administrators of a chat of many. Raises BadRequest for a private chat."""
    chat = world.chats.get(params.text("chat_id"))
    if not isinstance(chat, Group):
        raise BadRequest("there are no administrators in the private chat")
    everybody = [*chat.standings.values(), chat.mine]
    return [one for one in everybody if one["status"] in {"creator", "administrator"}]


def _person(world: World, user_id: int) -> Person:
    try:
        return world.chats.get(user_id).person
    except BadRequest:
        raise BadRequest("user not found") from None


def membership(world: World, *, blocked: bool) -> Json:
    """Telegram's ChatMember for the bot itself."""
    if blocked:
        return {"status": "kicked", "user": world.profile.user(), "until_date": 0}
    return {"status": "member", "user": world.profile.user()}


async def set_my_description(world: World, params: Params) -> bool:
    """What an empty chat shows."""
    _describe(world.profile.descriptions, params, "description", DESCRIPTION_LIMIT)
    world.events.publish("profile", None)
    world.state.touch()
    return True


async def set_my_short_description(world: World, params: Params) -> bool:
    """What the bot's page shows."""
    _describe(world.profile.short_descriptions, params, "short_description", SHORT_DESCRIPTION_LIMIT)
    world.state.touch()
    return True


async def get_my_description(world: World, params: Params) -> Json:
    """What an empty chat shows; in the language of the code, or else in none."""
    return {"description": world.profile.describe(language_code(params))}


async def get_my_short_description(world: World, params: Params) -> Json:
    """What the bot's page shows; in the language of the code, or else in none."""
    said = world.profile.short_descriptions
    return {"short_description": said.get(language_code(params)) or said.get("", "")}


async def get_my_name(world: World, params: Params) -> Json:
    """The bot's name, the same in all languages."""
    language_code(params)
    return {"name": world.profile.user()["first_name"]}


def language_code(params: Params) -> str:
    """Two letters or nothing. Raises BadRequest."""
    code = params.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise BadRequest("invalid language code specified")
    return code


def _describe(where: dict[str, str], params: Params, name: str, limit: int) -> None:
    text = params.text(name)
    if len(text) > limit:
        raise BadRequest(f"{name.replace('_', ' ')} is too long")
    where[language_code(params)] = text
