"""What can go wrong with saved articles, links that are shared, and lists of the last days."""

from __future__ import annotations

from bot.errors.root import CommuniqueError


class TooManySaved(CommuniqueError):
    """The reader has saved as many articles as one may."""

    key = "error.saved.many"


class NotSaved(CommuniqueError):
    """The article is not among those that the reader saved."""

    key = "error.saved.unknown"


class NoteTooLong(CommuniqueError):
    """A note is longer than ``limit`` characters."""

    key = "error.saved.note"


class BrokenLink(CommuniqueError):
    """A link that was shared was changed on its way, cut, or made with another token."""

    key = "error.link.broken"


class LinkedTopicGone(CommuniqueError):
    """A link names a topic that is there no more."""

    key = "error.link.topic"


class BadPeriod(CommuniqueError):
    """What was given as a number of days is none, or more than ``most``."""

    key = "error.top.days"


class QuietDays(CommuniqueError):
    """No story of the last days has more than one article."""

    key = "error.top.none"


class PrivateOnly(CommuniqueError):
    """A command that concerns one person was sent where others read along."""

    key = "error.private"
