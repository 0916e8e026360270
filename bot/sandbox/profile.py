"""What the bot says of itself: its name, its descriptions, its commands for each scope and language."""

from __future__ import annotations

import json
import re
from typing import Any

from bot.sandbox.chats import Chat, Person
from bot.sandbox.errors import BadRequest

Json = dict[str, Any]

SCOPES = frozenset(
    [
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    ]
)
MOST_COMMANDS = 100


class Profile:
    """The bot as readers see it."""

    def __init__(self, bot_id: int) -> None:
        self.id = bot_id
        self.descriptions: dict[str, str] = {}
        self.short_descriptions: dict[str, str] = {}
        self.menu_button: Json = {"type": "commands"}
        self._commands: dict[str, list[Json]] = {}

    def user(self) -> Json:
        """Telegram's User, as it stands in the bot's messages."""
        return {"id": self.id, "is_bot": True, "first_name": "Communiqué", "username": "communique_sandbox_bot"}

    def me(self) -> Json:
        """Telegram's User with what only getMe tells."""
        return {
            **self.user(),
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": True,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    def set_commands(self, scope: Json | None, language: str, commands: list[Any]) -> None:
        """Replaces the commands of a scope and language; an empty list removes them. Raises BadRequest."""
        key = _key(scope, language)
        if len(commands) > MOST_COMMANDS:
            raise BadRequest("BOT_COMMANDS_TOO_MUCH")
        checked = [_command(command) for command in commands]
        if checked:
            self._commands[key] = checked
        else:
            self._commands.pop(key, None)

    def commands(self, scope: Json | None, language: str) -> list[Json]:
        """The commands set for exactly this scope and language."""
        return self._commands.get(_key(scope, language), [])

    def commands_for(self, chat: Chat) -> list[Json]:
        """The commands that a reader's menu shows: the narrowest scope first, the reader's language before none."""
        member = {"type": "chat_member", "chat_id": chat.id, "user_id": chat.person.id}
        scopes: list[Json] = [member, {"type": "chat", "chat_id": chat.id}, {"type": "all_private_chats"}]
        return self._first(scopes, chat.person.language_code)

    def commands_in(self, group: Chat, person: Person, status: str) -> list[Json]:
        """The commands that a person's menu shows in a group, where they stand as ``status``."""
        here = {"chat_id": group.id}
        scopes: list[Json] = [{"type": "chat_member", "user_id": person.id, **here}]
        if status in {"creator", "administrator"}:
            scopes += [{"type": "chat_administrators", **here}, {"type": "chat", **here}]
            scopes.append({"type": "all_chat_administrators"})
        else:
            scopes.append({"type": "chat", **here})
        return self._first([*scopes, {"type": "all_group_chats"}], person.language_code)

    def _first(self, scopes: list[Json], language: str) -> list[Json]:
        for scope in (*scopes, {"type": "default"}):
            for tongue in (language, ""):
                if found := self.commands(scope, tongue):
                    return found
        return []

    def describe(self, language: str) -> str:
        """What an empty chat shows."""
        return self.descriptions.get(language) or self.descriptions.get("", "")

    def snapshot(self) -> Json:
        """What survives a restart."""
        return {
            "commands": self._commands,
            "descriptions": self.descriptions,
            "short_descriptions": self.short_descriptions,
            "menu_button": self.menu_button,
        }

    def restore(self, saved: Json) -> None:
        """Puts back what ``snapshot`` gave."""
        self._commands, self.descriptions = saved["commands"], saved["descriptions"]
        self.short_descriptions, self.menu_button = saved["short_descriptions"], saved["menu_button"]


def _key(scope: Json | None, language: str) -> str:
    kind = (scope or {"type": "default"}).get("type")
    if kind not in SCOPES:
        raise BadRequest("can't parse BotCommandScope: unsupported type specified")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise BadRequest("invalid language code specified")
    parts = [kind, language]
    if kind in {"chat", "chat_administrators", "chat_member"}:
        parts.append(str((scope or {}).get("chat_id", "")))
    if kind == "chat_member":
        parts.append(str((scope or {}).get("user_id", "")))
    return json.dumps(parts)


def _command(command: Any) -> Json:
    if not isinstance(command, dict):
        raise BadRequest("can't parse BotCommand: expected an Object")
    name = str(command.get("command", "")).removeprefix("/").lower()
    description = str(command.get("description", "")).strip()
    if not re.fullmatch(r"[a-z0-9_]{1,32}", name):
        raise BadRequest("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise BadRequest("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}
