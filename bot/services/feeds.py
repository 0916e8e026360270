"""Feeds as admins see them: added, listed, paused, checked, removed, and carried in and out as lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.errors import BadAddress, FeedBusy, UnknownFeed
from bot.services.feed_sources import FeedSources, Found, normal
from bot.services.pacing import FIRST
from bot.services.polling import Polled, Polling
from bot.services.ports import Clock
from bot.services.words import western
from bot.sources.opml import Subscription, read_opml, write_opml
from storage.engine import Database
from storage.news import Kind
from storage.records import FeedRecord, NewFeed

PIECE = 100
"""Feeds of a list that are added in one transaction."""

_NUMBER = 18
"""Digits of a number that any database holds."""


@dataclass(frozen=True, slots=True)
class Added:
    """A feed that was added, or was there; ``entries`` is how many it holds now, ``others`` what its page names too."""

    feed: FeedRecord
    is_new: bool
    entries: int
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a list: feeds added, feeds that were there, and addresses that are none."""

    added: int
    known: int
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Some feeds of all; ``counts`` is by state."""

    feeds: tuple[FeedRecord, ...]
    number: int
    pages: int
    counts: dict[str, int]


class Feeds:
    """What is polled. ``wake`` is called after a commit that made a feed due."""

    def __init__(
        self, database: Database, sources: FeedSources, polling: Polling, clock: Clock, wake: Callable[[], None]
    ) -> None:
        self._database = database
        self._sources = sources
        self._polling = polling
        self._clock = clock
        self._wake = wake

    def now(self) -> datetime:
        """The moment that polls are timed by."""
        return self._clock()

    async def add(self, address: str, by: int) -> Added:
        """Subscribe to the feed at, or behind, an address; it is polled at once, its backlog without digests.

        Raises BadAddress, FetchFailed and NoFeedFound.
        """
        found = await self._sources.discover(address)
        title = found.feed.title or found.url
        now = self._clock()
        new = NewFeed(
            found.url,
            title,
            FIRST,
            now,
            by,
            found.feed.link,
            found.feed.title,
            (found.feed.language or "")[:16] or None,
        )
        async with self._database.write() as unit:
            feed, is_new = await unit.feeds.add(new, now=now)
            if is_new:
                unit.news.tell(Kind.FEEDS)
        if is_new:
            self._wake()
        return Added(feed, is_new, len(found.feed.entries), found.others)

    async def page(self, number: int, size: int) -> Page:
        """A page of the feeds, oldest first, counted from 0; the last one for a number beyond it."""
        async with self._database.read() as unit:
            counts = await unit.feeds.counts()
            pages = max((sum(counts.values()) - 1) // size + 1, 1)
            number = min(number, pages - 1)
            feeds = await unit.feeds.page(size, number * size)
        return Page(tuple(feeds), number, pages, counts)

    async def find(self, which: str) -> FeedRecord:
        """The feed of a number or an address. Raises UnknownFeed."""
        text = which.strip().removeprefix("#")
        found: FeedRecord | None = None
        async with self._database.read() as unit:
            if (number := western(text)).isascii() and number.isdigit():
                found = await unit.feeds.get(int(number)) if len(number) <= _NUMBER else None
            else:
                try:
                    found = await unit.feeds.by_url(normal(text))
                except BadAddress:
                    found = None
        if found is None:
            raise UnknownFeed(which=text[:200])
        return found

    async def pause(self, feed: FeedRecord) -> None:
        """Poll it no more until it is resumed."""
        async with self._database.write() as unit:
            await unit.feeds.pause(feed.id)

    async def resume(self, feed: FeedRecord) -> None:
        """Poll it now and from now on; its failures are forgotten."""
        async with self._database.write() as unit:
            await unit.feeds.resume(feed.id, now=self._clock())
            unit.news.tell(Kind.FEEDS)
        self._wake()

    async def read_whole(self, feed: FeedRecord, *, whole: bool) -> None:
        """Whether the article behind a teaser is fetched."""
        async with self._database.write() as unit:
            await unit.feeds.read_whole(feed.id, whole=whole)

    async def remove(self, feed: FeedRecord) -> None:
        """Unsubscribe; the articles that it brought stay."""
        async with self._database.write() as unit:
            await unit.feeds.remove(feed.id)

    async def check(self, feed: FeedRecord) -> Polled:
        """Poll it now, paused or not. Raises FeedBusy if that is being done, UnknownFeed if it was removed."""
        held = await self._polling.leases.claim_one(feed.id)
        if held is None:
            async with self._database.read() as unit:
                is_there = await unit.feeds.get(feed.id) is not None
            raise FeedBusy(title=feed.title) if is_there else UnknownFeed(which=str(feed.id))
        return await self._polling.poll(held)

    async def look(self, address: str) -> Found:
        """The feed at, or behind, an address that is not subscribed to. Raises as `add` does."""
        return await self._sources.discover(address)

    async def read_list(self, data: bytes) -> Sequence[Subscription]:
        """The feeds in an OPML document. Raises NotOpml and ForbiddenXml."""
        return await self._sources.run(data, read_opml, data)

    async def add_list(self, subscriptions: Sequence[Subscription], by: int) -> Imported:
        """Subscribe to all of a list without asking any of them first; they are polled from now on."""
        new, refused = self._from_list(subscriptions, by)
        added = 0
        for start in range(0, len(new), PIECE):
            async with self._database.write() as unit:
                for feed in new[start : start + PIECE]:
                    _, is_new = await unit.feeds.add(feed, now=feed.next_poll)
                    added += is_new
                unit.news.tell(Kind.FEEDS)
        if added:
            self._wake()
        return Imported(added, len(new) - added, refused)

    async def write_list(self) -> tuple[bytes, int]:
        """All feeds as an OPML document, and how many they are."""
        async with self._database.read() as unit:
            feeds = await unit.feeds.page()
        return write_opml(Subscription(feed.title, feed.url) for feed in feeds), len(feeds)

    def _from_list(self, subscriptions: Sequence[Subscription], by: int) -> tuple[list[NewFeed], tuple[str, ...]]:
        new: dict[str, NewFeed] = {}
        refused = []
        now = self._clock()
        for one in subscriptions:
            try:
                url = normal(one.url)
            except BadAddress:
                refused.append(one.url[:200])
                continue
            # A list may give an address for a title; the first poll finds a better one.
            title = "" if one.title in (one.url, url) else " ".join(one.title.split())
            new.setdefault(url, NewFeed(url, title or url, FIRST, now, by, outlet=title or None))
        return list(new.values()), tuple(refused)
