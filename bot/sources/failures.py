"""What went wrong with a request, in our own words: the library's hold addresses from inside the network."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import aiohttp
from aiohttp.http_exceptions import HttpProcessingError
from yarl import URL

from bot.errors import BadAddress, BrokenAnswer, FetchFailed, TooSlow, Unreachable

_LOG = logging.getLogger(__name__)

SHOWN = 80
"""Characters of a host's name that are shown."""

Kinds = tuple[type[Exception], ...]

FAILURES: tuple[tuple[Kinds, Callable[[], FetchFailed]], ...] = (
    ((TimeoutError,), TooSlow),
    ((aiohttp.ClientConnectorDNSError, UnicodeError), lambda: Unreachable(reason="dns")),
    ((aiohttp.ClientSSLError, aiohttp.ClientConnectorCertificateError), lambda: Unreachable(reason="tls")),
    ((aiohttp.InvalidURL,), BadAddress),
    ((aiohttp.ClientConnectionError, OSError), lambda: Unreachable(reason="refused")),
    ((aiohttp.ClientError, HttpProcessingError), BrokenAnswer),
)
"""Kinds of exceptions and what each is; the first that fits counts."""

EXPECTED: Kinds = tuple(kind for kinds, _ in FAILURES for kind in kinds)


@contextmanager
def named(url: URL, seconds: float) -> Iterator[None]:
    """Whatever a request to the address raises becomes a kind of FetchFailed that says whose fault it was."""
    try:
        yield
    except FetchFailed as error:
        raise _of(error, url, seconds) from None
    except EXPECTED as error:
        _LOG.debug("%s failed: %s", url.raw_host, type(error).__name__)
        made = next(make for kinds, make in FAILURES if isinstance(error, kinds))
        raise _of(made(), url, seconds) from None


def _of(error: FetchFailed, url: URL, seconds: float) -> FetchFailed:
    error.values = {"host": (url.host or "")[:SHOWN], "limit": round(seconds), **error.values}
    return error
