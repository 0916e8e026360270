"""Many articles in one go: read, stored one after another, and accounted for."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Coroutine, Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from bot.errors import CommuniqueError, NothingInside, SeveralArticles, TextTooShort
from bot.services.articles import Articles
from bot.services.batches import LONGEST, MOST, Ready, Result
from bot.services.lookahead import ahead
from bot.services.pages import read_article
from bot.services.parcels import Parcels
from bot.services.ports import Pool, Web
from bot.services.storing import Loaded
from bot.sources.address import read_address
from bot.sources.draft import Draft, Read
from bot.sources.files import read_many

APART = 256 * 1024
"""Bytes from which a file is read apart from the chat's work."""

QUICK = (".txt", ".text", ".md", ".html", ".htm", ".eml")
"""Endings of files that are read in a moment if they are small; a small PDF or ZIP may take half a minute."""

MUCH = 500
"""Articles from which it is worth to start a second worker, which takes two seconds."""

_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """Something to be loaded, under the name that a report gives it, and how its articles are had."""

    name: str
    read: Callable[[], Awaitable[Sequence[Read]]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article: one of ``loaded`` and ``error`` is there."""

    name: str
    loaded: Loaded | None = None
    error: CommuniqueError | None = None


@dataclass(slots=True)
class Tally:
    """How far a load has got; it changes while the load goes on.

    ``total`` grows when a file turns out to hold many articles; ``at`` names what is being read.
    """

    total: int
    at: str = ""
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def done(self) -> int:
        """Articles that were dealt with."""
        return len(self.outcomes)

    @property
    def new(self) -> list[Loaded]:
        """What was stored."""
        return [one.loaded for one in self.outcomes if one.loaded and one.loaded.is_new]

    @property
    def known(self) -> list[Outcome]:
        """What was there already."""
        return [one for one in self.outcomes if one.loaded and not one.loaded.is_new]

    @property
    def refused(self) -> list[Outcome]:
        """What could not be loaded."""
        return [one for one in self.outcomes if one.error]


@dataclass(frozen=True, slots=True)
class _Batch:
    """Some of what was read, and the task that gives what is to be stored of it, or what became of it elsewhere."""

    reads: Sequence[Read]
    task: asyncio.Task[list[Ready]] | asyncio.Task[list[Result]]


class Loading:
    """Reads files and pages, and loads what is in them.

    ``spares`` is true where others wait for the pool: what may take long is then read in a process of its own.
    ``parcels`` are for workers that load what is read here.
    """

    def __init__(
        self, articles: Articles, pool: Pool, web: Web, *, spares: bool = True, parcels: Parcels | None = None
    ) -> None:
        self._articles = articles
        self._pool = pool
        self._web = web
        self._spares = spares
        self._parcels = parcels

    def given(self, name: str, draft: Draft) -> Source:
        """A text that is there already."""

        async def read() -> Sequence[Read]:
            return [Read(name, draft)]

        return Source(name, read)

    def file(self, name: str, fetch: Callable[[], Awaitable[bytes]], content_type: str | None = None) -> Source:
        """A file of any kind; ``fetch`` gives its bytes, or raises a CommuniqueError."""

        async def read() -> Sequence[Read]:
            data = await fetch()
            quick = not self._spares or (len(data) < APART and name.lower().endswith(QUICK))
            run = self._pool.run if quick else self._pool.run_apart
            return await run(read_many, name, data, content_type)

        return Source(name, read)

    def page(self, address: str) -> Source:
        """What stands at an address; https where no scheme is written."""

        async def read() -> Sequence[Read]:
            url = str(read_address(address if "://" in address else f"https://{address}"))
            fetched = await self._web.get(url, obey_robots=True)
            quick = not self._spares or len(fetched.body) < APART
            run = self._pool.run if quick else self._pool.run_apart
            return await run(read_link, fetched.body, fetched.url, fetched.content_type)

        return Source(address, read)

    async def run(self, sources: Sequence[Source], tally: Tally, see: Callable[[Outcome], None] | None = None) -> None:
        """Load everything, in order; what is refused stops nothing else.

        ``tally`` is kept up to date, so that it tells how far this got if it is cancelled or the database fails;
        ``see`` is called with each outcome. Where workers live, they load what is many.
        """
        begun: set[asyncio.Task[Any]] = set()
        room = await self._parcels.room() if self._parcels is not None else 0
        send = self._parcels.send if self._parcels is not None and room else None
        stack = AsyncExitStack()
        async with stack, ahead(self._batches(sources, tally, stack, begun, send), max(room, 1)) as batches:
            try:
                async for batch in batches:
                    async for outcome in self._finished(batch, begun):
                        tally.outcomes.append(outcome)
                        if see is not None:
                            see(outcome)
            finally:
                for task in begun:
                    task.cancel()
                await asyncio.gather(*begun, return_exceptions=True)

    async def _batches(
        self,
        sources: Sequence[Source],
        tally: Tally,
        stack: AsyncExitStack,
        begun: set[asyncio.Task[Any]],
        send: Callable[[Sequence[Draft]], Coroutine[Any, Any, list[Result]]] | None,
    ) -> AsyncGenerator[_Batch, None]:
        """All that was read, in order; its analysis is under way, here or by the workers."""
        is_helped = False
        for source in sources:
            tally.at = source.name
            found = await _found(source)
            tally.total += len(found) - 1
            many = max(len(found), len(sources))
            if send is None and not is_helped and many >= MUCH:
                await stack.enter_async_context(self._pool.helped())
                is_helped = True
            for reads in _cut(found):
                drafts = [read.draft for read in reads if read.draft is not None]
                if send is not None and many > MOST and drafts:
                    batch = _Batch(reads, asyncio.create_task(send(drafts)))
                else:
                    batch = _Batch(reads, asyncio.create_task(self._articles.batches.prepare(drafts)))
                begun.add(batch.task)
                yield batch

    async def _finished(self, batch: _Batch, begun: set[asyncio.Task[Any]]) -> AsyncIterator[Outcome]:
        """What became of each article of a batch, as soon as it is known and all before it are."""
        found = await batch.task
        begun.discard(batch.task)
        waiting = iter(batch.reads)
        async for results in self._results(found):
            for result in results:
                for read in waiting:
                    if read.draft is not None:
                        yield _outcome(read.name, result)
                        break
                    yield _refused(read)
        for read in waiting:
            yield _refused(read)

    async def _results(self, found: Sequence[Ready] | Sequence[Result]) -> AsyncIterator[list[Result]]:
        """Store what is ready here; what was loaded elsewhere is said as it is."""
        ready = [one for one in found if isinstance(one, Ready)]
        if ready:
            async for results in self._articles.batches.store(ready):
                yield results
            return
        yield [one for one in found if not isinstance(one, Ready)]


async def _found(source: Source) -> Sequence[Read]:
    """What a source gives, one thing at least; one that cannot be read gives the reason."""
    try:
        found = await source.read()
        if not found:
            raise NothingInside(name=source.name[:80])
    except CommuniqueError as error:
        return [Read(source.name, error=error)]
    return [_checked(read) for read in found]


def _checked(read: Read) -> Read:
    is_blank = read.draft is not None and not read.draft.text.strip()
    return Read(read.name, error=TextTooShort()) if is_blank else read


def _cut(found: Sequence[Read]) -> Iterator[list[Read]]:
    """Batches, in order."""
    batch: list[Read] = []
    size = 0
    for read in found:
        length = len(read.draft.text) if read.draft is not None else 0
        if batch and (len(batch) == MOST or size + length > LONGEST):
            yield batch
            batch, size = [], 0
        batch.append(read)
        size += length
    yield batch


def _outcome(name: str, result: Result) -> Outcome:
    return Outcome(name, result) if isinstance(result, Loaded) else Outcome(name, error=result)


def _refused(read: Read) -> Outcome:
    return Outcome(read.name, error=read.error or CommuniqueError())


def links_in(text: str) -> list[str]:
    """The addresses of a text that is nothing else, each once and in order; none of a text that says more."""
    words = [word.strip("<>,;") for word in text.split()]
    words = [word for word in words if word]
    return list(dict.fromkeys(words)) if all(_LINK.fullmatch(word) for word in words) else []


def read_link(body: bytes, url: str, content_type: str | None) -> list[Read]:
    """The articles at an address: a page's one, or all of a file's. Raises what is wrong with the page."""
    try:
        return [Read(url, read_article(body, url, content_type))]
    except SeveralArticles:
        name = PurePosixPath(urlsplit(url).path).name
        return read_many(name or url, body, content_type)
