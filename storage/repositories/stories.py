"""Stories: which articles report the same event, are the same text again, or are versions of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, bindparam, delete, func, select, update

from storage.records import FingerprintRecord, Headline, PlacementRecord
from storage.repositories.binding import numbers as listed
from storage.repositories.repository import Repository
from storage.tables import articles, fingerprints, muted, placements

_PLACEMENT = (
    placements.c.article_id,
    placements.c.story,
    placements.c.republishes,
    placements.c.revises,
    placements.c.source,
)
_HEADLINE = (articles.c.id, articles.c.title, articles.c.outlet, articles.c.published, articles.c.language)
_newer = placements.alias("newer")


_REVISES = select(placements.c.revises).where(placements.c.article_id == bindparam("article"))
"""Made once, as it is asked whenever an article is shown."""


class Stories(Repository):
    """Where articles stand among each other; deleted ones are in no answer about others."""

    async def put(self, placed: PlacementRecord, body: bytes, *, added: datetime) -> None:
        """Keeps where a new article was placed, and its fingerprint."""
        await self.put_all([(placed, body)], added=added)

    async def put_all(self, placed: Sequence[tuple[PlacementRecord, bytes]], *, added: datetime) -> None:
        """As ``put``, for one or more articles."""
        rows = [
            {
                "article_id": one.article_id,
                "story": one.story,
                "republishes": one.republishes,
                "revises": one.revises,
                "source": one.source,
            }
            for one, _ in placed
        ]
        held = [{"article_id": one.article_id, "added": added, "body": body} for one, body in placed]
        await self._connection.execute(self._insert(placements), rows)
        await self._connection.execute(self._insert(fingerprints), held)

    async def of(self, article_id: int) -> PlacementRecord | None:
        """Where the article was placed; None if it came before there were stories, or is gone."""
        query = select(*_PLACEMENT).where(placements.c.article_id == article_id)
        row = (await self._connection.execute(query)).one_or_none()
        return PlacementRecord(*row) if row is not None else None

    async def stories_of(self, article_ids: Sequence[int]) -> dict[int, int]:
        """The story of each article; one that was never placed is left out."""
        query = select(placements.c.article_id, placements.c.story)
        rows = await self._connection.execute(query.where(placements.c.article_id.in_(self._numbers(article_ids))))
        return {row[0]: row[1] for row in rows}

    async def newest(self) -> int:
        """The greatest number of an article that was placed, 0 if there is none."""
        return await self._connection.scalar(select(func.max(fingerprints.c.article_id))) or 0

    async def first(self, since: datetime) -> int | None:
        """The smallest number of an article that was placed at that moment or later."""
        query = select(func.min(fingerprints.c.article_id)).where(fingerprints.c.added >= since)
        found: int | None = await self._connection.scalar(query)
        return found

    async def fingerprints(self, after: int, limit: int) -> list[FingerprintRecord]:
        """At most ``limit`` fingerprints of articles of greater numbers, in their order; also of deleted articles."""
        query = (
            select(
                fingerprints.c.article_id,
                fingerprints.c.added,
                fingerprints.c.body,
                placements.c.story,
                placements.c.republishes,
                articles.c.deleted.is_not(None),
            )
            .join(placements, placements.c.article_id == fingerprints.c.article_id)
            .join(articles, articles.c.id == fingerprints.c.article_id)
            .where(fingerprints.c.article_id > after)
            .order_by(fingerprints.c.article_id)
            .limit(limit)
        )
        return [FingerprintRecord(*row) for row in await self._connection.execute(query)]

    async def refresh(self, article_id: int, body: bytes) -> None:
        """Keeps another fingerprint of an article in place of the one that is kept; none, if that was dropped."""
        change = update(fingerprints).where(fingerprints.c.article_id == article_id).values(body=body)
        await self._connection.execute(change)

    async def forget(self, before: datetime) -> int:
        """Drops the fingerprints of articles that were added before; their places stay. Gives how many."""
        return (await self._connection.execute(delete(fingerprints).where(fingerprints.c.added < before))).rowcount

    async def by_source(self, source: str) -> int | None:
        """The newest article that came from a link, by the digest of that."""
        query = select(func.max(placements.c.article_id)).where(placements.c.source == source, _is_shown(placements))
        found: int | None = await self._connection.scalar(query)
        return found

    async def known_sources(self, sources: Sequence[str]) -> set[str]:
        """Those of the links, by their digests, from which an article came."""
        query = select(placements.c.source).where(placements.c.source.in_(sources), _is_shown(placements))
        return set((await self._connection.scalars(query)).all())

    async def versions(self, article_id: int) -> list[int]:
        """All versions of the article, the oldest first; itself, if it never changed."""
        first = await self._first(article_id)
        found = await self._connection.scalars(_versions(), {"first": first})
        return sorted({first, article_id, *found})

    async def outdated(self, article_ids: Sequence[int]) -> set[int]:
        """Those of the articles of which a newer version is shown."""
        query = select(placements.c.article_id).where(placements.c.article_id.in_(self._numbers(article_ids)))
        return set((await self._connection.scalars(query.where(_is_outdated()))).all())

    async def others(self, article_id: int, limit: int) -> list[Headline]:
        """At most ``limit`` other articles of the story, the newest first, of each its newest version."""
        given = {"article": article_id, "versions": await self.versions(article_id), "limit": limit}
        return [Headline(*row) for row in await self._connection.execute(_others(self._dialect), given)]

    async def sizes(self, numbers: Sequence[int], reader_id: int | None = None) -> dict[int, int]:
        """How many articles the story of each article has, each version once; only where that is more than one.

        ``reader_id``: without those of outlets that the reader has muted.
        """
        query = _sizes(self._dialect, by_reader=reader_id is not None)
        rows = await self._connection.execute(query, {"articles": numbers, "reader": reader_id})
        return {row[0]: row[1] for row in rows if row[1] > 1}

    async def largest(self, first: int, limit: int) -> dict[int, list[int]]:
        """The stories of most articles among those numbered from ``first`` on, with these, the newest first.

        At most ``limit`` stories, the largest first; each version of an article counts once, a single article not.
        """
        counts = (placements.c.article_id >= first) & _is_shown(placements) & ~_is_outdated()
        size, newest = func.count(), func.max(placements.c.article_id)
        query = select(placements.c.story).where(counts).group_by(placements.c.story).having(size > 1)
        found = list(await self._connection.scalars(query.order_by(size.desc(), newest.desc()).limit(limit)))
        members = select(placements.c.story, placements.c.article_id)
        members = members.where(placements.c.story.in_(self._numbers(found)), counts)
        stories: dict[int, list[int]] = {story: [] for story in found}
        for story, article in await self._connection.execute(members.order_by(placements.c.article_id.desc())):
            stories[story].append(article)
        return stories

    async def _first(self, article_id: int) -> int:
        return await self._connection.scalar(_REVISES, {"article": article_id}) or article_id


@cache
def _versions() -> Select[int]:
    return select(placements.c.article_id).where(placements.c.revises == bindparam("first"), _is_shown(placements))


@cache
def _others(dialect: str) -> Select[Any]:
    mine = select(placements.c.story).where(placements.c.article_id == bindparam("article")).scalar_subquery()
    return (
        select(*_HEADLINE)
        .join(placements, placements.c.article_id == articles.c.id)
        .where(placements.c.story == mine, _is_shown(placements), ~_is_outdated())
        .where(articles.c.id.not_in(listed(dialect, "versions")))
        .order_by(articles.c.id.desc())
        .limit(bindparam("limit"))
    )


@cache
def _sizes(dialect: str, *, by_reader: bool) -> Select[int, int]:
    asked = placements.alias("asked")
    query = (
        select(asked.c.article_id, func.count())
        .join(placements, placements.c.story == asked.c.story)
        .where(asked.c.article_id.in_(listed(dialect, "articles")), _is_shown(placements), ~_is_outdated())
        .group_by(asked.c.article_id)
    )
    return query.where(~muted(bindparam("reader"), placements.c.article_id)) if by_reader else query


@cache
def _is_shown(table: FromClause) -> ColumnElement[bool]:
    return table.c.article_id.not_in(select(articles.c.id).where(articles.c.deleted.is_not(None)).correlate(None))


@cache
def _is_outdated() -> ColumnElement[bool]:
    first = func.coalesce(placements.c.revises, placements.c.article_id)
    newer = select(_newer.c.article_id).where(
        _newer.c.revises == first, _newer.c.article_id > placements.c.article_id, _is_shown(_newer)
    )
    return newer.correlate(placements).exists()
