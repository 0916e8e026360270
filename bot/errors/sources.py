"""Addresses from which nothing was got."""

from __future__ import annotations

from bot.errors.root import CommuniqueError


class FetchFailed(CommuniqueError):
    """Nothing was got from an address; what is raised is one of its kinds, and ``host`` is whose fault it was."""


class BadAddress(FetchFailed):
    """That is no address of a page: not http or https, malformed, with a password in it, or at a port of mail."""

    key = "error.fetch.address"


class ForbiddenAddress(FetchFailed):
    """The address lies in a private network, or was said to by whoever resolves names; nothing was connected to."""

    key = "error.fetch.forbidden"


class Unreachable(FetchFailed):
    """No connection came about; ``reason`` is "dns", "refused" or "tls"."""

    @property
    def key(self) -> str:  # type: ignore[override]
        """By the reason."""
        return UNREACHABLE_SENTENCES[str(self.values["reason"])]


UNREACHABLE_SENTENCES = {
    "dns": "error.fetch.dns",
    "refused": "error.fetch.refused",
    "tls": "error.fetch.tls",
}
"""What keeps a connection from coming about, in words."""


class TooSlow(FetchFailed):
    """The answer was not complete within ``limit`` seconds."""

    key = "error.fetch.slow"


class TooBig(FetchFailed):
    """The answer has more than ``limit`` MB, as sent or once unpacked."""

    key = "error.fetch.big"


class TooManyRedirects(FetchFailed):
    """The address led to another more than ``limit`` times, or in a circle."""

    key = "error.fetch.redirects"


class BadStatus(FetchFailed):
    """The server refused; ``retry_after`` is the seconds it asked to wait, if it did."""

    key = "error.fetch.status"

    def __init__(self, *, status: int, retry_after: float | None = None, **values: object) -> None:
        super().__init__(status=status, retry_after=retry_after, **values)
        self.status = status
        self.retry_after = retry_after


class RobotsForbid(FetchFailed):
    """The site's robots.txt asks programs to stay away from the page, or could not be asked for."""

    key = "error.fetch.robots"


class BrokenAnswer(FetchFailed):
    """What came back is not HTTP, shorter than announced, or packed in a way that cannot be undone."""

    key = "error.fetch.broken"
