"""Everything that the server knows, in one place that its methods and its clients share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.sandbox import state
from bot.sandbox.chats import Chat, Chats, Person
from bot.sandbox.events import Events
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.files import Files
from bot.sandbox.groups import Group
from bot.sandbox.journal import Journal
from bot.sandbox.profile import Profile
from bot.sandbox.queries import Queries
from bot.sandbox.updates import Updates
from bot.sandbox.webhook import Webhook

Json = dict[str, Any]


class World:
    """The chats, the queues and the counters of one sandbox.

    ``path`` is the state file, or None to forget everything at the end; ``folder`` keeps the files' bytes. ``people``
    have chats beside the usual ones.
    """

    def __init__(
        self,
        *,
        token: str,
        clock: Callable[[], datetime],
        admin_id: int,
        path: Path | None,
        folder: Path,
        people: Sequence[Person] = (),
    ):
        self.token = token
        self.clock = clock
        self.profile = Profile(int(token.partition(":")[0]))
        self.chats = Chats(admin_id, people)
        self.updates = Updates()
        self.files = Files(folder)
        self.faults = Faults(clock)
        self.journal = Journal(clock)
        self.queries = Queries(clock)
        self.counters = {"message": 0, "query": 0, "group": 0}
        self.events = Events()
        self.state = state.State(path, self.snapshot)
        self.webhook = Webhook(self.updates, self.state, lambda: self.now)
        self.closing = False
        saved = state.load(path)
        if saved:
            self._restore(saved)

    @property
    def now(self) -> int:
        """Unix time in whole seconds, as messages carry it."""
        return int(self.clock().timestamp())

    def next(self, counter: str) -> int:
        """A number that the counter has never given before."""
        self.counters[counter] += 1
        self.state.touch()
        return self.counters[counter]

    def put(self, chat: Chat, message: Json, kind: str = "message") -> Json:
        """Stores a new or changed message and shows it to the clients."""
        chat.put(message, self.events.publish(kind, chat.person.id, message=message))
        self.state.touch()
        return message

    def remove(self, chat: Chat, message_id: int) -> None:
        """Deletes a message and tells the clients."""
        chat.remove(message_id, self.events.publish("deleted", chat.person.id, message_id=message_id))
        self.state.touch()

    def update(self, kind: str, body: Json) -> None:
        """Queues an update for the bot."""
        self.updates.add(kind, body)
        self.state.touch()

    def migrate(self, chat_id: str, fault: Fault) -> None:
        """Gives a chat the id that a migration fault announces; it is found under the old one too."""
        self.chats.get(chat_id).migrated_to = fault.target
        self.state.touch()

    def close(self) -> None:
        """Ends everything that waits."""
        self.closing = True
        self.faults.close()
        self.updates.release()
        self.events.changed.notify()
        self.journal.changed.notify()

    def snapshot(self) -> Json:
        """What survives a restart, as JSON."""
        return {
            "counters": self.counters,
            "seq": self.events.last,
            "chats": {str(chat.person.id): chat.snapshot() for chat in self.chats},
            "next_update": self.updates.next_id,
            "updates": self.updates.pending,
            "allowed_updates": self.updates.allowed,
            "files": self.files.snapshot(),
            "profile": self.profile.snapshot(),
            "webhook": self.webhook.snapshot(),
        }

    def _restore(self, saved: Json) -> None:
        self.counters.update(saved["counters"])
        self.events = Events(saved["seq"])
        for number, chat in saved["chats"].items():
            if "group" in chat:
                self.chats.add(Group.revive(int(number), chat["group"]))
        for chat in self.chats:
            if str(chat.person.id) in saved["chats"]:
                chat.restore(saved["chats"][str(chat.person.id)], saved["seq"])
        self.updates.next_id = saved["next_update"]
        self.updates.pending = saved["updates"]
        self.updates.allowed = saved["allowed_updates"]
        self.files.restore(saved["files"])
        self.profile.restore(saved["profile"])
        self.webhook.restore(saved["webhook"])
