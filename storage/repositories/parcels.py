"""Parcels of drafts, sent by one process and opened by another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from storage.repositories.repository import Repository
from storage.tables import parcels


class Parcels(Repository):
    """A parcel is there until its sender has read what became of it, or gave up long ago."""

    async def add(self, body: bytes, *, now: datetime) -> int:
        """Gives its number."""
        query = insert(parcels).values(body=body, created=now).returning(parcels.c.id)
        return int((await self._connection.execute(query)).scalar_one())

    async def body(self, parcel_id: int) -> bytes | None:
        """What is in it; None if it is opened already, or gone."""
        found: bytes | None = await self._connection.scalar(select(parcels.c.body).where(parcels.c.id == parcel_id))
        return found

    async def settle(self, parcel_id: int, outcomes: bytes) -> None:
        """Says what became of it, unless somebody did."""
        query = update(parcels).where(parcels.c.id == parcel_id, parcels.c.outcomes.is_(None))
        await self._connection.execute(query.values(body=None, outcomes=outcomes))

    async def settled(self, parcel_ids: Sequence[int]) -> dict[int, bytes]:
        """What became of those of them that are opened."""
        query = select(parcels.c.id, parcels.c.outcomes).where(parcels.c.id.in_(self._numbers(parcel_ids)))
        rows = await self._connection.execute(query.where(parcels.c.outcomes.is_not(None)))
        return {row[0]: row[1] for row in rows}

    async def unopened(self, before: datetime, limit: int) -> list[int]:
        """The oldest that were sent before then and that nobody has opened."""
        query = select(parcels.c.id).where(parcels.c.outcomes.is_(None), parcels.c.created < before)
        return [*(await self._connection.scalars(query.order_by(parcels.c.created, parcels.c.id).limit(limit)))]

    async def remove(self, parcel_ids: Sequence[int]) -> None:
        """They have been read, or are not wanted any more."""
        await self._connection.execute(delete(parcels).where(parcels.c.id.in_(self._numbers(parcel_ids))))

    async def discard_old(self, before: datetime) -> int:
        """Removes those that were opened for a sender who never looked; gives how many."""
        query = delete(parcels).where(parcels.c.outcomes.is_not(None), parcels.c.created < before)
        return (await self._connection.execute(query)).rowcount
