"""Entries of a feed become articles, each with its page where the feed gives a teaser only."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import CommuniqueError, FetchFailed, TooSlow
from bot.services.articles import Articles
from bot.services.feed_sources import FeedSources
from bot.services.leases import Leases
from bot.services.ports import Clock
from bot.services.teasers import WAITS, Teaser, may_pass
from bot.services.troubles import Trouble
from bot.sources.draft import Draft
from bot.sources.feeds import Entry
from storage.records import FeedRecord, WaitingEntry

_LOG = logging.getLogger(__name__)

LONGEST_READING = timedelta(minutes=5)
"""After that a poll begins no further entry; the next poll, which follows soon, takes up the rest."""

LONGEST_PAGE = 60.0
"""Seconds that a page may take with the wait for its host's turn: other feeds want the poller's place."""

PAGE_FAILURES = 3
"""Pages that may fail in one poll; further ones are asked for at another time."""

STALE = timedelta(days=7)
"""An entry that is older when it first appears is stored and alerts nobody: an outlet has opened its archive."""

TOGETHER = 10
"""Entries that are written down in one transaction. Of those that a crash forgets the articles are known again."""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry to be loaded: new, changed, or one that has waited for its page; ``link`` if its page is wanted."""

    key: str
    content: str
    teaser: Teaser
    link: str | None
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of an item: its article, or none, and why that is no more than the teaser."""

    item: Item
    article: int | None
    trouble: Trouble | None = None
    again: bool = False


class _Pages:
    """The pages of one poll; after some failures no more are asked for."""

    def __init__(self, sources: FeedSources) -> None:
        self._sources = sources
        self._patience = PAGE_FAILURES
        self._last: CommuniqueError = TooSlow(limit=round(LONGEST_PAGE))

    async def get(self, link: str) -> Draft:
        """The article at an address. Raises CommuniqueError."""
        if not self._patience:
            raise self._last
        try:
            async with asyncio.timeout(LONGEST_PAGE):
                return await self._sources.whole(link)
        except TimeoutError:
            self._last = TooSlow(limit=round(LONGEST_PAGE))
        except FetchFailed as error:
            self._last = error
        self._patience -= 1
        raise self._last


class EntryLoader:
    """Loads entries one by one; ``way`` is waited for before each piece of work."""

    def __init__(
        self, articles: Articles, sources: FeedSources, leases: Leases, clock: Clock, way: Callable[[], Awaitable[None]]
    ) -> None:
        self._articles = articles
        self._sources = sources
        self._leases = leases
        self._clock = clock
        self._way = way

    async def load(self, feed: FeedRecord, items: Sequence[Item]) -> tuple[int, int]:
        """Load them, each in its own transactions; gives how many were new, and for how many time was short.

        Raises Lost.
        """
        stored, pages, end = 0, _Pages(self._sources), self._clock() + LONGEST_READING
        noted: list[Seen] = []
        for place, item in enumerate(items):
            if self._clock() > end:
                await self._note(feed, noted)
                return stored, len(items) - place
            await self._way()
            seen, is_new = await self._one(feed, item, pages)
            stored += is_new
            noted.append(seen)
            if len(noted) == TOGETHER:
                await self._note(feed, noted)
                noted = []
        await self._note(feed, noted)
        return stored, 0

    def item(self, feed: FeedRecord, entry: Entry, changed: Mapping[str, int]) -> Item:
        """What is to be done about an entry; ``changed`` has by key the articles of those that say something else."""
        old = entry.published is not None and self._clock() - entry.published > STALE
        draft = Draft(entry.text, entry.title, feed.outlet, None, entry.published, entry.link, entry.authors)
        teaser = Teaser(draft, quiet=old or not feed.primed, revises=changed.get(entry.key))
        wants_page = feed.whole_article and entry.is_teaser
        return Item(entry.key, content_of(entry), teaser, entry.link if wants_page else None)

    async def _one(self, feed: FeedRecord, item: Item, pages: _Pages) -> tuple[Seen, bool]:
        draft, trouble = item.teaser.draft, None
        if item.link is not None:
            try:
                draft = item.teaser.completed(await pages.get(item.link))
            except CommuniqueError as error:
                _LOG.info("a page of feed %d was not read: %s", feed.id, error.key)
                trouble = Trouble.of(error)
                if may_pass(error) and item.tries < len(WAITS):
                    return Seen(item, item.teaser.revises, trouble, again=True), False
        if not draft.text.strip() or (trouble and item.teaser.revises is not None):
            # The whole article that is there is worth more than what the feed says anew.
            return Seen(item, None), False
        await self._way()
        try:
            async with self._sources.turn:
                loaded = await self._articles.load(draft, quiet=item.teaser.quiet, revises=item.teaser.revises)
        except CommuniqueError as error:
            # It would fail the next time too: one bad text must not stand in the way of its feed for ever.
            _LOG.warning("an entry of feed %d was not loaded: %s", feed.id, error.key)
            return Seen(item, None), False
        return Seen(item, loaded.article.id, trouble), loaded.is_new

    async def _note(self, feed: FeedRecord, noted: Sequence[Seen]) -> None:
        if not noted:
            return
        now = self._clock()
        async with self._leases.held(feed) as unit:
            for seen in noted:
                item, trouble = seen.item, seen.trouble.dump() if seen.trouble else None
                if seen.again:
                    await unit.entries.defer(feed.id, _waiting(seen, now + WAITS[item.tries]), now=now)
                else:
                    await unit.entries.saw(
                        feed.id, item.key, seen.article, now=now, content=item.content, trouble=trouble
                    )


def _waiting(seen: Seen, due: datetime) -> WaitingEntry:
    item, trouble = seen.item, seen.trouble or Trouble()
    return WaitingEntry(item.key, item.content, item.tries + 1, due, item.teaser.dump(), trouble.dump(), seen.article)


def waited(entry: WaitingEntry) -> Item:
    """What is to be done about an entry that has waited for its page."""
    teaser = Teaser.load(entry.teaser, entry.article_id)
    return Item(entry.key, entry.content, teaser, teaser.draft.link, entry.tries)


def content_of(entry: Entry) -> str:
    """What tells whether an entry says something else than before."""
    said = " ".join(f"{entry.title or ''} {entry.text}".split())
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
