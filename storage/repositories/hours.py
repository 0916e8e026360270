"""When a follow's articles are due, as the database works it out for many readers at once.

Built once: the moment is the parameter ``now`` of whatever statement holds this.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, FromClause, bindparam, case, func, type_coerce

from storage.tables import follows, readers, schedules
from storage.types import UtcDateTime

_own, _general = schedules.alias("own"), schedules.alias("general")
_due = case((follows.c.schedule_id.is_not(None), _own.c.due), else_=_general.c.due)

MOMENT: ColumnElement[datetime] = bindparam("now", type_=UtcDateTime)

FOLLOWERS: FromClause = (
    follows.join(readers, readers.c.id == follows.c.reader_id)
    .outerjoin(_own, _own.c.id == follows.c.schedule_id)
    .outerjoin(_general, _general.c.id == readers.c.schedule_id)
)
"""Follows with their readers and the schedules that hold for them."""

_hour = func.coalesce(_due, MOMENT)
NOT_BEFORE: ColumnElement[datetime] = type_coerce(
    case((readers.c.paused_until > _hour, readers.c.paused_until), else_=_hour), UtcDateTime
)
"""When an article that comes ``now`` is due, on a row of `FOLLOWERS`: at the schedule's hour, after any pause."""

_paused = func.coalesce(readers.c.paused_until > MOMENT, False)
KIND: ColumnElement[str] = case((_due.is_(None) & ~_paused, "alert"), else_="digest")
"""What it is owed as, on a row of `FOLLOWERS`: an alert of its own, or a part of the digest at that hour."""
