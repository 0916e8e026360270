"""Rights: who may change what a group or a channel follows. Telegram knows; its yes holds for a minute."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TypeVar

from bot.services.ports import Clock

Standing = Callable[[int, int], Awaitable[str]]
"""Gives how a person stands in a chat, by the two numbers, in Telegram's word. Raises RightsUnknown."""

ADMINISTRATORS = frozenset({"creator", "administrator"})
"""Standings that may change things; members, restricted ones and those who left may not."""

KEPT = timedelta(seconds=60)
"""How long a yes is believed: so long may one go on who is an administrator no more."""

REFUSED = timedelta(seconds=5)
"""How long a no is: whoever was just made an administrator tries again at once."""

SAID = timedelta(minutes=5)
"""How long a person who was refused is not told so again in the same chat."""

MOST = 10_000
"""Answers, and refusals, that are remembered; above that the oldest go."""

Who = tuple[int, int]
"""Chat and person."""

What = TypeVar("What")


class Rights:
    """Answers whether a person administers a chat, and whether one who does not is to be told."""

    def __init__(self, standing: Standing, clock: Clock) -> None:
        self._standing = standing
        self._clock = clock
        self._known: dict[Who, tuple[bool, datetime]] = {}
        self._told: dict[Who, datetime] = {}

    async def administers(self, chat_id: int, user_id: int) -> bool:
        """Whether the person is an administrator of the chat. Raises RightsUnknown."""
        if user_id == chat_id:
            # Anonymous administrators, and all who post in a channel, write in the chat's own name.
            return True
        who, now = (chat_id, user_id), self._clock()
        known = self._known.get(who)
        if known is not None and now - known[1] < (KEPT if known[0] else REFUSED):
            return known[0]
        may = await self._standing(chat_id, user_id) in ADMINISTRATORS
        _remember(self._known, who, (may, now))
        return may

    def to_be_told(self, chat_id: int, user_id: int) -> bool:
        """Whether a refusal is worth saying: not if this person was told so a moment ago."""
        who, now = (chat_id, user_id), self._clock()
        told = self._told.get(who)
        if told is not None and now - told < SAID:
            return False
        _remember(self._told, who, now)
        return True


def _remember(where: dict[Who, What], who: Who, what: What) -> None:
    where.pop(who, None)
    where[who] = what
    if len(where) > MOST:
        del where[next(iter(where))]
