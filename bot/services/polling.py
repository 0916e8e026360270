"""Polling: a feed's new entries become articles, and the feed's row says when to look again."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from bot.errors import BadStatus, CommuniqueError, FetchFailed, TooSlow
from bot.services.articles import Articles
from bot.services.feed_sources import LONGEST_ADDRESS, FeedSources
from bot.services.notices import Notice
from bot.services.pacing import PAUSE_AFTER, SHORTEST, TELL_AFTER, adapted, due, due_after_failure
from bot.services.ports import Clock
from bot.services.troubles import Trouble
from bot.sources.draft import Draft
from bot.sources.feeds import Entry, Feed
from bot.sources.fetch import Fetched
from storage.engine import Database
from storage.errors import StorageError
from storage.records import FeedRecord, FeedSuccess

_LOG = logging.getLogger(__name__)

LEASE = timedelta(minutes=15)
"""How long a poller holds a feed; after that another may take it."""

LONGEST_POLL = 12 * 60.0
"""Seconds after which a poll is given up, well within the lease; what it stored stays."""

MOST_ENTRIES = 500
"""Entries of a feed that are looked at, the newest; a feed may list all that its outlet ever wrote."""

LONGEST_READING = timedelta(minutes=5)
"""After that a poll begins no further entry; the next poll, which follows soon, takes up the rest."""

PAGE_FAILURES = 3
"""Pages that may fail in one poll; for further entries the feed's own text has to do."""

STALE = timedelta(days=7)
"""An entry that is older when it first appears is stored and alerts nobody: an outlet has opened its archive."""

GONE = 410


@dataclass(frozen=True, slots=True)
class Polled:
    """What became of a poll: articles that were new, entries that are left for the next, and what went wrong.

    ``lost`` if somebody else holds the feed by now, or it was removed; ``notice`` is for the admins.
    """

    feed: FeedRecord
    stored: int = 0
    left: int = 0
    trouble: Trouble | None = None
    notice: Notice | None = None
    lost: bool = False


class _Lost(Exception):
    """The feed is no longer ours."""


class Polling:
    """Claims feeds that are due and polls each; a claimed feed is settled or released, whatever happens."""

    def __init__(
        self, database: Database, articles: Articles, sources: FeedSources, clock: Clock, chance: Random
    ) -> None:
        self._database = database
        self._articles = articles
        self._sources = sources
        self._clock = clock
        self._chance = chance

    async def claim(self, limit: int) -> list[FeedRecord]:
        """At most so many feeds that are due; each has to be given to `poll`."""
        now = self._clock()
        async with self._database.read() as unit:
            next_due = await unit.feeds.next_due()
        if next_due is None or next_due > now:
            return []
        async with self._database.write() as unit:
            return await unit.feeds.claim(limit, until=now + LEASE, now=now)

    async def claim_one(self, feed_id: int) -> FeedRecord | None:
        """This feed, due or not; None if somebody polls it at this moment."""
        now = self._clock()
        async with self._database.write() as unit:
            return await unit.feeds.claim_one(feed_id, until=now + LEASE, now=now)

    async def next_due(self) -> datetime | None:
        """When the next feed is due."""
        async with self._database.read() as unit:
            return await unit.feeds.next_due()

    async def poll(self, feed: FeedRecord) -> Polled:
        """Poll a claimed feed. Raises StorageError only: what a feed does wrong is written down for it.

        Cancelled, it gives the feed back as it was.
        """
        try:
            async with asyncio.timeout(LONGEST_POLL):
                return await self._poll(feed)
        except _Lost:
            return Polled(feed, lost=True)
        except asyncio.CancelledError:
            async with self._database.write() as unit:
                await unit.feeds.release(feed)
            raise
        except StorageError:
            raise
        except TimeoutError:
            return await self._failed(feed, TooSlow(limit=round(LONGEST_POLL)))
        except CommuniqueError as error:
            return await self._failed(feed, error)
        except Exception as error:
            _LOG.exception("feed %d could not be polled", feed.id)
            return await self._failed(feed, error)

    async def _poll(self, feed: FeedRecord) -> Polled:
        fetched = await self._sources.fetch(feed.url, feed.etag, feed.last_modified)
        if fetched.not_modified:
            return await self._succeeded(feed, fetched, None, stored=0, left=0)
        found = await self._sources.read(fetched)
        entries = {entry.key: entry for entry in found.entries[:MOST_ENTRIES]}
        async with self._database.read() as unit:
            unseen = set(await unit.feeds.unseen(feed.id, list(entries)))
            changed = await unit.feeds.changed(feed.id, {key: _content(entry) for key, entry in entries.items()})
        # The newest stands first in a feed, and last in the archive.
        fresh = [entry for key, entry in reversed(entries.items()) if key in unseen or key in changed]
        outlet = feed.outlet or found.title
        stored, left = await self._store(replace(feed, outlet=outlet), fresh, changed)
        return await self._succeeded(feed, fetched, found, stored=stored, left=left)

    async def _store(self, feed: FeedRecord, entries: Sequence[Entry], changed: Mapping[str, int]) -> tuple[int, int]:
        """Load the entries, each in its own transactions; gives how many were new, and for how many time was short.

        ``changed``: by key, the articles of those that say something else than they did.
        """
        stored, patience, end = 0, PAGE_FAILURES, self._clock() + LONGEST_READING
        for place, entry in enumerate(entries):
            if self._clock() > end:
                return stored, len(entries) - place
            draft = _draft(entry, feed)
            if feed.whole_article and entry.is_teaser and patience:
                try:
                    draft = _completed(draft, await self._sources.whole(entry))
                except FetchFailed as error:
                    _LOG.info("a page of feed %d was not fetched: %s", feed.id, error.key)
                    patience -= 1
            article, is_new = await self._load(feed, entry, draft, changed.get(entry.key))
            stored += is_new
            async with self._database.write() as unit:
                if not await unit.feeds.holds(feed):
                    raise _Lost
                await unit.feeds.saw(feed.id, entry.key, article, now=self._clock(), content=_content(entry))
        return stored, 0

    async def _load(self, feed: FeedRecord, entry: Entry, draft: Draft, revises: int | None) -> tuple[int | None, bool]:
        """The article's number, None if the entry brings none, and whether it is new."""
        if not draft.text.strip():
            return None, False
        try:
            async with self._sources.turn:
                loaded = await self._articles.load(draft, quiet=self._is_quiet(feed, entry), revises=revises)
        except CommuniqueError as error:
            # It would fail the next time too: one bad text must not stand in the way of its feed for ever.
            _LOG.warning("an entry of feed %d was not loaded: %s", feed.id, error.key)
            return None, False
        return loaded.article.id, loaded.is_new

    def _is_quiet(self, feed: FeedRecord, entry: Entry) -> bool:
        return not feed.primed or (entry.published is not None and self._clock() - entry.published > STALE)

    async def _succeeded(
        self, feed: FeedRecord, fetched: Fetched, found: Feed | None, *, stored: int, left: int
    ) -> Polled:
        now = self._clock()
        # While the backlog is read nothing is known of the feed's habits, and all of it counts as old.
        interval = adapted(feed.interval, changed=stored > 0) if feed.primed else feed.interval
        title = found.title if found else None
        success = FeedSuccess(
            interval=interval,
            next_poll=due(SHORTEST if left else interval, now, self._chance),
            etag=None if left else fetched.etag or (feed.etag if found is None else None),
            last_modified=None if left else fetched.last_modified or (feed.last_modified if found is None else None),
            primed=feed.primed or (found is not None and not left),
            title=title if feed.title == feed.url else None,
            site=found.link if found else None,
            outlet=title if feed.outlet is None else None,
            language=(found.language or "")[:16] or None if found else None,
        )
        async with self._database.write() as unit:
            if not await unit.feeds.succeeded(feed, success, now=now):
                raise _Lost
            # An address that gave no feed may be a portal that catches all requests for an hour.
            if found is not None and fetched.moved and len(fetched.moved) <= LONGEST_ADDRESS:
                await unit.feeds.move(feed.id, fetched.moved)
        recovered = feed.failures >= TELL_AFTER
        notice = Notice("feed.notice.well", {"id": feed.id, "title": feed.title}) if recovered else None
        return Polled(feed, stored, left, notice=notice)

    async def _failed(self, feed: FeedRecord, error: Exception) -> Polled:
        now, failures, trouble = self._clock(), feed.failures + 1, Trouble.of(error)
        is_gone = isinstance(error, BadStatus) and error.status == GONE
        pause = is_gone or failures >= PAUSE_AFTER
        asked = error.retry_after if isinstance(error, BadStatus) else None
        next_poll = due_after_failure(feed.interval, failures, now, self._chance, asked)
        async with self._database.write() as unit:
            if not await unit.feeds.failed(feed, error=trouble.dump(), next_poll=next_poll, pause=pause):
                return Polled(feed, lost=True)
        _LOG.info("feed %d failed, %d in a row: %s", feed.id, failures, trouble.key)
        return Polled(feed, trouble=trouble, notice=_notice(feed, failures, trouble, pause=pause, is_gone=is_gone))


def _notice(feed: FeedRecord, failures: int, trouble: Trouble, *, pause: bool, is_gone: bool) -> Notice | None:
    if feed.state == "paused":
        return None
    values = {"id": feed.id, "title": feed.title, "failures": failures}
    if is_gone:
        return Notice("feed.notice.gone", values)
    if pause:
        return Notice("feed.notice.paused", values, trouble)
    return Notice("feed.notice.failing", values, trouble) if failures == TELL_AFTER else None


def _content(entry: Entry) -> str:
    """What tells whether an entry says something else than before."""
    return hashlib.sha256(" ".join(entry.text.split()).encode("utf-8", "surrogatepass")).hexdigest()


def _draft(entry: Entry, feed: FeedRecord) -> Draft:
    return Draft(
        text=entry.text,
        title=entry.title,
        outlet=feed.outlet,
        published=entry.published,
        link=entry.link,
        authors=entry.authors,
    )


def _completed(draft: Draft, page: Draft | None) -> Draft:
    """What the feed says of the article, with the page's text if that is longer, and with what the feed left out."""
    if page is None or len(page.text) <= len(draft.text):
        return draft
    return replace(
        draft,
        text=page.text,
        title=draft.title or page.title,
        language=page.language,
        published=draft.published or page.published,
        authors=draft.authors or page.authors,
    )
