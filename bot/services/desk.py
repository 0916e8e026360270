"""The admins' desk: an article seen as it is stored, put right, deleted and brought back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.errors import AlreadyDeleted, NotDeleted, UnknownArticle
from bot.services.analysis import Analyser
from bot.services.edits import edited
from bot.services.ports import Clock
from bot.services.stories import Stories
from bot.services.troubles import Trouble
from bot.services.versions import stands_in
from bot.services.working import Prepared
from bot.sources.draft import Draft
from storage.engine import Database
from storage.news import Kind
from storage.records import AnalysisRecord, ArticleRecord, Edit
from summarizer.serial import load
from summarizer.stories.fingerprint import dump

KEPT = timedelta(days=30)
"""How long a deleted article can be brought back; then it is removed for good."""

FRESH = timedelta(days=1)
"""How long after the deletion its waiting digests come back with it; later they are no news."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """What an admin sees of an article; ``digests`` are numbers of deliveries by state.

    ``trouble`` is why it is no more than the teaser of its feed.
    """

    article: ArticleRecord
    sentences: int
    digests: Mapping[str, int]
    trouble: Trouble | None = None


class Desk:
    """``wake`` is called after a commit that queued digests, ``forget`` with an article that is not what it was."""

    def __init__(
        self,
        database: Database,
        analyser: Analyser,
        stories: Stories,
        clock: Clock,
        wake: Callable[[], None],
        forget: Callable[[int], None],
    ) -> None:
        self._database = database
        self._analyser = analyser
        self._stories = stories
        self._clock = clock
        self._wake = wake
        self._forget = forget

    async def open(self, article_id: int) -> Dossier:
        """The article, deleted or not. Raises UnknownArticle."""
        async with self._database.read() as unit:
            article = await unit.articles.get(article_id, even_deleted=True)
            analysis = await unit.articles.analysis(article_id)
            digests = await unit.deliveries.counts_of_article(article_id)
            trouble = await unit.entries.trouble(article_id)
        if article is None:
            raise UnknownArticle(id=article_id)
        sentences = len(load(analysis.body).spans) if analysis is not None else 0
        return Dossier(article, sentences, digests, Trouble.load(trouble) if trouble else None)

    async def edit(self, article_id: int, field: str, said: str) -> Dossier:
        """Put a field right. What depends on it is worked out again; nobody is sent a digest because of it.

        Raises UnknownArticle, also for a deleted one, and what `bot.services.edits.edited` raises.
        """
        found = await self.open(article_id)
        if found.article.deleted is not None:
            raise UnknownArticle(id=article_id)
        now = _what_may_change(found.article)
        wanted = edited(now, field, said, self._clock())
        if replace(wanted, published=None) == replace(now, published=None):
            await self._keep(article_id, wanted, None)
            self._forget(article_id)
            return await self.open(article_id)
        prepared = await self._analyser.prepare(_draft(found.article, wanted, field))
        said_so = prepared.credits.outlet
        whole = replace(
            wanted,
            title=wanted.title or prepared.headline,
            outlet=wanted.outlet or said_so,
            language=prepared.language,
        )
        await self._keep(article_id, whole, prepared)
        await self._stories.refresh(article_id, prepared.fingerprint)
        self._forget(article_id)
        return await self.open(article_id)

    async def delete(self, article_id: int) -> int:
        """Take the article from all answers; gives how many waiting digests were cancelled.

        What was deleted longer than `KEPT` ago is removed for good in the same turn. Raises UnknownArticle and
        AlreadyDeleted.
        """
        now = self._clock()
        async with self._database.write() as unit:
            await unit.articles.purge(now - KEPT)
            if not await unit.articles.delete(article_id, now=now):
                is_kept = await unit.articles.get(article_id, even_deleted=True) is not None
                raise AlreadyDeleted(id=article_id) if is_kept else UnknownArticle(id=article_id)
            count = await unit.deliveries.cancel_for_article(article_id, now=now)
            unit.news.tell(Kind.ARTICLES, article_id)
        self._forget(article_id)
        await self._stories.drop(article_id)
        return count

    async def restore(self, article_id: int) -> int:
        """Bring a deleted article back, and its waiting digests if it was gone for less than `FRESH`.

        Gives how many digests that were. Raises UnknownArticle, and NotDeleted for one that is there.
        """
        now = self._clock()
        async with self._database.write() as unit:
            article = await unit.articles.get(article_id, even_deleted=True)
            if article is None or (article.deleted is not None and article.deleted < now - KEPT):
                raise UnknownArticle(id=article_id)
            if article.deleted is None:
                raise NotDeleted(id=article_id)
            await unit.articles.restore(article_id)
            is_fresh = article.deleted >= now - FRESH
            count = await unit.deliveries.restore_for_article(article_id) if is_fresh else 0
            unit.news.tell(Kind.ARTICLES, article_id)
            if count:
                unit.news.tell(Kind.OWED)
        self._forget(article_id)
        await self._stories.bring_back(article_id)
        if count:
            self._wake()
        return count

    async def purge(self) -> int:
        """Remove for good what was deleted longer than `KEPT` ago; gives how many articles that were."""
        async with self._database.write() as unit:
            return await unit.articles.purge(self._clock() - KEPT)

    async def _keep(self, article_id: int, edit: Edit, prepared: Prepared | None) -> None:
        async with self._database.write() as unit:
            if not await unit.articles.edit(article_id, edit):
                raise UnknownArticle(id=article_id)
            unit.news.tell(Kind.ARTICLES, article_id)
            if prepared is not None:
                record = AnalysisRecord(article_id, prepared.method, prepared.version, prepared.body)
                await unit.articles.put_analysis(record)
                await unit.search.put(article_id, prepared.tokens)
                await unit.stories.refresh(article_id, dump(prepared.fingerprint))
                await unit.quotes.forget([article_id])


def _what_may_change(article: ArticleRecord) -> Edit:
    return Edit(article.title, article.outlet, article.published, article.language)


def _draft(article: ArticleRecord, wanted: Edit, field: str) -> Draft:
    """What is to be analysed anew. A title that was made from the text is no title to the analysis, as at the first."""
    made = field != "title" and stands_in(wanted.title, article.text)
    return Draft(
        text=article.text,
        title=None if made else wanted.title or None,
        outlet=wanted.outlet,
        language=wanted.language or None,
        published=wanted.published,
        link=article.link,
        authors=article.authors,
    )
