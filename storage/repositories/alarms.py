"""Alarms: troubles of the program by family, so that admins are told of each family now and then, with a count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from storage.repositories.repository import Repository
from storage.tables import alarms


@dataclass(frozen=True, slots=True)
class Held:
    """What a family has held back: how many, and the last of them as it was written."""

    family: str
    number: int
    body: str


class Alarms(Repository):
    """One row a family."""

    async def ring(
        self, family: str, body: str, *, now: datetime, quiet_since: datetime, number: int = 1
    ) -> int | None:
        """Whether to tell of it: how many were held back until now, or None where it is held back too.

        It is told unless the family was told of after ``quiet_since``; ``number`` came together.
        """
        query = select(alarms.c.told, alarms.c.held).where(alarms.c.family == family).with_for_update()
        row = (await self._connection.execute(query)).one_or_none()
        if row is not None and row.told > quiet_since:
            change = update(alarms).where(alarms.c.family == family)
            await self._connection.execute(change.values(held=alarms.c.held + number, body=body))
            return None
        values = {"family": family, "told": now, "held": 0, "body": None}
        insert = self._insert(alarms).values(values)
        await self._connection.execute(insert.on_conflict_do_update(index_elements=["family"], set_=values))
        return row.held if row is not None else 0

    async def held(self, *, quiet_since: datetime) -> list[Held]:
        """Families that have held something back, and were not told of after ``quiet_since``."""
        query = select(alarms.c.family, alarms.c.held, alarms.c.body)
        ripe = query.where(alarms.c.held > 0, alarms.c.told <= quiet_since).order_by(alarms.c.family)
        return [Held(*row) for row in await self._connection.execute(ripe)]
