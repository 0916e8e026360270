"""Articles: loaded once, analysed once, summarised as often as anyone asks."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from bot.errors import NoArticles, NothingFound, NothingFoundYet, TextTooShort, UnknownArticle
from bot.services.analysis import Analyser
from bot.services.archive import Archive
from bot.services.batches import Alone, Batches
from bot.services.best import Best
from bot.services.candidates import Candidates
from bot.services.fanouts import FanOuts
from bot.services.outlets import by_choice, wishes_of
from bot.services.ports import Clock, Jobs
from bot.services.stories import Stories
from bot.services.storing import Loaded, Storing, incoming
from bot.services.topics import Topics, understand
from bot.services.versions import ALONE, Story, Versions, source_of
from bot.services.working import Prepared
from bot.sources.draft import Draft
from storage.engine import Database
from storage.records import Headline, ReaderRecord
from summarizer.bent import bend
from summarizer.errors import NothingToSummarise
from summarizer.extract import extract
from summarizer.model import Analysis, Article, Summary
from summarizer.serial import load
from summarizer.topics.evidence import evidence
from summarizer.topics.query import Query

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
    story: Story = ALONE
    _summaries: dict[int, Summary] = field(default_factory=dict, compare=False, repr=False)

    @property
    def total(self) -> int:
        """How many sentences it has."""
        return len(self.analysis.spans)

    @property
    def differs(self) -> bool:
        """Whether other outlets give other figures."""
        return self.story.differs

    def of_length(self, sentences: int) -> Summary:
        """The best sentences, that many."""
        if sentences not in self._summaries:
            self._summaries[sentences] = extract(self.text, self.analysis, sentences=sentences)
        return self._summaries[sentences]


class Articles:
    """The archive. ``wake`` is called after a commit that queued digests; the rest is `FanOuts`'s."""

    def __init__(
        self,
        database: Database,
        analyser: Analyser,
        topics: Topics,
        stories: Stories,
        clock: Clock,
        wake: Callable[[], None],
        jobs: Jobs | None = None,
        *,
        is_shared: bool = False,
    ) -> None:
        self._database = database
        self._analyser = analyser
        self.fanouts = FanOuts(database, clock, wake, jobs, is_shared=is_shared)
        self._storing = Storing(database, topics, stories, self.fanouts, clock)
        self._wake = wake
        self.batches = Batches(database, analyser, self._storing, Alone(self.load, self._finish), wake)
        self.archive = Archive(database, clock)
        self._best = Best(database, Candidates())
        self.versions = Versions(database)

    async def load(self, draft: Draft, *, quiet: bool = False, revises: int | None = None) -> Loaded:
        """Analyse and store a draft, and queue a digest for each follower, all in one transaction; none if ``quiet``.

        The same text is stored once: a second load gives the first article. A copy of another article is stored and
        alerts nobody. A text that came from the link of an article, or in place of the one that ``revises`` names, and
        says mostly the same, is a new version of that, also if but its title is another: who got the old one is owed
        what changed.
        Raises TextTooShort.
        """
        key = await self._analyser.identify(draft)
        known = await self._by_digest(key)
        if known is not None and await self.versions.retitled(known.id, draft, revises):
            # Two versions of one text: the title tells them apart.
            key = await self._analyser.identify(replace(draft, text=f"{draft.title}\n{draft.text}"))
            known = await self._by_digest(key)
        if known is not None:
            return await self._known(known)
        prepared = await _worded(self._analyser.prepare(draft))
        return await self._finish(draft, key, prepared, quiet=quiet, revises=revises)

    async def _finish(
        self, draft: Draft, key: str, prepared: Prepared, *, quiet: bool = False, revises: int | None = None
    ) -> Loaded:
        source = source_of(draft.link)
        earlier = await self.versions.earlier(source, revises)
        found = await self.versions.changed(earlier, draft, prepared.body) if earlier is not None else None
        if earlier is not None and found is not None and not found.changes:
            return await self._known(earlier.headline)
        replaced = earlier.id if earlier is not None and found is not None else None
        new = incoming(draft, key, prepared, replaced)
        [loaded] = await self._storing.store([new], quiet=quiet)
        if loaded.followers:
            self._wake()
        return loaded

    async def latest(self, limit: int, before: int | None = None, reader_id: int | None = None) -> list[Headline]:
        """The newest articles, each story once; a newer one was loaded later. For a reader, as they chose outlets."""
        async with self._database.read() as unit:
            wishes = await wishes_of(unit, reader_id) if reader_id is not None else None
            found = await unit.articles.stories(limit, before, reader_id if wishes and wishes.muted else None)
            if reader_id is None or wishes is None or not wishes.preferred:
                return found
            return await by_choice(unit, reader_id, found)

    async def open(self, article_id: int) -> Extract:
        """A stored article in its newest version, ready to be summarised. Raises UnknownArticle."""
        async with self._database.read() as unit:
            newest = (await unit.stories.versions(article_id))[-1]
        return await self.cited(newest)

    async def about(self, article_id: int, words: str) -> Extract:
        """As `open`, its sentences chosen for what they say of the words. Raises UnknownArticle, BadTopic."""
        query, found = understand(words, "query"), await self.open(article_id)
        return replace(found, analysis=await asyncio.to_thread(_bent, found, query), _summaries={})

    async def cited(self, article_id: int) -> Extract:
        """As `open`, in the version that has this number. Raises UnknownArticle."""
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
            await self.versions.story(article.id),
        )

    async def newest(self, reader_id: int | None = None) -> Extract:
        """The article that came last; for a reader, as `latest` has it. Raises NoArticles."""
        found = await self.latest(1, reader_id=reader_id)
        if not found:
            raise NoArticles
        return await self.open(found[0].id)

    async def newest_for(self, reader: ReaderRecord) -> tuple[Extract, bool]:
        """The last to arrive that the reader may read: in their language if one is recent; else as `newest`.

        Also whether others came later, in other languages. Raises NoArticles.
        """
        found = await self.latest(1, reader_id=reader.id)
        if not found:
            raise NoArticles
        language = reader.language.partition("-")[0].lower()
        theirs = await self.archive.newest_in(language, reader.id) if found[0].language != language else None
        return await self.open((theirs or found[0]).id), theirs is not None

    async def find(self, words: str, reader_id: int | None = None) -> Extract:
        """The newest article that is about some words, or else has them, its sentences chosen for these; see `Best`.

        Raises NothingFound, NothingFoundYet, NoArticles, BadTopic.
        """
        found = await self._best.find(understand(words, "query"), reader_id)
        if found.numbers:
            return await self.about(found.numbers[0], words)
        if found.rest is not None:
            raise NothingFoundYet(words=" ".join(words.split())[:60])
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

    async def _known(self, article: Headline) -> Loaded:
        return Loaded(article, len((await self._analysis(article.id)).spans), is_new=False, followers=0)

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


def _bent(found: Extract, query: Query) -> Analysis:
    article = Article(found.text, found.title, found.analysis.language)
    return bend(article, found.analysis, [*evidence(query.root, found.analysis)])
