"""When a follow's articles are due, as the database works it out for many readers at once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, FromClause, case, func, literal, type_coerce

from storage.tables import follows, readers, schedules
from storage.types import UtcDateTime

_own, _general = schedules.alias("own"), schedules.alias("general")
_due = case((follows.c.schedule_id.is_not(None), _own.c.due), else_=_general.c.due)

FOLLOWERS: FromClause = (
    follows.join(readers, readers.c.id == follows.c.reader_id)
    .outerjoin(_own, _own.c.id == follows.c.schedule_id)
    .outerjoin(_general, _general.c.id == readers.c.schedule_id)
)
"""Follows with their readers and the schedules that hold for them."""


def not_before(now: datetime) -> ColumnElement[datetime]:
    """When an article that comes ``now`` is due, on a row of `FOLLOWERS`: at the schedule's hour, after any pause."""
    hour = func.coalesce(_due, literal(now, UtcDateTime))
    return type_coerce(case((readers.c.paused_until > hour, readers.c.paused_until), else_=hour), UtcDateTime)


def kind(now: datetime) -> ColumnElement[str]:
    """What it is owed as, on a row of `FOLLOWERS`: an alert of its own, or a part of the digest at that hour."""
    paused = func.coalesce(readers.c.paused_until > literal(now, UtcDateTime), False)
    return case((_due.is_(None) & ~paused, "alert"), else_="digest")
