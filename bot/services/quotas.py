"""Quotas: how much one person may ask of the bot. Roles above a reader's are exempt.

All is counted in memory: a database that noted each command and each text would say more of readers than is kept of
them, and cost a transaction each. A restart gives everybody a fresh quota. Of several processes that answer each counts
for itself, so that a person may have as many quotas as there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import TypeVar

from bot.errors import TooManyTexts
from bot.services.ports import Clock
from bot.services.roles import Role, Roles

A_MINUTE = timedelta(minutes=1)

MOST = 10_000
"""People who are remembered; above that the one who was heard of longest ago goes."""

What = TypeVar("What")


class Verdict(Enum):
    """What becomes of a command: it is answered, its sender is told that there were too many, or nothing is said."""

    PASS = "pass"  # noqa: S105
    TELL = "tell"
    SILENT = "silent"


@dataclass(slots=True)
class _Bucket:
    left: float
    filled: datetime
    told: datetime | None = None


class Quotas:
    """How much is left to each; 0 is no limit.

    ``a_minute``: commands, as many at once, by a token bucket; ``texts``: summaries of own texts a day.
    """

    def __init__(self, clock: Clock, roles: Roles, a_minute: int = 0, texts: int = 0) -> None:
        self._clock = clock
        self._roles = roles
        self.a_minute = a_minute
        self.texts = texts
        self._buckets: dict[int, _Bucket] = {}
        self._texts: dict[int, tuple[date, int]] = {}

    async def command(self, user_id: int) -> Verdict:
        """Count a command of this person's."""
        if not self.a_minute:
            return Verdict.PASS
        now = self._clock()
        bucket = self._buckets.get(user_id) or _Bucket(float(self.a_minute), now)
        bucket.left = min(self.a_minute, bucket.left + (now - bucket.filled) / A_MINUTE * self.a_minute)
        bucket.filled = now
        _remember(self._buckets, user_id, bucket)
        if bucket.left >= 1:
            bucket.left -= 1
            return Verdict.PASS
        if await self._roles.of(user_id) > Role.READER:
            return Verdict.PASS
        # Who goes on and on has one place free every few seconds: that is no reason to be told again each time.
        if bucket.told is not None and now - bucket.told < A_MINUTE:
            return Verdict.SILENT
        bucket.told = now
        return Verdict.TELL

    async def own_text(self, user_id: int) -> None:
        """Count a summary of a text of this person's own. Raises TooManyTexts; a day begins at midnight UTC."""
        today = self._clock().date()
        day, count = self._texts.get(user_id, (today, 0))
        count = count if day == today else 0
        if self.texts and count >= self.texts and await self._roles.of(user_id) == Role.READER:
            raise TooManyTexts(limit=self.texts)
        _remember(self._texts, user_id, (today, count + 1))


def _remember(where: dict[int, What], who: int, what: What) -> None:
    where.pop(who, None)
    where[who] = what
    if len(where) > MOST:
        del where[next(iter(where))]
