"""The moments that the database keeps of each schedule, brought up to date."""

from __future__ import annotations

import logging
from datetime import datetime

from bot.errors import BadSchedule, UnknownZone
from bot.services.schedules.due import LONGEST, window
from bot.services.schedules.schedule import Schedule, parse_wording
from storage.records import ScheduleRecord
from storage.unit import Unit

_LOG = logging.getLogger(__name__)


async def refresh(unit: Unit, now: datetime) -> int:
    """Works out anew when those are due whose moment is past; gives how many that were.

    So are those that lie too far ahead: the system's clock was wrong when they were worked out.
    """
    stale = await unit.schedules.stale(now, now + LONGEST)
    for record in stale:
        due, until = _window(record, now)
        await unit.schedules.set(record.id, due, until)
    return len(stale)


async def ensured(unit: Unit, schedule: Schedule, now: datetime) -> int | None:
    """The number of a schedule whose moment is up to date; None for the one that holds where nothing is said."""
    if schedule == Schedule():
        return None
    due, until = window(schedule, now)
    number = await unit.schedules.ensure(schedule.wording, due, until)
    await unit.schedules.set(number, due, until)
    return number


async def stored(unit: Unit, schedule_id: int | None) -> Schedule:
    """The schedule of a number; None, or one that cannot be read, is at once and at any hour."""
    record = await unit.schedules.get(schedule_id) if schedule_id is not None else None
    return (_read(record) if record else None) or Schedule()


def _window(record: ScheduleRecord, now: datetime) -> tuple[datetime | None, datetime | None]:
    schedule = _read(record)
    try:
        return window(schedule, now) if schedule else (None, None)
    except UnknownZone:
        _LOG.error("schedule %d has a zone that is not known any more: %s", record.id, record.wording)
        return None, None


def _read(record: ScheduleRecord) -> Schedule | None:
    try:
        return parse_wording(record.wording)
    except BadSchedule:
        _LOG.error("schedule %d cannot be read: %s", record.id, record.wording)
        return None
