"""Entries of feeds: which were seen, which say something else now, and which wait for their page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, select

from storage.records import WaitingEntry
from storage.repositories.repository import Repository
from storage.tables import feed_entries

PIECE = 500
"""Keys that one statement asks for."""

_WAITING = tuple(feed_entries.c[name] for name in WaitingEntry.__slots__)


class Entries(Repository):
    """The memory of what feeds have listed; it outlives the articles."""

    async def unseen(self, feed_id: int, keys: Sequence[str]) -> list[str]:
        """Those of the keys that the feed's entries do not have yet, in their order, each once."""
        known: set[str] = set()
        for start in range(0, len(keys), PIECE):
            piece = keys[start : start + PIECE]
            query = select(feed_entries.c.key).where(feed_entries.c.feed_id == feed_id, feed_entries.c.key.in_(piece))
            known.update((await self._connection.scalars(query)).all())
        return [key for key in dict.fromkeys(keys) if key not in known]

    async def changed(self, feed_id: int, contents: Mapping[str, str]) -> dict[str, int]:
        """Of entries by key, those that had another content when they were seen, each with its article.

        One that waits for its page is not among them.
        """
        found: dict[str, int] = {}
        keys = list(contents)
        for start in range(0, len(keys), PIECE):
            piece = feed_entries.c.key.in_(keys[start : start + PIECE])
            query = select(feed_entries.c.key, feed_entries.c.article_id, feed_entries.c.content).where(
                feed_entries.c.feed_id == feed_id,
                piece,
                feed_entries.c.article_id.is_not(None),
                feed_entries.c.content.is_not(None),
                feed_entries.c.due.is_(None),
            )
            rows = await self._connection.execute(query)
            found.update({row.key: row.article_id for row in rows if row.content != contents[row.key]})
        return found

    async def saw(
        self,
        feed_id: int,
        key: str,
        article_id: int | None,
        *,
        now: datetime,
        content: str | None = None,
        trouble: str | None = None,
    ) -> None:
        """Remembers an entry, of a known one what is given of its content now and the article that this brought.

        ``article_id`` None for one that brought no article; ``content`` is a digest; ``trouble`` is why the article is
        no more than what the feed said. It waits no longer.
        """
        values = {"feed_id": feed_id, "key": key, "article_id": article_id, "seen": now, "content": content}
        insert = self._insert(feed_entries).values(**values, trouble=trouble)
        if content is None:
            await self._connection.execute(insert.on_conflict_do_nothing())
            return
        known = func.coalesce(insert.excluded.article_id, feed_entries.c.article_id)
        change = {"content": content, "article_id": known, "trouble": trouble, "due": None, "teaser": None}
        await self._connection.execute(insert.on_conflict_do_update(index_elements=["feed_id", "key"], set_=change))

    async def defer(self, feed_id: int, entry: WaitingEntry, *, now: datetime) -> None:
        """Remembers an entry whose page is to be asked for once more when it is due."""
        values = {name: getattr(entry, name) for name in WaitingEntry.__slots__}
        insert = self._insert(feed_entries).values(feed_id=feed_id, seen=now, **values)
        change = {name: value for name, value in values.items() if name not in ("key", "article_id")}
        await self._connection.execute(insert.on_conflict_do_update(index_elements=["feed_id", "key"], set_=change))

    async def waiting(self, feed_id: int, limit: int, *, now: datetime) -> list[WaitingEntry]:
        """At most ``limit`` entries whose page is to be asked for now, longest due first."""
        mine = (feed_entries.c.feed_id == feed_id) & (feed_entries.c.due <= now)
        query = select(*_WAITING).where(mine).order_by(feed_entries.c.due, feed_entries.c.key).limit(limit)
        return [WaitingEntry(*row) for row in await self._connection.execute(query)]

    async def next_due(self, feed_id: int) -> datetime | None:
        """When the next page of the feed is to be asked for; None if none is."""
        found: datetime | None = await self._connection.scalar(
            select(func.min(feed_entries.c.due)).where(feed_entries.c.feed_id == feed_id)
        )
        return found

    async def trouble(self, article_id: int) -> str | None:
        """Why the article is no more than what a feed said; None if it is more, or came in another way."""
        mine = (feed_entries.c.article_id == article_id) & feed_entries.c.trouble.is_not(None)
        found: str | None = await self._connection.scalar(select(feed_entries.c.trouble).where(mine).limit(1))
        return found

    async def count(self, feed_id: int) -> int:
        """How many of the feed's entries were seen."""
        query = select(func.count()).select_from(feed_entries).where(feed_entries.c.feed_id == feed_id)
        return await self._connection.scalar(query) or 0
