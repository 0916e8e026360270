"""What cannot be drawn or compared, and why."""

from __future__ import annotations

from bot.errors.root import CommuniqueError


class TooFewToCompare(CommuniqueError):
    """A single topic."""

    key = "error.compare.few"


class TooManyToCompare(CommuniqueError):
    """More topics than a reader can tell apart in one chart."""

    key = "error.compare.many"


class SameTopics(CommuniqueError):
    """Two topics that ask for the same."""

    key = "error.compare.same"


class NoCountry(CommuniqueError):
    """Words that name no country or organisation; ``suggestions`` are names that come near."""

    key = "error.ties.unknown"


class SeveralCountries(CommuniqueError):
    """Words that name more than one."""

    key = "error.ties.several"
