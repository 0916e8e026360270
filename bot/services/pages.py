"""One article at one address: fetched, and read off the event loop."""

from __future__ import annotations

from bot.errors import CommuniqueError, FeedGiven
from bot.services.ports import Pool, Web
from bot.sources.address import read_address
from bot.sources.detect import Kind, kind_of
from bot.sources.draft import Draft
from bot.sources.pages import read_page

APART = 256 * 1024
"""Bytes from which a body is read apart from the chat's work."""


class Pages:
    """Fetches through ``web``, reads in ``pool``."""

    def __init__(self, web: Web, pool: Pool) -> None:
        self._web = web
        self._pool = pool

    async def read(self, address: str) -> Draft:
        """The article at an address, its link being where it was found in the end; https where no scheme is written.

        Raises bot.errors.FetchFailed, FeedGiven for a feed, and what `bot.sources.pages.read_page` raises.
        """
        text = address.strip()
        url = str(read_address(text if "://" in text else f"https://{text}"))
        fetched = await self._web.get(url, obey_robots=True)
        run = self._pool.run if len(fetched.body) < APART else self._pool.run_apart
        return await run(read_article, fetched.body, fetched.url, fetched.content_type)


def read_article(body: bytes, url: str, content_type: str | None) -> Draft:
    """As `read_page`, but a feed is no article. Raises FeedGiven."""
    if _is_feed(body, content_type):
        raise FeedGiven(url=url[:200])
    return read_page(body, url, content_type)


def _is_feed(body: bytes, content_type: str | None) -> bool:
    try:
        return kind_of("", body, content_type) is Kind.FEED
    except CommuniqueError:
        # What is wrong with it, its reader says better.
        return False
