"""Feeds: what admins subscribed to, and what they say of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, literal, select, update

from storage.records import FeedRecord, NewFeed
from storage.repositories.repository import Repository
from storage.tables import feed_entries, feeds

RECORD = tuple(feeds.c[name] for name in FeedRecord.__slots__)
"""The columns of a record, in its order."""

CARRIED = ("key", "article_id", "seen", "content", "tries", "due", "teaser", "trouble")
"""What a feed that becomes another takes along of its entries."""


class Feeds(Repository):
    """The subscriptions; who polls one is a matter of `storage.repositories.leases`."""

    async def add(self, new: NewFeed, *, now: datetime) -> tuple[FeedRecord, bool]:
        """The feed of this address and whether it is new; one that was there is left as it is."""
        values = {name: getattr(new, name) for name in NewFeed.__slots__} | {"created": now}
        insert = self._insert(feeds).on_conflict_do_nothing(index_elements=["url"]).values(values)
        row = (await self._connection.execute(insert.returning(*RECORD))).one_or_none()
        if row is not None:
            return FeedRecord(*row), True
        stored = await self.by_url(new.url)
        assert stored is not None, "a conflicting address belongs to a stored feed"  # noqa: S101
        return stored, False

    async def get(self, feed_id: int) -> FeedRecord | None:
        """The feed of a number, or None."""
        return await self._one(select(*RECORD).where(feeds.c.id == feed_id))

    async def by_url(self, url: str) -> FeedRecord | None:
        """The feed of exactly this address, or None."""
        return await self._one(select(*RECORD).where(feeds.c.url == url))

    async def page(self, limit: int | None = None, offset: int = 0) -> list[FeedRecord]:
        """At most ``limit`` feeds after the first ``offset``, oldest first; all without a limit."""
        query = select(*RECORD).order_by(feeds.c.id).limit(limit).offset(offset)
        return [FeedRecord(*row) for row in await self._connection.execute(query)]

    async def counts(self) -> dict[str, int]:
        """How many feeds are in each state; a state without any is left out."""
        query = select(feeds.c.state, func.count().label("number")).group_by(feeds.c.state)
        return {row.state: row.number for row in await self._connection.execute(query)}

    async def pause(self, feed_id: int) -> bool:
        """Polls it no more until it is resumed; False if there is no such feed."""
        return await self._set(feeds.c.id == feed_id, state="paused") > 0

    async def resume(self, feed_id: int, *, now: datetime) -> bool:
        """Polls it at once and then as ever, its failures forgotten; False if there is no such feed."""
        return await self._set(feeds.c.id == feed_id, state="active", failures=0, last_error=None, next_poll=now) > 0

    async def read_whole(self, feed_id: int, *, whole: bool) -> bool:
        """Whether the article behind a teaser is fetched from now on; False if there is no such feed."""
        return await self._set(feeds.c.id == feed_id, whole_article=whole) > 0

    async def remove(self, feed_id: int) -> bool:
        """Deletes the feed and what is known of its entries, not their articles; False if there was none."""
        return (await self._connection.execute(delete(feeds).where(feeds.c.id == feed_id))).rowcount > 0

    async def move(self, feed_id: int, url: str) -> int:
        """Gives the feed another address for good; gives the number of the feed that stands there afterwards.

        A feed that has the address already takes over the entries that were seen, and the first one is gone.
        """
        other = await self.by_url(url)
        if other is None or other.id == feed_id:
            await self._set(feeds.c.id == feed_id, url=url)
            return feed_id
        columns = [feed_entries.c[name] for name in CARRIED]
        mine = select(literal(other.id), *columns).where(feed_entries.c.feed_id == feed_id)
        insert = self._insert(feed_entries).from_select(["feed_id", *CARRIED], mine)
        await self._connection.execute(insert.on_conflict_do_nothing())
        await self.remove(feed_id)
        return other.id

    async def _one(self, query: Select[Any]) -> FeedRecord | None:
        row = (await self._connection.execute(query)).one_or_none()
        return FeedRecord(*row) if row is not None else None

    async def _set(self, which: ColumnElement[bool], **values: object) -> int:
        return (await self._connection.execute(update(feeds).where(which).values(**values))).rowcount
