"""Polling: a feed's new entries become articles, and the feed's row says when to look again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from bot.errors import BadStatus, CommuniqueError, TooSlow
from bot.monitoring.monitor import POLL, Monitor
from bot.services.articles import Articles
from bot.services.entries import EntryLoader, Item, content_of, waited
from bot.services.feed_sources import LONGEST_ADDRESS, FeedSources
from bot.services.leases import Leases, Lost
from bot.services.notices import Notice, Notices
from bot.services.pacing import PAUSE_AFTER, SHORTEST, TELL_AFTER, adapted, due, due_after_failure
from bot.services.ports import Clock
from bot.services.right_of_way import always_clear
from bot.services.troubles import Trouble
from bot.sources.answer import Fetched
from bot.sources.feeds import Feed
from storage.engine import Database
from storage.errors import StorageError
from storage.records import FeedRecord, FeedSuccess

_LOG = logging.getLogger(__name__)

LONGEST_POLL = 12 * 60.0
"""Seconds after which a poll is given up; what it stored stays."""

MOST_ENTRIES = 500
"""Entries of a feed that are looked at, the newest; a feed may list all that its outlet ever wrote."""

GONE = 410

FAILING, WELL = "feeds", "feeds.well"
"""Families of notices."""


@dataclass(frozen=True, slots=True)
class Polled:
    """What became of a poll: articles that were new, entries that are left for the next, and what went wrong.

    ``lost`` if somebody else holds the feed by now, or it was removed; ``notice`` is owed to the admins.
    """

    feed: FeedRecord
    stored: int = 0
    left: int = 0
    trouble: Trouble | None = None
    notice: Notice | None = None
    lost: bool = False

    @property
    def outcome(self) -> str:
        """In a word."""
        if self.lost:
            return "lost"
        return "failed" if self.trouble else "new" if self.stored else "unchanged"


class Polling:
    """Polls feeds that were claimed; each is settled or released, whatever happens. ``way`` is `EntryLoader`'s."""

    def __init__(
        self,
        database: Database,
        articles: Articles,
        sources: FeedSources,
        clock: Clock,
        chance: Random,
        *,
        leases: Leases | None = None,
        notices: Notices | None = None,
        way: Callable[[], Awaitable[None]] = always_clear,
        monitor: Monitor | None = None,
    ) -> None:
        self._monitor = monitor or Monitor()
        self._database = database
        self._sources = sources
        self._clock = clock
        self._chance = chance
        self._way = way
        self._notices = notices or Notices((), lambda: None)
        self.leases = leases or Leases(database, clock)
        self._loader = EntryLoader(articles, sources, self.leases, clock, way)

    async def poll(self, feed: FeedRecord) -> Polled:
        """Poll a claimed feed. Raises StorageError only: what a feed does wrong is written down for it.

        Cancelled, it gives the feed back as it was.
        """
        with self._monitor.work(POLL, feed.id) as work:
            polled = await self._settled(feed)
            work.outcome = polled.outcome
            work.facts["stored"] = polled.stored
            return polled

    async def _settled(self, feed: FeedRecord) -> Polled:
        try:
            async with self.leases.kept_up(feed), asyncio.timeout(LONGEST_POLL):
                return await self._poll(feed)
        except Lost:
            return Polled(feed, lost=True)
        except asyncio.CancelledError:
            await self.leases.release(feed)
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
        asked = self._clock()
        fetched = await self._sources.fetch(feed.url, feed.etag, feed.last_modified)
        took = self._clock() - asked
        await self._way()
        found = None if fetched.not_modified else await self._sources.read(fetched)
        await self._way()
        outlet = feed.outlet or (found.title if found else None)
        stored, left = await self._loader.load(feed, await self._items(replace(feed, outlet=outlet), found))
        await self._way()
        return await self._succeeded(feed, fetched, found, took, stored=stored, left=left)

    async def _items(self, feed: FeedRecord, found: Feed | None) -> list[Item]:
        """What waits for its page, then what is new or changed: the newest first in a feed, and last in the archive."""
        entries = {entry.key: entry for entry in found.entries[:MOST_ENTRIES]} if found else {}
        contents = {key: content_of(entry) for key, entry in entries.items()}
        async with self._database.read() as unit:
            waiting = await unit.entries.waiting(feed.id, MOST_ENTRIES, now=self._clock())
            unseen = set(await unit.entries.unseen(feed.id, list(entries)))
            changed: Mapping[str, int] = await unit.entries.changed(feed.id, contents)
        fresh = [entry for key, entry in reversed(entries.items()) if key in unseen or key in changed]
        return [*map(waited, waiting), *(self._loader.item(feed, entry, changed) for entry in fresh)]

    async def _succeeded(
        self, feed: FeedRecord, fetched: Fetched, found: Feed | None, took: timedelta, *, stored: int, left: int
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
            took=round(took / timedelta(milliseconds=1)),
        )
        recovered = feed.failures >= TELL_AFTER
        notice = Notice("feed.notice.well", {"id": feed.id, "title": feed.title}) if recovered else None
        async with self.leases.held(feed) as unit:
            page_due = await unit.entries.next_due(feed.id)
            if page_due is not None:
                success = replace(success, next_poll=max(min(success.next_poll, page_due), now))
            await unit.leases.succeeded(feed, success, now=now)
            # An address that gave no feed may be a portal that catches all requests for an hour.
            if found is not None and fetched.moved and len(fetched.moved) <= LONGEST_ADDRESS:
                await unit.feeds.move(feed.id, fetched.moved)
            if notice is not None:
                await self._notices.report(unit, WELL, notice, now=now)
        self._told(notice)
        return Polled(feed, stored, left, notice=notice)

    async def _failed(self, feed: FeedRecord, error: Exception) -> Polled:
        now, failures, trouble = self._clock(), feed.failures + 1, Trouble.of(error)
        is_gone = isinstance(error, BadStatus) and error.status == GONE
        pause = is_gone or failures >= PAUSE_AFTER
        notice = _notice(feed, failures, trouble, pause=pause, is_gone=is_gone)
        async with self._database.write() as unit:
            next_poll = self._after_failure(feed, failures, error, now)
            if not await unit.leases.failed(feed, error=trouble.dump(), next_poll=next_poll, pause=pause):
                return Polled(feed, lost=True)
            if notice is not None:
                await self._notices.report(unit, FAILING, notice, now=now)
        self._told(notice)
        _LOG.info("feed %d failed, %d in a row: %s", feed.id, failures, trouble.key)
        return Polled(feed, trouble=trouble, notice=notice)

    def _after_failure(self, feed: FeedRecord, failures: int, error: Exception, now: datetime) -> datetime:
        asked = error.retry_after if isinstance(error, BadStatus) else None
        return due_after_failure(feed.interval, failures, now, self._chance, asked)

    def _told(self, notice: Notice | None) -> None:
        if notice is not None:
            self._notices.wake()


def _notice(feed: FeedRecord, failures: int, trouble: Trouble, *, pause: bool, is_gone: bool) -> Notice | None:
    if feed.state == "paused":
        return None
    values = {"id": feed.id, "title": feed.title, "failures": failures}
    if is_gone:
        return Notice("feed.notice.gone", values)
    if pause:
        return Notice("feed.notice.paused", values, trouble)
    return Notice("feed.notice.failing", values, trouble) if failures == TELL_AFTER else None
