"""Periods of briefs and timelines that are not understood, or in which there is nothing."""

from __future__ import annotations

from bot.errors.root import CommuniqueError


class BadSince(CommuniqueError):
    """Words behind "since" that are no date."""

    key = "error.period"


class NoSuchDay(CommuniqueError):
    """A date that no calendar has, such as 31 February."""

    key = "error.period.day"


class PeriodAhead(CommuniqueError):
    """A period that begins after today."""

    key = "error.period.ahead"


class NothingToBrief(CommuniqueError):
    """No article of the topic came in the period."""

    key = "error.brief.nothing"


class NothingAtAll(CommuniqueError):
    """No article of the topic is stored."""

    key = "error.brief.nothing_at_all"


class NoDates(CommuniqueError):
    """Articles were found, but nothing in them has a date."""

    key = "error.timeline.nothing"


class SentenceGone(CommuniqueError):
    """The article that a reference leads to was deleted."""

    key = "error.brief.gone"
