"""What calls of the Bot API meet by chance: drawn from a seeded generator, so that a run can be talked about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from bot.sandbox.faults import Fault

UNANSWERED = frozenset({"hang", "deliver-then-drop"})
"""Faults that deliver and do not say so: what they met may rightly come again."""

REFUSED = frozenset({"429", "500", "502", "403", "migrate", "drop"})
"""Faults that deliver nothing."""

MOVED_BY = 5_000_000
"""By how much the number of a chat grows that migrates."""


@dataclass(frozen=True, slots=True)
class Chance:
    """A fault that a share of a method's calls meet; its ``amount`` is drawn between two bounds, in seconds."""

    method: str
    kind: str
    share: float
    least: float = 0.0
    most: float = 0.0


STORM = (
    Chance("sendMessage", "delay", 0.06, 0.05, 1.0),
    Chance("sendMessage", "429", 0.004),
    Chance("sendMessage", "500", 0.01),
    Chance("sendMessage", "502", 0.01),
    Chance("sendMessage", "drop", 0.01),
    Chance("sendMessage", "deliver-then-drop", 0.01),
    Chance("sendMessage", "hang", 0.004, 0.5, 4.0),
    Chance("getUpdates", "500", 0.02),
    Chance("getUpdates", "502", 0.02),
    Chance("getUpdates", "drop", 0.02),
    Chance("getUpdates", "deliver-then-drop", 0.02),
    Chance("getUpdates", "429", 0.005),
)
"""About one call in ten. A server that hangs cuts the connection after the seconds drawn."""

LONG = (*STORM, Chance("sendMessage", "hang", 0.001, 40.0, 60.0))
"""With some that hang for longer than the program waits."""


class Weather:
    """Given to a sandbox's faults; nothing happens while it is ``calm``. Chats of ``movable`` people migrate once."""

    def __init__(self, random: Random, chances: Iterable[Chance], movable: Iterable[int] = ()) -> None:
        self._random = random
        self._chances = tuple(chances)
        self._movable = {str(number) for number in movable}
        self.calm = True
        self.met: Counter[str] = Counter()

    def __call__(self, method: str, chat_id: str) -> Fault | None:
        """What this call meets."""
        fault = None if self.calm else self._drawn(method, chat_id)
        if fault is not None:
            self.met[f"{method} {fault.kind}" if method != "sendMessage" else fault.kind] += 1
        return fault

    def _drawn(self, method: str, chat_id: str) -> Fault | None:
        if method == "sendMessage" and chat_id in self._movable and self._random.random() < 0.1:
            self._movable.discard(chat_id)
            return Fault(method, "migrate", details={"migrate_to_chat_id": int(chat_id) + MOVED_BY})
        left = self._random.random()
        for chance in self._chances:
            if chance.method != method:
                continue
            left -= chance.share
            if left < 0:
                seconds = self._random.uniform(chance.least, chance.most)
                return Fault(method, chance.kind, details={"seconds": seconds, "retry_after": 1})
        return None
