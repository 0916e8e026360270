"""A schedule: how often a reader is told, at which local hours, where, and when not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from bot.errors import BadSchedule, NeverDue, TooManyHours

MOST_TIMES = 8
"""Digests that one day may have at hours of its own; more than these is what hourly is for."""

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""As they stand in a wording; 0 is Monday, as everywhere in Python."""

WORKING = (0, 1, 2, 3, 4)
"""The days of `Kind.WEEKDAYS`."""


class Kind(StrEnum):
    """How often. At once means that nothing is gathered but what comes in quiet hours."""

    AT_ONCE = "once"
    HOURLY = "hourly"
    DAILY = "daily"
    WEEKDAYS = "weekdays"
    WEEKLY = "weekly"

    @property
    def has_times(self) -> bool:
        """Whether it comes at hours that the reader names."""
        return self in (Kind.DAILY, Kind.WEEKDAYS, Kind.WEEKLY)


@dataclass(frozen=True, slots=True)
class Quiet:
    """Local hours, ``end`` not included, in which nothing is sent; they may go over midnight.

    Raises NeverDue where they would last all day.
    """

    start: time
    end: time

    def __post_init__(self) -> None:
        if self.start == self.end:
            raise NeverDue(hours=f"{self.start:%H:%M}-{self.end:%H:%M}")

    @property
    def wording(self) -> str:
        """As it stands in a schedule's wording."""
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


@dataclass(frozen=True, slots=True)
class Schedule:
    """A reader's or a topic's schedule. ``times`` are local, ``days`` are those of a weekly one.

    ``zone`` is a key of the IANA database. Raises BadSchedule for parts that do not belong together and TooManyHours.
    """

    kind: Kind = Kind.AT_ONCE
    times: tuple[time, ...] = ()
    days: tuple[int, ...] = ()
    zone: str = "UTC"
    quiet: Quiet | None = None

    def __post_init__(self) -> None:
        if len(self.times) > MOST_TIMES:
            raise TooManyHours(most=MOST_TIMES)
        if bool(self.times) != self.kind.has_times or bool(self.days) != (self.kind is Kind.WEEKLY):
            raise BadSchedule(words=self.kind.value)
        object.__setattr__(self, "times", tuple(sorted(set(self.times))))
        object.__setattr__(self, "days", tuple(sorted(set(self.days))))

    @property
    def on(self) -> tuple[int, ...]:
        """The days of the week on which it comes."""
        return {Kind.WEEKDAYS: WORKING, Kind.WEEKLY: self.days}.get(self.kind, tuple(range(7)))

    @property
    def wording(self) -> str:
        """All of it in one canonical line, which `parse_wording` reads; equal schedules have equal lines."""
        parts = [self.kind.value]
        parts += [",".join(DAYS[day] for day in self.days)] if self.days else []
        parts += [",".join(f"{at:%H:%M}" for at in self.times)] if self.times else []
        quiet = ["quiet", self.quiet.wording] if self.quiet else []
        return " ".join([*parts, "in", self.zone, *quiet])


def parse_wording(wording: str) -> Schedule:
    """The schedule that a canonical line says. Raises BadSchedule for any other line."""
    try:
        first, _, second = wording.partition(" in ")
        kind, *parts = first.split(" ")
        zone, *quiet = second.split(" ")
        days = [part for part in parts if part[0].isalpha()]
        times = [part for part in parts if part[0].isdigit()]
        found = Schedule(
            Kind(kind),
            tuple(_times(times)),
            tuple(DAYS.index(day) for part in days for day in part.split(",")),
            zone,
            Quiet(*(time.fromisoformat(at) for at in quiet[1].split("-"))) if quiet else None,
        )
    except (ValueError, IndexError, TypeError) as error:
        raise BadSchedule(words=wording) from error
    if found.wording != wording:
        raise BadSchedule(words=wording)
    return found


def _times(parts: Iterable[str]) -> Iterable[time]:
    return (time.fromisoformat(at) for part in parts for at in part.split(","))
