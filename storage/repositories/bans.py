"""Bans: readers who are not served, each known by a digest that the caller makes of the number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, func, select, update

from storage.records import BanRecord
from storage.repositories.repository import Repository
from storage.tables import bans, readers

_RECORD = (bans.c.id, bans.c.reason, bans.c.since, bans.c.told, bans.c.was_active, readers.c.chat_id)
_ROWS = bans.outerjoin(readers, readers.c.id == bans.c.reader_id)


_AMONG = (
    select(*_RECORD)
    .select_from(_ROWS)
    .where(bans.c.digest.in_(bindparam("digests", expanding=True)))
    .order_by(bans.c.id)
    .limit(1)
)
"""Made once: it is asked with every update."""


class Bans(Repository):
    """One a digest."""

    async def add(
        self, digest: str, reason: str, *, now: datetime, reader_id: int | None = None, was_active: bool = False
    ) -> bool:
        """From now on whoever has this digest is banned; False if they were already, and nothing is changed."""
        values = {
            "digest": digest,
            "reader_id": reader_id,
            "reason": reason,
            "since": now,
            "told": False,
            "was_active": was_active,
        }
        insert = self._insert(bans).on_conflict_do_nothing().values(values)
        return (await self._connection.execute(insert, execution_options={"preserve_rowcount": True})).rowcount > 0

    async def among(self, digests: Sequence[str]) -> BanRecord | None:
        """The ban of one of them; None for nearly all."""
        row = (await self._connection.execute(_AMONG, {"digests": list(digests)})).one_or_none()
        return BanRecord(*row) if row is not None else None

    async def get(self, ban_id: int) -> BanRecord | None:
        """The ban of that number."""
        row = (
            await self._connection.execute(select(*_RECORD).select_from(_ROWS).where(bans.c.id == ban_id))
        ).one_or_none()
        return BanRecord(*row) if row is not None else None

    async def tell(self, ban_id: int) -> bool:
        """They are told now; False if they were already."""
        change = update(bans).where(bans.c.id == ban_id, ~bans.c.told).values(told=True)
        return (await self._connection.execute(change)).rowcount > 0

    async def remove(self, ban_id: int) -> bool:
        """They are served again; False if there was no such ban."""
        return (await self._connection.execute(delete(bans).where(bans.c.id == ban_id))).rowcount > 0

    async def page(self, limit: int, offset: int = 0) -> list[BanRecord]:
        """At most ``limit``, the newest first, after the first ``offset``."""
        query = select(*_RECORD).select_from(_ROWS).order_by(bans.c.id.desc()).limit(limit).offset(offset)
        return [BanRecord(*row) for row in await self._connection.execute(query)]

    async def count(self) -> int:
        """How many there are."""
        return await self._connection.scalar(select(func.count()).select_from(bans)) or 0
