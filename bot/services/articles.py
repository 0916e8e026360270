"""Articles: loaded once, analysed once, summarised as often as anyone asks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from bot.errors import NoArticles, NothingFound, TextTooShort, UnknownArticle
from bot.services.analysis import Analyser
from bot.services.archive import Archive
from bot.services.ports import Clock
from bot.services.topics import Topics, understand
from bot.services.working import Prepared
from bot.sources.draft import Draft
from storage.engine import Database
from storage.records import AnalysisRecord, Headline, NewArticle
from summarizer.errors import NothingToSummarise
from summarizer.extract import extract
from summarizer.model import Analysis, Summary
from summarizer.serial import load

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Extract:
    """A text ready to be summarised, and where it comes from; ``article_id`` is None for one that is not stored."""

    article_id: int | None
    title: str | None
    text: str
    outlet: str | None
    published: datetime | None
    link: str | None
    analysis: Analysis
    place: str | None = None
    dated: str | None = None
    authors: tuple[str, ...] = ()

    def of_length(self, sentences: int) -> Summary:
        """The best sentences, that many."""
        return extract(self.text, self.analysis, sentences=sentences)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a draft; ``followers`` is the number of digests that were queued for it."""

    article: Headline
    sentences: int
    is_new: bool
    followers: int


class Articles:
    """The archive. ``wake`` is called after a commit that queued digests."""

    def __init__(
        self, database: Database, analyser: Analyser, topics: Topics, clock: Clock, wake: Callable[[], None]
    ) -> None:
        self._database = database
        self._analyser = analyser
        self._topics = topics
        self._clock = clock
        self._wake = wake
        self.archive = Archive(database, clock)

    async def load(self, draft: Draft, *, quiet: bool = False) -> Loaded:
        """Analyse and store a draft, and queue a digest for each follower, all in one transaction; none if ``quiet``.

        The same text is stored once: a second load gives the first article. Raises TextTooShort.
        """
        key = await self._analyser.identify(draft)
        known = await self._by_digest(key)
        if known is not None:
            return Loaded(known, len((await self._analysis(known.id)).spans), is_new=False, followers=0)
        prepared = await _worded(self._analyser.prepare(draft))
        loaded = await self._store(_new_article(draft, key, prepared), prepared, quiet=quiet)
        if loaded.followers:
            self._wake()
        return loaded

    async def latest(self, limit: int, before: int | None = None) -> list[Headline]:
        """The newest articles; a newer one was loaded later."""
        async with self._database.read() as unit:
            return await unit.articles.latest(limit, before)

    async def open(self, article_id: int) -> Extract:
        """A stored article, ready to be summarised. Raises UnknownArticle."""
        async with self._database.read() as unit:
            article = await unit.articles.get(article_id)
        if article is None:
            raise UnknownArticle(id=article_id)
        analysis = await self._analysis(article.id)
        return Extract(
            article.id,
            article.title,
            article.text,
            article.outlet,
            article.published,
            article.link,
            analysis,
            article.place,
            article.dated,
            article.authors,
        )

    async def newest(self) -> Extract:
        """The article that came last. Raises NoArticles."""
        found = await self.latest(1)
        if not found:
            raise NoArticles
        return await self.open(found[0].id)

    async def find(self, words: str) -> Extract:
        """The newest article for which a topic holds. Raises NothingFound, NoArticles and BadTopic."""
        found = await self.archive.find(understand(words, "query"), 1)
        if found:
            return await self.open(found[0].id)
        async with self._database.read() as unit:
            if await unit.articles.count() == 0:
                raise NoArticles
        raise NothingFound(words=" ".join(words.split())[:60])

    async def read(self, draft: Draft) -> Extract:
        """A text that is not stored, ready to be summarised. Raises TextTooShort."""
        analysis = await _worded(self._analyser.analyse(draft))
        said = analysis.credits
        return Extract(
            None,
            draft.title,
            draft.text,
            draft.outlet or said.outlet,
            draft.published,
            draft.link,
            analysis,
            said.place,
            said.dated,
            said.authors,
        )

    async def read_file(self, name: str, data: bytes, content_type: str | None) -> Draft:
        """The draft in a file. Raises UnknownFileType or NotText."""
        return await self._analyser.read_file(name, data, content_type)

    async def _by_digest(self, key: str) -> Headline | None:
        async with self._database.read() as unit:
            return await unit.articles.by_digest(key)

    async def _store(self, new: NewArticle, prepared: Prepared, *, quiet: bool) -> Loaded:
        matches = () if quiet else await self._topics.matching(prepared.facts)
        now = self._clock()
        async with self._database.write() as unit:
            article, is_new = await unit.articles.add(new, now=now)
            followers = 0
            if is_new:
                record = AnalysisRecord(article.id, prepared.method, prepared.version, prepared.body)
                await unit.articles.put_analysis(record)
                await unit.search.put(article.id, prepared.tokens)
                followers = await unit.deliveries.fan_out(article.id, matches, now=now)
        return Loaded(article, prepared.sentences, is_new, followers)

    async def _analysis(self, article_id: int) -> Analysis:
        async with self._database.read() as unit:
            record = await unit.articles.analysis(article_id)
        if record is None:
            raise UnknownArticle(id=article_id)
        return load(record.body)


async def _worded(analysing: Awaitable[T]) -> T:
    """The analysis of a text. Raises TextTooShort if it holds no word."""
    try:
        return await analysing
    except NothingToSummarise as error:
        raise TextTooShort from error


def _new_article(draft: Draft, key: str, prepared: Prepared) -> NewArticle:
    said = prepared.credits
    return NewArticle(
        digest=key,
        title=draft.title or prepared.headline,
        text=draft.text,
        language=prepared.language,
        outlet=draft.outlet or said.outlet,
        link=draft.link,
        published=draft.published,
        place=said.place,
        dated=said.dated,
        authors=draft.authors or said.authors,
    )
