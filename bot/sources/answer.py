"""What a server answered: read within its bounds, and told with what is needed to ask again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import aiohttp
from yarl import URL

from bot.errors import BadStatus, TooBig
from bot.sources.inflate import inflater
from bot.sources.retry_after import read_retry_after

PIECE = 64 * 1024
"""Bytes that are taken off the line at once."""

LONGEST_VALIDATOR = 1000
"""Characters of an ETag or a date that is worth keeping."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave.

    ``url`` is where it came from in the end; ``moved`` is the address to use from now on, if there were redirects and
    all were permanent (301, 308). ``body`` is decoded, and empty if ``not_modified``. ``content_type`` is as it was
    sent, with its charset; ``etag`` and ``last_modified`` are to be given back the next time.
    """

    url: str
    moved: str | None
    status: int
    body: bytes
    content_type: str | None
    etag: str | None
    last_modified: str | None
    not_modified: bool


async def read_answer(
    url: URL, response: aiohttp.ClientResponse, sent: Mapping[str, str], size: int, now: datetime
) -> Fetched:
    """What came back, at most ``size`` bytes of it, decoded; ``sent`` are the validators that were given.

    Raises BadStatus, TooBig and BrokenAnswer.
    """
    not_modified = response.status == 304 and bool(sent)
    if not not_modified and not 200 <= response.status < 300:
        wait = read_retry_after(response.headers.get("Retry-After"), now)
        raise BadStatus(status=response.status, retry_after=wait)
    return Fetched(
        url=str(url),
        moved=None,
        status=response.status,
        body=b"" if not_modified else await _body(response, size),
        content_type=response.headers.get("Content-Type"),
        etag=_validator(response, "ETag") or (sent.get("If-None-Match") if not_modified else None),
        last_modified=_validator(response, "Last-Modified")
        or (sent.get("If-Modified-Since") if not_modified else None),
        not_modified=not_modified,
    )


async def _body(response: aiohttp.ClientResponse, size: int) -> bytes:
    if (response.content_length or 0) > size:
        raise TooBig(limit=size // 1_000_000)
    pieces = inflater(", ".join(response.headers.getall("Content-Encoding", [])), size)
    async for piece in response.content.iter_chunked(PIECE):
        pieces.feed(piece)
    return pieces.finish()


def _validator(response: aiohttp.ClientResponse, name: str) -> str | None:
    value = response.headers.get(name)
    return value if value and len(value) <= LONGEST_VALIDATOR else None
