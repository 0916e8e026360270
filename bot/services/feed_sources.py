"""Feeds and the pages behind them, fetched and read; nothing is stored here."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ParamSpec, TypeVar

from bot.errors import BadAddress, CommuniqueError, NoFeedFound, NotAFeed
from bot.services.ports import Pool, Web
from bot.sources.address import read_address
from bot.sources.answer import Fetched
from bot.sources.draft import Draft
from bot.sources.feeds import Feed, find_feeds, read_feed
from bot.sources.pages import read_page

P = ParamSpec("P")
R = TypeVar("R")

_LOG = logging.getLogger(__name__)

LONGEST_ADDRESS = 2000
"""Characters of a feed's address: what an index of PostgreSQL takes, with room to spare."""

CANDIDATES = 5
"""Feeds of one page that are tried."""

APART = 256 * 1024
"""Bytes from which a body is read apart from the chat's work."""


@dataclass(frozen=True, slots=True)
class Found:
    """A feed at its address, and further addresses that the same page names."""

    url: str
    feed: Feed
    others: tuple[str, ...] = ()


class FeedSources:
    """Fetches through ``web``, reads in ``pool``; of the pool it takes one place at most, whatever is polled."""

    def __init__(self, web: Web, pool: Pool) -> None:
        self._web = web
        self._pool = pool
        self.turn = asyncio.Lock()
        """Held during CPU work for feeds, so that a chat's question waits for one piece of it at most."""

    async def fetch(self, url: str, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """A feed's body, or word that it has not changed. Raises bot.errors.FetchFailed."""
        return await self._web.get(url, etag=etag, last_modified=last_modified)

    async def read(self, fetched: Fetched) -> Feed:
        """The feed in a body. Raises bot.errors.NotAFeed."""
        return await self.run(fetched.body, read_feed, fetched.body, fetched.url, fetched.content_type)

    async def discover(self, address: str) -> Found:
        """The feed at an address, or the likeliest one that the page there names.

        Raises BadAddress, FetchFailed, and NoFeedFound if there is none.
        """
        url = normal(address)
        fetched = await self.fetch(url)
        try:
            return Found(_lasting(fetched.moved) or url, await self.read(fetched))
        except NotAFeed:
            named = await self.run(fetched.body, find_feeds, fetched.body, fetched.url)
        for place, candidate in enumerate(named[:CANDIDATES]):
            found = await self._candidate(candidate)
            if found is not None:
                return replace(found, others=tuple(named[place + 1 :]))
        raise NoFeedFound(address=url[:200])

    async def whole(self, link: str) -> Draft:
        """The article that an entry's page holds.

        Raises bot.errors.FetchFailed, and what `bot.sources.pages.read_page` raises.
        """
        fetched = await self._web.get(link, obey_robots=True)
        return await self.run(fetched.body, read_page, fetched.body, fetched.url, fetched.content_type)

    async def run(self, body: bytes, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What the function makes of a body, off the event loop: a large one in a process of its own."""
        if len(body) >= APART:
            return await self._pool.run_apart(function, *args, **kwargs)
        async with self.turn:
            return await self._pool.run(function, *args, **kwargs)

    async def _candidate(self, address: str) -> Found | None:
        try:
            url = normal(address)
            fetched = await self.fetch(url)
            return Found(_lasting(fetched.moved) or url, await self.read(fetched))
        except CommuniqueError as error:
            _LOG.info("a feed that a page names was not read: %s", error.key)
            return None


def normal(address: str) -> str:
    """An address in its one spelling; https is meant where no scheme is written. Raises BadAddress."""
    text = address.strip()
    url = str(read_address(text if "://" in text else f"https://{text}"))
    if len(url) > LONGEST_ADDRESS:
        raise BadAddress
    return url


def _lasting(moved: str | None) -> str | None:
    return moved if moved is not None and len(moved) <= LONGEST_ADDRESS else None
