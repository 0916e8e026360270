"""Chats of many: groups, supergroups, forums and channels, and how everybody stands there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Self

from bot.sandbox.chats import Chat, Person
from bot.sandbox.errors import BadRequest, Forbidden
from bot.sandbox.standing import GONE, standing

Json = dict[str, Any]

KINDS = ("group", "supergroup", "channel")


def nobody(number: int, title: str) -> Person:
    """Who carries a group's number and title."""
    return Person(number, title, "", "", "en")


@dataclass(slots=True)
class Group(Chat):
    """A chat of many; its ``person`` is nobody and only carries the number and the title.

    ``standings`` are Telegram's ChatMembers by the person's number, ``mine`` is the bot's. ``topics`` are those of a
    forum, by the number of their first message, with whether they are closed.
    """

    kind: str = "group"
    is_forum: bool = False
    standings: dict[int, Json] = field(default_factory=dict)
    mine: Json = field(default_factory=lambda: {"status": "left"})
    topics: dict[int, bool] = field(default_factory=dict)

    @property
    def is_channel(self) -> bool:
        """Whether its messages stand in the chat's own name."""
        return self.kind == "channel"

    @property
    def has_bot(self) -> bool:
        """Whether what is written there reaches the bot."""
        return self.mine["status"] not in GONE

    def describe(self) -> Json:
        """Telegram's Chat."""
        kind = "supergroup" if self.migrated_to else self.kind
        body = {"id": self.id, "type": kind, "title": self.person.first_name}
        return body | ({"is_forum": True} if self.is_forum else {})

    def admit(self, chat_id: str) -> None:
        """Whether the bot may write there. Raises BadRequest or Forbidden as Telegram does."""
        if self.migrated_to and chat_id == str(self.person.id):
            reason = "group chat was upgraded to a supergroup chat"
            raise BadRequest(reason, migrate_to_chat_id=self.migrated_to)
        if not self.has_bot:
            raise Forbidden(f"bot was kicked from the {self.describe()['type']} chat")
        if self.is_channel and not self.mine.get("can_post_messages"):
            raise BadRequest("need administrator rights in the channel chat")
        if self.mine.get("can_send_messages") is False:
            raise BadRequest("not enough rights to send text messages to the chat")

    def thread(self, wanted: int) -> Json:
        """What a message in a forum topic says of it; nothing for 0. Raises BadRequest if it takes no message."""
        if not wanted:
            return {}
        if wanted not in self.topics:
            raise BadRequest("message thread not found")
        if self.topics[wanted]:
            raise BadRequest("TOPIC_CLOSED")
        return {"message_thread_id": wanted, "is_topic_message": True}

    def snapshot(self) -> Json:
        """What survives a restart: as of other chats, and all that makes it a group."""
        made_of = {"title": self.person.first_name, "kind": self.kind, "is_forum": self.is_forum}
        standings = list(self.standings.values())
        made_of |= {"standings": standings, "mine": self.mine, "topics": list(self.topics.items())}
        return Chat.snapshot(self) | {"group": made_of}

    @classmethod
    def revive(cls, number: int, saved: Json) -> Self:
        """The group with that number, without its messages, from what stands under ``group`` in a snapshot."""
        group = cls(nobody(number, saved["title"]), kind=saved["kind"], is_forum=saved["is_forum"], mine=saved["mine"])
        group.standings = {one["user"]["id"]: one for one in saved["standings"]}
        group.topics = dict(saved["topics"])
        return group

    def member(self, person: Person) -> Json:
        """Telegram's ChatMember for a person; a stranger has left."""
        return self.standings.get(person.id) or standing(person.user(), "left")
