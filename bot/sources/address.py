"""Addresses of the web: read strictly, before anything is asked of them."""

from __future__ import annotations

import re

from yarl import URL

from bot.errors import BadAddress

LONGEST = 4000
"""Characters of an address."""

NAME = re.compile(r"(?!.{254})[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*")
"""A host's name in ASCII, or an IPv4 address in any spelling."""

IPV6 = re.compile(r"[0-9a-f.]*:[0-9a-f:.]*(%.+)?")

OTHER_SERVICES = frozenset(
    {1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6679, 6697, 10080, *range(6665, 6670)}
)
"""Ports from 1024 on that no browser opens, as other protocols than HTTP live there: WHATWG's Fetch, "bad port"."""

CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


def read_address(text: str) -> URL:
    """The address in its one spelling, without fragment. Raises bot.errors.BadAddress.

    What is returned is what the connection uses: no second parser can understand another host.
    """
    text = text.strip()
    if len(text) > LONGEST or CONTROL.search(text):
        raise BadAddress
    try:
        return _checked(URL(text))
    except ValueError:
        raise BadAddress from None


def join_address(base: URL, text: str) -> URL:
    """The address that a page at ``base`` means by ``text``. Raises bot.errors.BadAddress."""
    try:
        return read_address(str(base.join(URL(text.strip()))))
    except ValueError:
        raise BadAddress from None


def _checked(url: URL) -> URL:
    host = (url.raw_host or "").rstrip(".")
    if url.scheme not in ("http", "https") or url.user is not None or url.password is not None:
        raise BadAddress
    if not (NAME.fullmatch(host) or IPV6.fullmatch(host)):
        raise BadAddress
    if not _of_the_web(url.port):
        raise BadAddress
    url = url if host == url.raw_host else url.with_host(host)
    return url.with_path(url.raw_path, encoded=True, keep_query=True)


def _of_the_web(port: int | None) -> bool:
    return port in (80, 443) or (port is not None and 1024 <= port < 65536 and port not in OTHER_SERVICES)
