"""Articles and their analyses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select

from storage.records import AnalysisRecord, ArticleRecord, Headline, NewArticle
from storage.repositories.repository import Repository
from storage.tables import analyses, articles

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
)
_HEADLINE = (articles.c.id, articles.c.title, articles.c.outlet, articles.c.published, articles.c.language)
_ANALYSIS = (analyses.c.article_id, analyses.c.method, analyses.c.version, analyses.c.body)


class Articles(Repository):
    """What has been loaded; an article's text is stored once, however often it is loaded."""

    async def add(self, new: NewArticle, *, now: datetime) -> tuple[Headline, bool]:
        """The stored article and whether it is new; with a digest already known, the one stored before and False.

        ``now`` is when it was added, unless the article says so itself.
        """
        values = {
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
        insert = self._insert(articles).on_conflict_do_nothing(index_elements=["digest"]).values(values)
        row = (await self._connection.execute(insert.returning(*_HEADLINE))).one_or_none()
        if row is not None:
            return Headline(*row), True
        stored = await self.by_digest(new.digest)
        assert stored is not None, "a conflicting digest belongs to a stored article"  # noqa: S101
        return stored, False

    async def get(self, article_id: int) -> ArticleRecord | None:
        """The article, or None if it never was or has been removed."""
        row = (await self._connection.execute(select(*_RECORD).where(articles.c.id == article_id))).one_or_none()
        return ArticleRecord(**row._mapping) if row is not None else None

    async def by_digest(self, digest: str) -> Headline | None:
        """The article with this text, or None."""
        query = select(*_HEADLINE).where(articles.c.digest == digest)
        row = (await self._connection.execute(query)).one_or_none()
        return Headline(*row) if row is not None else None

    async def latest(self, limit: int, before: int | None = None) -> list[Headline]:
        """At most ``limit`` articles, the last to arrive first; ``before`` an id, those that arrived earlier."""
        query = select(*_HEADLINE).order_by(articles.c.id.desc()).limit(limit)
        if before is not None:
            query = query.where(articles.c.id < before)
        return [Headline(*row) for row in await self._connection.execute(query)]

    async def headlines(self, numbers: Sequence[int]) -> list[Headline]:
        """The articles of these numbers that are stored, the last to arrive first."""
        query = select(*_HEADLINE).where(articles.c.id.in_(self._numbers(numbers))).order_by(articles.c.id.desc())
        return [Headline(*row) for row in await self._connection.execute(query)]

    async def count(self, since: datetime | None = None) -> int:
        """How many articles are stored, or how many of them were added at ``since`` or later."""
        query = select(func.count()).select_from(articles)
        if since is not None:
            query = query.where(articles.c.added >= since)
        return await self._connection.scalar(query) or 0

    async def remove(self, article_id: int) -> bool:
        """Deletes the article with its analysis, its search entry and its deliveries; False if there was none."""
        result = await self._connection.execute(delete(articles).where(articles.c.id == article_id))
        return result.rowcount > 0

    async def put_analysis(self, analysis: AnalysisRecord) -> None:
        """Keeps the analysis in place of the article's earlier one."""
        values = {"method": analysis.method, "version": analysis.version, "body": analysis.body}
        insert = self._insert(analyses).values(article_id=analysis.article_id, **values)
        await self._connection.execute(insert.on_conflict_do_update(index_elements=["article_id"], set_=values))

    async def analysis(self, article_id: int) -> AnalysisRecord | None:
        """The article's analysis, or None if it has not been made."""
        query = select(*_ANALYSIS).where(analyses.c.article_id == article_id)
        row = (await self._connection.execute(query)).one_or_none()
        return AnalysisRecord(*row) if row is not None else None
