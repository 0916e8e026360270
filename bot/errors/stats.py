"""What can go wrong with the statistics."""

from __future__ import annotations

from bot.errors.root import CommuniqueError


class BadSpan(CommuniqueError):
    """The statistics of a period were asked for that there is none of; ``given`` is its name."""

    key = "error.stats.period"
