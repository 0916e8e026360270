"""Pages from which no article can be taken."""

from __future__ import annotations

from bot.errors.root import CommuniqueError


class NoArticle(CommuniqueError):
    """A page without an article on it."""

    key = "error.page.none"


class ErrorPage(NoArticle):
    """A page that says, in words only, that there is nothing at its address."""

    key = "error.page.error"


class CookieWall(NoArticle):
    """A page that shows its article to a browser only, after a click or a check."""

    key = "error.page.wall"


class FeedGiven(CommuniqueError):
    """An article was wanted, and the address gives a feed."""

    key = "error.page.feed"
