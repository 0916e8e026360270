"""Articles and their analyses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, Text, bindparam, cast, delete, func, literal, select, update

from storage.records import AnalysisRecord, ArticleRecord, Edit, Headline, NewArticle
from storage.repositories.binding import numbers as listed
from storage.repositories.outlets import Outlets
from storage.repositories.repository import Repository
from storage.tables import analyses, articles, later, muted, shown, tells_story

_RECORD = (
    articles.c.id,
    articles.c.digest,
    articles.c.title,
    articles.c.text,
    articles.c.language,
    articles.c.outlet,
    articles.c.link,
    articles.c.published,
    articles.c.added,
    articles.c.place,
    articles.c.dated,
    articles.c.authors,
    articles.c.deleted,
)
_HEADLINE = (
    articles.c.id,
    articles.c.title,
    articles.c.outlet,
    articles.c.published,
    articles.c.language,
    articles.c.deleted,
)
_ANALYSIS = (analyses.c.article_id, analyses.c.method, analyses.c.version, analyses.c.body)


_BY_ID = select(*_RECORD).where(articles.c.id == bindparam("article"))
_ANALYSIS_BY_ID = select(*_ANALYSIS).where(analyses.c.article_id == bindparam("article"))
"""Made once, as they are asked whenever an article is shown."""


@cache
def _headlines(dialect: str) -> Select[Any]:
    wanted = articles.c.id.in_(listed(dialect, "articles"))
    return select(*_HEADLINE).where(wanted, shown()).order_by(articles.c.id.desc())


@cache
def _stories(*, by_reader: bool, further: bool) -> Select[Any]:
    reader = bindparam("reader", type_=BigInteger)
    wanted = ~muted(reader, later.c.article_id) if by_reader else None
    query = select(*_HEADLINE).where(shown(), tells_story(wanted)).order_by(articles.c.id.desc())
    if by_reader:
        query = query.where(~muted(reader, articles.c.id))
    if further:
        query = query.where(articles.c.id < bindparam("before"))
    return query.limit(bindparam("limit"))


class Articles(Repository):
    """What has been loaded; an article's text is stored once, however often it is loaded.

    Deleted articles are in none of the answers, unless it is said that they are.
    """

    async def add(self, new: NewArticle, *, now: datetime) -> tuple[Headline, bool]:
        """The stored article and whether it is new; with a digest already known, the one stored before and False.

        ``now`` is when it was added, unless the article says so itself.
        """
        return (await self.add_all([new], now=now))[0]

    async def add_all(self, new: Sequence[NewArticle], *, now: datetime) -> list[tuple[Headline, bool]]:
        """As ``add``, of several articles in the order of their arrival; of two of one digest, the first is new."""
        insert = self._insert(articles).on_conflict_do_nothing(index_elements=["digest"])
        rows = await self._connection.execute(
            insert.returning(articles.c.digest, *_HEADLINE), [_values(one, now) for one in new]
        )
        added = {row[0]: Headline(*row[1:]) for row in rows}
        await Outlets(self._connection).credit([(one.id, one.outlet) for one in added.values()])
        missing = [one.digest for one in new if one.digest not in added]
        stored = await self.by_digests(missing) if missing else {}
        # What was added is told once: a second article of that digest was stored before, if only a moment ago.
        fresh = dict(added)
        return [
            (fresh.pop(one.digest), True) if one.digest in fresh else ((added | stored)[one.digest], False)
            for one in new
        ]

    async def get(self, article_id: int, *, even_deleted: bool = False) -> ArticleRecord | None:
        """The article, or None if it never was or has been removed."""
        row = (await self._connection.execute(_BY_ID, {"article": article_id})).one_or_none()
        found = ArticleRecord(**row._mapping) if row is not None else None
        return found if found is not None and (even_deleted or found.deleted is None) else None

    async def by_digest(self, digest: str) -> Headline | None:
        """The article with this text, a deleted one too, or None."""
        query = select(*_HEADLINE).where(articles.c.digest == digest)
        row = (await self._connection.execute(query)).one_or_none()
        return Headline(*row) if row is not None else None

    async def by_digests(self, digests: Sequence[str]) -> dict[str, Headline]:
        """The articles with these texts, deleted ones too, by their digests."""
        query = select(articles.c.digest, *_HEADLINE).where(articles.c.digest.in_(digests))
        return {row[0]: Headline(*row[1:]) for row in await self._connection.execute(query)}

    async def latest(self, limit: int, before: int | None = None) -> list[Headline]:
        """At most ``limit`` articles, the last to arrive first; ``before`` an id, those that arrived earlier."""
        query = select(*_HEADLINE).where(shown()).order_by(articles.c.id.desc()).limit(limit)
        if before is not None:
            query = query.where(articles.c.id < before)
        return [Headline(*row) for row in await self._connection.execute(query)]

    async def stories(self, limit: int, before: int | None = None, reader_id: int | None = None) -> list[Headline]:
        """As ``latest``, of each story its newest article only; none of outlets that the reader has muted."""
        query = _stories(by_reader=reader_id is not None, further=before is not None)
        given = {"limit": limit, "before": before, "reader": reader_id}
        return [Headline(*row) for row in await self._connection.execute(query, given)]

    async def newest_in(
        self, language: str, among: int, since: datetime, reader_id: int | None = None
    ) -> Headline | None:
        """The last to arrive in a language ``among`` so many, not before ``since``; None if there is none.

        None of outlets that the reader has muted.
        """
        last = select(articles.c.id).where(shown()).order_by(articles.c.id.desc()).limit(among).subquery()
        query = select(*_HEADLINE).where(articles.c.id.in_(select(last.c.id)))
        query = query.where(articles.c.language == language, articles.c.added >= since)
        if reader_id is not None:
            query = query.where(~muted(literal(reader_id), articles.c.id))
        row = (await self._connection.execute(query.order_by(articles.c.id.desc()).limit(1))).one_or_none()
        return Headline(*row) if row is not None else None

    async def headlines(self, numbers: Sequence[int]) -> list[Headline]:
        """The articles of these numbers that are stored, the last to arrive first."""
        rows = await self._connection.execute(_headlines(self._dialect), {"articles": numbers})
        return [Headline(*row) for row in rows]

    async def count(self, since: datetime | None = None) -> int:
        """How many articles are stored, or how many of them were added at ``since`` or later."""
        query = select(func.count()).select_from(articles).where(shown())
        if since is not None:
            query = query.where(articles.c.added >= since)
        return await self._connection.scalar(query) or 0

    async def remove(self, article_id: int) -> bool:
        """Deletes the article with its analysis, its search entry and its deliveries; False if there was none."""
        result = await self._connection.execute(delete(articles).where(articles.c.id == article_id))
        return result.rowcount > 0

    async def edit(self, article_id: int, edit: Edit) -> bool:
        """Puts what an admin knows better in place of what is stored; False if there is no such article."""
        values = {
            "title": edit.title,
            "outlet": edit.outlet,
            "published": edit.published,
            "language": edit.language,
        }
        change = update(articles).where(articles.c.id == article_id, articles.c.deleted.is_(None)).values(values)
        if not (await self._connection.execute(change)).rowcount:
            return False
        await Outlets(self._connection).credit([(article_id, edit.outlet)])
        return True

    async def delete(self, article_id: int, *, now: datetime) -> bool:
        """Takes the article from the readers, to be brought back or purged; False if there was none to take."""
        change = update(articles).where(articles.c.id == article_id, articles.c.deleted.is_(None)).values(deleted=now)
        return (await self._connection.execute(change)).rowcount > 0

    async def restore(self, article_id: int) -> bool:
        """Brings a deleted article back; False if there is none."""
        gone = (articles.c.id == article_id) & articles.c.deleted.is_not(None)
        return (await self._connection.execute(update(articles).where(gone).values(deleted=None))).rowcount > 0

    async def purge(self, before: datetime) -> int:
        """Removes for good what was deleted before that moment; gives how many articles that were."""
        return (await self._connection.execute(delete(articles).where(articles.c.deleted < before))).rowcount

    async def put_analysis(self, analysis: AnalysisRecord) -> None:
        """Keeps the analysis in place of the article's earlier one."""
        await self.put_analyses([analysis])

    async def put_analyses(self, made: Sequence[AnalysisRecord]) -> None:
        """As ``put_analysis``, for one or more articles."""
        insert = self._insert(analyses)
        values = {name: insert.excluded[name] for name in ("method", "version", "body")}
        await self._connection.execute(
            insert.on_conflict_do_update(index_elements=["article_id"], set_=values),
            [
                {"article_id": one.article_id, "method": one.method, "version": one.version, "body": one.body}
                for one in made
            ],
        )

    async def analysed(self, numbers: Sequence[int]) -> list[tuple[ArticleRecord, AnalysisRecord]]:
        """Those of the articles that are stored with their analyses, the last to arrive first."""
        cut, rows = len(_RECORD), await self._beside(numbers, *_ANALYSIS)
        return [(ArticleRecord(*row[:cut]), AnalysisRecord(*row[cut:])) for row in rows]

    async def serialised(self, numbers: Sequence[int]) -> list[tuple[ArticleRecord, str]]:
        """As `analysed`, with the bodies as JSON that nobody has read yet: that of many is work for a worker."""
        rows = await self._beside(numbers, cast(analyses.c.body, Text))
        return [(ArticleRecord(*row[:-1]), row[-1]) for row in rows]

    async def _beside(self, numbers: Sequence[int], *columns: ColumnElement[Any]) -> list[tuple[Any, ...]]:
        """The articles that have an analysis, and of that these columns."""
        wanted = articles.c.id.in_(self._numbers(numbers))
        joined = articles.join(analyses, analyses.c.article_id == articles.c.id)
        query = select(*_RECORD, *columns).select_from(joined).where(wanted, shown()).order_by(articles.c.id.desc())
        return [tuple(row) for row in await self._connection.execute(query)]

    async def analysis(self, article_id: int) -> AnalysisRecord | None:
        """The article's analysis, or None if it has not been made."""
        row = (await self._connection.execute(_ANALYSIS_BY_ID, {"article": article_id})).one_or_none()
        return AnalysisRecord(*row) if row is not None else None


def _values(new: NewArticle, now: datetime) -> dict[str, object]:
    return {
        "digest": new.digest,
        "title": new.title,
        "text": new.text,
        "language": new.language,
        "outlet": new.outlet,
        "link": new.link,
        "published": new.published,
        "added": new.added or now,
        "place": new.place,
        "dated": new.dated,
        "authors": new.authors,
    }
