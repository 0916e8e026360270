"""Who talks to the bot, and what stands in each chat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.errors import BadRequest, Forbidden

Json = dict[str, Any]

KEPT_MESSAGES = 10_000
SAVED_MESSAGES = 500


@dataclass(frozen=True, slots=True)
class Person:
    """A reader as Telegram describes one."""

    id: int
    first_name: str
    last_name: str
    username: str
    language_code: str

    def user(self) -> Json:
        """Telegram's User."""
        return {
            "id": self.id,
            "is_bot": False,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "username": self.username,
            "language_code": self.language_code,
        }


@dataclass(slots=True)
class Chat:
    """One reader's private chat with the bot; ``id`` is the reader's, unless the chat has migrated."""

    person: Person
    admin: bool = False
    blocked: bool = False
    migrated_to: int | None = None
    messages: dict[int, Json] = field(default_factory=dict)
    changed: dict[int, int] = field(default_factory=dict)
    deleted: dict[int, int] = field(default_factory=dict)
    menu_button: Json | None = None

    @property
    def id(self) -> int:
        """The chat's present id."""
        return self.migrated_to or self.person.id

    @property
    def is_channel(self) -> bool:
        """Whether its messages stand in the chat's own name."""
        return False

    @property
    def has_bot(self) -> bool:
        """Whether what is written there reaches the bot."""
        return True

    def admit(self, chat_id: str) -> None:
        """Whether the bot may write to the chat that a call names. Raises Forbidden."""
        if self.blocked:
            raise Forbidden

    def thread(self, wanted: int) -> Json:
        """What a message in a forum topic says of it: private chats have none."""
        return {}

    def describe(self) -> Json:
        """Telegram's Chat."""
        return {
            "id": self.id,
            "type": "private",
            "first_name": self.person.first_name,
            "last_name": self.person.last_name,
            "username": self.person.username,
        }

    def put(self, message: Json, seq: int) -> None:
        """Adds or replaces a message; ``seq`` is the number of the change. Forgets the oldest beyond the limit."""
        self.messages[message["message_id"]] = message
        self.changed[message["message_id"]] = seq
        while len(self.messages) > KEPT_MESSAGES:
            self.changed.pop(oldest := next(iter(self.messages)), None)
            del self.messages[oldest]

    def remove(self, message_id: int, seq: int) -> None:
        """Deletes a message from both sides."""
        del self.messages[message_id]
        self.changed.pop(message_id, None)
        self.deleted[message_id] = seq

    def snapshot(self) -> Json:
        """What of the chat survives a restart: its newest messages and whether the bot is blocked."""
        messages = list(self.messages.values())[-SAVED_MESSAGES:]
        return {"blocked": self.blocked, "migrated_to": self.migrated_to, "messages": messages}

    def restore(self, saved: Json, seq: int) -> None:
        """Puts back what ``snapshot`` gave."""
        self.blocked, self.migrated_to = saved["blocked"], saved["migrated_to"]
        for message in saved["messages"]:
            self.put(message, seq)


class Chats:
    """The readers' and the admin's chats, found by the id that a call names."""

    def __init__(self, admin_id: int, more: Sequence[Person] = ()) -> None:
        people = (
            Person(1001, "Akiko", "Sato", "akiko_sato", "en"),
            Person(1002, "Pierre", "Martin", "pierre_martin", "fr"),
        )
        self._chats = [Chat(person, admin=person.id == admin_id) for person in people]
        if admin_id not in {person.id for person in people}:
            self._chats.append(Chat(Person(admin_id, "Nadia", "Rahman", "nadia_rahman", "en"), admin=True))
        self._chats += [Chat(person, admin=person.id == admin_id) for person in more]
        self._by_person = {str(chat.person.id): chat for chat in self._chats}

    def __iter__(self) -> Any:
        return iter(self._chats)

    def add(self, chat: Chat) -> None:
        """One more chat."""
        self._chats.append(chat)
        self._by_person[str(chat.person.id)] = chat

    def get(self, chat_id: object) -> Chat:
        """The chat with an id, present or before its migration; raises BadRequest "chat not found"."""
        wanted = str(chat_id).strip()
        if not wanted:
            raise BadRequest("chat_id is empty")
        if wanted in self._by_person:
            return self._by_person[wanted]
        for chat in self._chats:
            if wanted in {str(chat.id), f"@{chat.person.username}"} - {"@"}:
                return chat
        raise BadRequest("chat not found")
