"""Feeds: what is polled and when, and which of their entries were seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, delete, func, literal, or_, select, update

from storage.records import FeedRecord, FeedSuccess, NewFeed
from storage.repositories.repository import Repository
from storage.tables import feed_entries, feeds

_RECORD = tuple(feeds.c[name] for name in FeedRecord.__slots__)
PIECE = 500
"""Keys that one statement asks for."""


class Feeds(Repository):
    """What admins subscribed to. A poller holds a feed while its lease lasts, and only its holder settles it."""

    async def add(self, new: NewFeed, *, now: datetime) -> tuple[FeedRecord, bool]:
        """The feed of this address and whether it is new; one that was there is left as it is."""
        values = {name: getattr(new, name) for name in NewFeed.__slots__} | {"created": now}
        insert = self._insert(feeds).on_conflict_do_nothing(index_elements=["url"]).values(values)
        row = (await self._connection.execute(insert.returning(*_RECORD))).one_or_none()
        if row is not None:
            return FeedRecord(*row), True
        stored = await self.by_url(new.url)
        assert stored is not None, "a conflicting address belongs to a stored feed"  # noqa: S101
        return stored, False

    async def get(self, feed_id: int) -> FeedRecord | None:
        """The feed of a number, or None."""
        return await self._one(select(*_RECORD).where(feeds.c.id == feed_id))

    async def by_url(self, url: str) -> FeedRecord | None:
        """The feed of exactly this address, or None."""
        return await self._one(select(*_RECORD).where(feeds.c.url == url))

    async def page(self, limit: int | None = None, offset: int = 0) -> list[FeedRecord]:
        """At most ``limit`` feeds after the first ``offset``, oldest first; all without a limit."""
        query = select(*_RECORD).order_by(feeds.c.id).limit(limit).offset(offset)
        return [FeedRecord(*row) for row in await self._connection.execute(query)]

    async def counts(self) -> dict[str, int]:
        """How many feeds are in each state; a state without any is left out."""
        query = select(feeds.c.state, func.count().label("number")).group_by(feeds.c.state)
        return {row.state: row.number for row in await self._connection.execute(query)}

    async def claim(self, limit: int, *, until: datetime, now: datetime) -> list[FeedRecord]:
        """Takes at most ``limit`` feeds that are due, longest due first, and holds them ``until`` then.

        Nobody else is given them before. Paused ones are left.
        """
        due = (
            select(*_RECORD)
            .where(feeds.c.state != "paused", feeds.c.next_poll <= now, _free(now))
            .order_by(feeds.c.next_poll, feeds.c.id)
            .limit(limit)
        )
        return await self._lease(due, until)

    async def claim_one(self, feed_id: int, *, until: datetime, now: datetime) -> FeedRecord | None:
        """Takes this feed whether it is due or paused; None if somebody holds it or it is gone."""
        taken = await self._lease(select(*_RECORD).where(feeds.c.id == feed_id, _free(now)), until)
        return taken[0] if taken else None

    async def holds(self, held: FeedRecord) -> bool:
        """Whether the lease that the record was given with still stands; until the end of the transaction it does."""
        query = select(feeds.c.id).where(_held(held)).with_for_update()
        return await self._connection.scalar(query) is not None

    async def release(self, held: FeedRecord) -> None:
        """Gives a held feed back as it was."""
        await self._set(_held(held), leased=None)

    async def next_due(self) -> datetime | None:
        """When the next feed that is not paused is due and not held; None if there is none."""
        moment = case((feeds.c.leased > feeds.c.next_poll, feeds.c.leased), else_=feeds.c.next_poll)
        found: datetime | None = await self._connection.scalar(
            select(func.min(moment)).where(feeds.c.state != "paused")
        )
        return found

    async def succeeded(self, held: FeedRecord, found: FeedSuccess, *, now: datetime) -> bool:
        """Writes down a good poll and gives the feed back; a paused one stays paused. False if it is held no more."""
        said = {name: getattr(found, name) for name in ("title", "site", "outlet", "language")}
        return await self._settle(
            held,
            "active",
            interval=found.interval,
            next_poll=found.next_poll,
            etag=found.etag,
            last_modified=found.last_modified,
            primed=found.primed,
            failures=0,
            last_error=None,
            last_success=now,
            **{name: value for name, value in said.items() if value is not None},
        )

    async def failed(self, held: FeedRecord, *, error: str, next_poll: datetime, pause: bool) -> bool:
        """Writes down a bad poll and gives the feed back, paused if asked for. False if it is held no more."""
        state = "paused" if pause else "failing"
        return await self._settle(held, state, failures=feeds.c.failures + 1, last_error=error, next_poll=next_poll)

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
        columns = ["feed_id", "key", "article_id", "seen"]
        mine = select(literal(other.id), feed_entries.c.key, feed_entries.c.article_id, feed_entries.c.seen).where(
            feed_entries.c.feed_id == feed_id
        )
        await self._connection.execute(self._insert(feed_entries).from_select(columns, mine).on_conflict_do_nothing())
        await self.remove(feed_id)
        return other.id

    async def unseen(self, feed_id: int, keys: Sequence[str]) -> list[str]:
        """Those of the keys that the feed's entries do not have yet, in their order, each once."""
        known: set[str] = set()
        for start in range(0, len(keys), PIECE):
            piece = keys[start : start + PIECE]
            query = select(feed_entries.c.key).where(feed_entries.c.feed_id == feed_id, feed_entries.c.key.in_(piece))
            known.update((await self._connection.scalars(query)).all())
        return [key for key in dict.fromkeys(keys) if key not in known]

    async def changed(self, feed_id: int, contents: Mapping[str, str]) -> dict[str, int]:
        """Of entries by key, those that had another content when they were seen, each with its article."""
        found: dict[str, int] = {}
        keys = list(contents)
        for start in range(0, len(keys), PIECE):
            piece = feed_entries.c.key.in_(keys[start : start + PIECE])
            query = select(feed_entries.c.key, feed_entries.c.article_id, feed_entries.c.content).where(
                feed_entries.c.feed_id == feed_id,
                piece,
                feed_entries.c.article_id.is_not(None),
                feed_entries.c.content.is_not(None),
            )
            rows = await self._connection.execute(query)
            found.update({row.key: row.article_id for row in rows if row.content != contents[row.key]})
        return found

    async def saw(
        self, feed_id: int, key: str, article_id: int | None, *, now: datetime, content: str | None = None
    ) -> None:
        """Remembers an entry, of a known one what is given of its content now and the article that this brought.

        ``article_id`` None for one that brought no article; ``content`` is a digest.
        """
        values = {"feed_id": feed_id, "key": key, "article_id": article_id, "seen": now, "content": content}
        insert = self._insert(feed_entries).values(values)
        if content is None:
            await self._connection.execute(insert.on_conflict_do_nothing())
            return
        known = func.coalesce(insert.excluded.article_id, feed_entries.c.article_id)
        change = {"content": insert.excluded.content, "article_id": known}
        await self._connection.execute(insert.on_conflict_do_update(index_elements=["feed_id", "key"], set_=change))

    async def entries(self, feed_id: int) -> int:
        """How many of the feed's entries were seen."""
        query = select(func.count()).select_from(feed_entries).where(feed_entries.c.feed_id == feed_id)
        return await self._connection.scalar(query) or 0

    async def _one(self, query: Select[Any]) -> FeedRecord | None:
        row = (await self._connection.execute(query)).one_or_none()
        return FeedRecord(*row) if row is not None else None

    async def _lease(self, due: Select[Any], until: datetime) -> list[FeedRecord]:
        query = due.with_for_update(skip_locked=True)
        found = [FeedRecord(*row) for row in await self._connection.execute(query)]
        if found:
            await self._set(feeds.c.id.in_(self._numbers([feed.id for feed in found])), leased=until)
        return [replace(feed, leased=until) for feed in found]

    async def _settle(self, held: FeedRecord, state: str, **values: object) -> bool:
        kept = case((feeds.c.state == "paused", "paused"), else_=state)
        return await self._set(_held(held), state=kept, leased=None, **values) > 0

    async def _set(self, which: ColumnElement[bool], **values: object) -> int:
        return (await self._connection.execute(update(feeds).where(which).values(**values))).rowcount


def _free(now: datetime) -> ColumnElement[bool]:
    return or_(feeds.c.leased.is_(None), feeds.c.leased <= now)


def _held(held: FeedRecord) -> ColumnElement[bool]:
    return (feeds.c.id == held.id) & (feeds.c.leased == held.leased)
