"""Outlets: who published what, and what of it a reader wants to see first or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, delete, func, select

from storage.letters import outlet_key
from storage.records import OutletRecord, WishRecord
from storage.repositories.repository import Repository
from storage.tables import article_outlets, articles, outlet_wishes, placements

_WISH = (outlet_wishes.c.outlet, outlet_wishes.c.name, outlet_wishes.c.preferred)


_WISHES = (
    select(*_WISH)
    .where(outlet_wishes.c.reader_id == bindparam("reader"))
    .order_by(outlet_wishes.c.created, outlet_wishes.c.outlet)
)
"""Made once, as it is asked before articles are listed."""


class Outlets(Repository):
    """An outlet is known by its key, which all spellings of its name share."""

    async def credit(self, given: Sequence[tuple[int, str | None]]) -> None:
        """From now on these articles are of these outlets; None for one of which that is not known."""
        if not given:
            return
        numbers = self._numbers([number for number, _ in given])
        await self._connection.execute(delete(article_outlets).where(article_outlets.c.article_id.in_(numbers)))
        rows = [{"article_id": number, "outlet": key} for number, name in given if (key := outlet_key(name or ""))]
        if rows:
            await self._connection.execute(self._insert(article_outlets), rows)

    async def listed(self, limit: int, offset: int = 0) -> list[OutletRecord]:
        """At most ``limit`` outlets of articles that are shown, those of most articles first."""
        size, newest = func.count(), func.max(article_outlets.c.article_id)
        ranked = (
            select(article_outlets.c.outlet, size.label("size"), newest.label("newest"))
            .where(_is_shown())
            .group_by(article_outlets.c.outlet)
            .order_by(size.desc(), article_outlets.c.outlet)
            .limit(limit)
            .offset(offset)
            .subquery()
        )
        query = select(ranked.c.outlet, articles.c.outlet, ranked.c.size, ranked.c.newest)
        query = query.join(articles, articles.c.id == ranked.c.newest)
        rows = await self._connection.execute(query.order_by(ranked.c.size.desc(), ranked.c.outlet))
        return [OutletRecord(*row) for row in rows]

    async def count(self) -> int:
        """How many outlets the articles that are shown are of."""
        query = select(func.count(article_outlets.c.outlet.distinct())).where(_is_shown())
        return await self._connection.scalar(query) or 0

    async def named(self, name: str) -> OutletRecord | None:
        """The outlet of that name, however it is spelt; None if no article that is shown is of it."""
        mine = article_outlets.c.outlet == outlet_key(name)
        query = select(func.count(), func.max(article_outlets.c.article_id)).where(mine, _is_shown())
        size, newest = (await self._connection.execute(query)).one()
        return await self._of(newest, size) if newest is not None else None

    async def of_article(self, article_id: int) -> OutletRecord | None:
        """The outlet of an article, a deleted one too; None if it is not known or the article is gone."""
        return await self._of(article_id, 1)

    async def wish(self, reader_id: int, name: str, *, preferred: bool, now: datetime) -> bool:
        """From now on the outlet is preferred by the reader, or muted; False if that was so already."""
        key = outlet_key(name)
        held = await self._connection.scalar(select(outlet_wishes.c.preferred).where(_wish_of(reader_id, key)))
        values = {"reader_id": reader_id, "outlet": key, "name": name, "preferred": preferred, "created": now}
        insert = self._insert(outlet_wishes).values(values)
        changed = {"name": name, "preferred": preferred, "created": now}
        await self._connection.execute(
            insert.on_conflict_do_update(index_elements=["reader_id", "outlet"], set_=changed)
        )
        return held is not preferred

    async def unwish(self, reader_id: int, key: str) -> bool:
        """The outlet is to the reader as any other; False if it was so already."""
        return (await self._connection.execute(delete(outlet_wishes).where(_wish_of(reader_id, key)))).rowcount > 0

    async def wishes(self, reader_id: int) -> list[WishRecord]:
        """What the reader prefers and has muted, in the order in which they said so."""
        return [WishRecord(*row) for row in await self._connection.execute(_WISHES, {"reader": reader_id})]

    async def preferred(self, reader_ids: Sequence[int], stories: Sequence[int]) -> dict[int, dict[int, list[int]]]:
        """By reader and story the articles of outlets that the reader prefers, the last to arrive first."""
        mine = outlet_wishes.c.reader_id.in_(self._numbers(reader_ids)) & outlet_wishes.c.preferred
        query = (
            select(outlet_wishes.c.reader_id, placements.c.story, placements.c.article_id)
            .join(article_outlets, article_outlets.c.article_id == placements.c.article_id)
            .join(outlet_wishes, outlet_wishes.c.outlet == article_outlets.c.outlet)
            .where(placements.c.story.in_(self._numbers(stories)), mine, _is_shown())
            .order_by(placements.c.article_id.desc())
        )
        found: defaultdict[int, dict[int, list[int]]] = defaultdict(dict)
        for reader, story, article in await self._connection.execute(query):
            found[reader].setdefault(story, []).append(article)
        return dict(found)

    async def _of(self, article_id: int, size: int) -> OutletRecord | None:
        query = select(article_outlets.c.outlet, articles.c.outlet, articles.c.id)
        query = query.join(articles, articles.c.id == article_outlets.c.article_id).where(articles.c.id == article_id)
        row = (await self._connection.execute(query)).one_or_none()
        return OutletRecord(row[0], row[1], size, row[2]) if row is not None else None


def _wish_of(reader_id: int, key: str) -> ColumnElement[bool]:
    return (outlet_wishes.c.reader_id == reader_id) & (outlet_wishes.c.outlet == key)


def _is_shown() -> ColumnElement[bool]:
    gone = select(articles.c.id).where(articles.c.deleted.is_not(None)).correlate(None)
    return article_outlets.c.article_id.not_in(gone)
