"""Hours, time zones and pauses that are not understood, or that cannot be."""

from __future__ import annotations

from bot.errors.root import CommuniqueError


class BadSchedule(CommuniqueError):
    """Words that are no schedule."""

    key = "error.schedule"


class BadHour(CommuniqueError):
    """A time of day that no clock shows, such as 25:00 or 7:75."""

    key = "error.schedule.hour"


class EndOfDay(CommuniqueError):
    """24:00 of a certain day of the week: it may mean either end."""

    key = "error.schedule.end_of_day"


class TooManyHours(CommuniqueError):
    """More hours a day than a schedule may have."""

    key = "error.schedule.many"


class NeverDue(CommuniqueError):
    """Quiet hours that last all day: nothing would ever be sent."""

    key = "error.schedule.never"


class NoQuietHours(CommuniqueError):
    """Words that do not say from when to when it shall be quiet."""

    key = "error.schedule.quiet"


class HoldsForAll(CommuniqueError):
    """Something of a single topic that only the reader has: quiet hours, a cap, a pause, a zone."""

    key = "error.schedule.for_all"


class BadCap(CommuniqueError):
    """A number of alerts an hour that is none, or too great to hold anything back."""

    key = "error.schedule.cap"


class BadPause(CommuniqueError):
    """A date that is not understood."""

    key = "error.schedule.pause"


class NoDayForPause(CommuniqueError):
    """A date that no calendar has, such as 31 February."""

    key = "error.schedule.pause_none"


class PastPause(CommuniqueError):
    """A pause that would be over already."""

    key = "error.schedule.pause_past"


class FarPause(CommuniqueError):
    """A pause so long that stopping is what is meant."""

    key = "error.schedule.pause_far"


class UnknownZone(CommuniqueError):
    """A place, a country or a zone that is not known; ``suggestions`` names some that are."""

    key = "error.zone"


class UnknownZoneOfChat(UnknownZone):
    """The same, said in a chat of many, where nobody shares a location."""

    key = "error.zone.group"


class SeveralZones(CommuniqueError):
    """A country, or a name of several places, that has more than one time zone; ``suggestions`` names some."""

    key = "error.zone.several"


class BadOffset(CommuniqueError):
    """A difference from UTC that no place has."""

    key = "error.zone.offset"


class NoZoneThere(CommuniqueError):
    """A shared location at which no time zone is known."""

    key = "error.zone.location"
