"""What can go wrong with the statistics."""

from __future__ import annotations

from bot.errors.root import CommuniqueError


class BadSpan(CommuniqueError):
    """The statistics of a period were asked for that there is none of; ``given`` is its name."""

    key = "error.stats.period"


class StatsInPrivate(CommuniqueError):
    """The statistics were asked for where others than admins read along."""

    key = "error.stats.private"
