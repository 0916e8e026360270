"""Notices: what admins are to be told, a row until Telegram has it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, func, select, update

from storage.records import NoticeRecord
from storage.repositories.repository import Repository
from storage.tables import notices

_RECORD = tuple(notices.c[name] for name in NoticeRecord.__slots__)


class Notices(Repository):
    """Written in the transaction that made them necessary."""

    async def add(self, chat_ids: Iterable[int], body: str, *, now: datetime) -> None:
        """Owes the same notice to each of the chats."""
        rows = [{"chat_id": chat, "body": body, "not_before": now, "created": now} for chat in chat_ids]
        if rows:
            await self._connection.execute(self._insert(notices), rows)

    async def due(self, limit: int, *, now: datetime) -> list[NoticeRecord]:
        """At most ``limit`` that are to be sent now, in the order in which they were written."""
        query = select(*_RECORD).where(notices.c.not_before <= now).order_by(notices.c.id).limit(limit)
        return [NoticeRecord(*row) for row in await self._connection.execute(query)]

    async def next_due(self) -> datetime | None:
        """When the next one is to be sent; None if nothing is owed."""
        found: datetime | None = await self._connection.scalar(select(func.min(notices.c.not_before)))
        return found

    async def retry(self, notice_id: int, *, at: datetime) -> None:
        """It was tried in vain, and is due again at ``at``."""
        change = update(notices).where(notices.c.id == notice_id)
        await self._connection.execute(change.values(not_before=at, attempts=notices.c.attempts + 1))

    async def settle(self, notice_id: int) -> None:
        """Telegram has it, or will never take it."""
        await self._connection.execute(delete(notices).where(notices.c.id == notice_id))
