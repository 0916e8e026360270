"""The audit: every admin action, and every attempt that was refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.services.ports import Clock
from bot.services.roles import Roles, needed
from storage.engine import Database
from storage.records import AuditRecord

EDITED = "article.edited"


def edit_of(article_id: int, field: str) -> str:
    """The detail of an article's edit."""
    return f"{article_id}: {field}"


@dataclass(frozen=True, slots=True)
class Page:
    """Entries, newest first, and whether there are others."""

    entries: Sequence[AuditRecord]
    has_newer: bool
    has_older: bool


class Audit:
    """Decides by role who may do what, and writes down what was asked."""

    def __init__(self, database: Database, clock: Clock, roles: Roles) -> None:
        self._database = database
        self._clock = clock
        self.roles = roles

    async def admit(self, user_id: int, action: str, detail: str = "") -> bool:
        """Whether this user may do that; the answer is written down either way. ``detail`` holds no text of theirs."""
        allowed = await self.may(user_id, action)
        await self.note(user_id, action, detail, allowed=allowed)
        return allowed

    async def may(self, user_id: int, action: str) -> bool:
        """Whether this user may do that; nothing is written down."""
        return await self.roles.of(user_id) >= needed(action)

    async def page(self, limit: int, *, before: int | None = None, after: int | None = None) -> Page:
        """At most ``limit`` entries: those before the entry of a number, after one, or the last of all."""
        async with self._database.read() as unit:
            found = await unit.audit.page(limit + 1, before=before, after=after)
        is_more = len(found) > limit
        if after is not None:
            return Page(found[-limit:], is_more, has_older=True)
        return Page(found[:limit], before is not None, is_more)

    async def note(self, user_id: int, action: str, detail: str, *, allowed: bool = True) -> None:
        """Write down what became of a request: the number of an article, or the key of what was said instead."""
        async with self._database.write() as unit:
            await unit.audit.record(user_id, action, detail, allowed=allowed, at=self._clock())
