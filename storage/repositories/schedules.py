"""Schedules: the hours that readers share, with the moment at which what comes now is due."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from storage.records import ScheduleRecord
from storage.repositories.repository import Repository
from storage.tables import schedules

_RECORD = (schedules.c.id, schedules.c.wording, schedules.c.due, schedules.c.until)


class Schedules(Repository):
    """One row for all who have the same; when it is due is worked out by whoever reads the wording."""

    async def ensure(self, wording: str, due: datetime | None, until: datetime | None) -> int:
        """The schedule's number; written down, with when it is due next, if nobody had it before."""
        values = {"wording": wording, "due": due, "until": until}
        await self._connection.execute(self._insert(schedules).on_conflict_do_nothing().values(values))
        found = await self._connection.scalar(select(schedules.c.id).where(schedules.c.wording == wording))
        assert found is not None, "inserted in this transaction or by another that has committed"  # noqa: S101
        return int(found)

    async def get(self, schedule_id: int) -> ScheduleRecord | None:
        """The schedule of a number, or None."""
        row = (await self._connection.execute(select(*_RECORD).where(schedules.c.id == schedule_id))).one_or_none()
        return ScheduleRecord(*row) if row is not None else None

    async def stale(self, now: datetime, beyond: datetime | None = None) -> list[ScheduleRecord]:
        """Those whose next moment holds no longer, or lies ``beyond`` where any can be."""
        over = schedules.c.until <= now
        over = over | (schedules.c.until > beyond) if beyond else over
        query = select(*_RECORD).where(over).order_by(schedules.c.id)
        return [ScheduleRecord(*row) for row in await self._connection.execute(query)]

    async def set(self, schedule_id: int, due: datetime | None, until: datetime | None) -> None:
        """When it is due next (None: at once), and until when that holds (None: for ever)."""
        change = update(schedules).where(schedules.c.id == schedule_id).values(due=due, until=until)
        await self._connection.execute(change)
