"""Feeds and lists of feeds that are none, or not known."""

from __future__ import annotations

from bot.errors.root import CommuniqueError


class NotAFeed(CommuniqueError):
    """What an address or a file gives is no feed."""

    key = "error.feed.other"


class PageNotFeed(NotAFeed):
    """A web page where a feed was promised."""

    key = "error.feed.page"


class BrokenFeed(NotAFeed):
    """XML or JSON where a feed was promised, and broken or of another kind."""

    key = "error.feed.broken"


class NotOpml(CommuniqueError):
    """A list of feeds was wanted and something else was given."""

    key = "error.opml"


class ListOfFeeds(CommuniqueError):
    """A list of feeds was loaded as if it were articles."""

    key = "error.opml.article"


class NoFeedFound(CommuniqueError):
    """There is no feed at ``address``, and the page there names none that can be read."""

    key = "error.feed.none"


class UnknownFeed(CommuniqueError):
    """No feed has the number or address ``which``."""

    key = "error.feed.unknown"


class FeedBusy(CommuniqueError):
    """The feed is being polled at this moment."""

    key = "error.feed.busy"
