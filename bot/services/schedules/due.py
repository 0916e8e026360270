"""When the next digest is due: pure, from a schedule and a moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo

from bot.services.schedules.moments import exists, first, last, zone_of
from bot.services.schedules.schedule import Kind, Quiet, Schedule

_DAY = timedelta(days=1)
_HOUR = 3600

FAR = 17
"""Days that are looked at: a weekly digest whose day a zone skips comes a week later, and may then be held."""

LONGEST = timedelta(days=FAR)
"""No digest is due later than this from now."""


def next_due(schedule: Schedule, after: datetime) -> datetime | None:
    """The first moment later than ``after`` at which a digest goes out, in UTC; None where all goes out at once.

    A time that the clock skips counts at the first moment after the gap, one that it shows twice counts once, a
    digest due in quiet hours comes at their end. Raises UnknownZone.
    """
    zone, after = zone_of(schedule.zone), after.astimezone(UTC)
    hush = _hush(schedule.quiet, zone, after)
    if schedule.kind is Kind.AT_ONCE:
        return hush[1] if hush else None
    # What has been due since these quiet hours began is still held.
    begin = hush[0] - timedelta.resolution if hush else after
    for due in _dues(schedule, zone, begin):
        held = _hush(schedule.quiet, zone, due)
        moment = held[1] if held else due
        if moment > after:
            return moment
    raise AssertionError(f"nothing due within {FAR} days: {schedule.wording}")


def window(schedule: Schedule, now: datetime) -> tuple[datetime | None, datetime | None]:
    """When what comes now is sent (None: at once), and until when that holds (None: for ever).

    Raises UnknownZone.
    """
    due = next_due(schedule, now)
    if due is not None or schedule.quiet is None:
        return due, due
    return None, _next_quiet(schedule.quiet, zone_of(schedule.zone), now.astimezone(UTC))


def _dues(schedule: Schedule, zone: tzinfo, after: datetime) -> Iterator[datetime]:
    if schedule.kind is Kind.HOURLY:
        yield from _hours(zone, after)
        return
    day = after.astimezone(zone).date() - _DAY
    for one in (day + _DAY * ahead for ahead in range(FAR)):
        if one.weekday() in schedule.on and exists(one, zone):
            yield from (due for due in (first(one, at, zone) for at in schedule.times) if due > after)


def _hours(zone: tzinfo, after: datetime) -> Iterator[datetime]:
    """Full hours as the clock shows them, both of a doubled one: an hour has passed each time."""
    moment = after
    while moment < after + _DAY * FAR:
        local = moment.astimezone(zone)
        past = local.minute * 60 + local.second
        moment = moment.replace(microsecond=0) + timedelta(seconds=_HOUR - past)
        yield moment


def _hush(quiet: Quiet | None, zone: tzinfo, moment: datetime) -> tuple[datetime, datetime] | None:
    """Start and end of the quiet hours that a moment lies in; they last from the first time that the clock shows
    their start to the last time that it shows their end.
    """
    if quiet is None:
        return None
    spans = _spans(quiet, zone, moment)
    found = next(((start, end) for start, end in spans if start <= moment < end), None)
    # Where a zone skips a day, the end of one night is the beginning of the next.
    while found and (more := next(((s, e) for s, e in spans if s <= found[1] < e), None)):
        found = found[0], more[1]
    return found


def _next_quiet(quiet: Quiet, zone: tzinfo, moment: datetime) -> datetime:
    return min(start for start, _ in _spans(quiet, zone, moment) if start > moment)


def _spans(quiet: Quiet, zone: tzinfo, moment: datetime) -> list[tuple[datetime, datetime]]:
    """The quiet hours around a moment, in order; those that a gap swallows are left out."""
    today = moment.astimezone(zone).date()
    over = _DAY if quiet.end < quiet.start else timedelta()
    days = [today + _DAY * ahead for ahead in range(-2, 4)]
    spans = [(first(day, quiet.start, zone), last(day + over, quiet.end, zone)) for day in days]
    return [(start, end) for start, end in spans if start < end]
