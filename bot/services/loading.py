"""Many articles in one go: read, stored one after another, and accounted for."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from bot.errors import CommuniqueError, NothingInside, SeveralArticles, TextTooShort
from bot.services.articles import Articles
from bot.services.pages import read_article
from bot.services.ports import Pool, Web
from bot.services.storing import Loaded
from bot.sources.address import read_address
from bot.sources.draft import Draft, Read
from bot.sources.files import read_many

APART = 256 * 1024
"""Bytes from which a file is read apart from the chat's work."""

QUICK = (".txt", ".text", ".md", ".html", ".htm", ".eml")
"""Endings of files that are read in a moment if they are small; a small PDF or ZIP may take half a minute."""

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


class Loading:
    """Reads files and pages, and loads what is in them.

    ``spares`` is true where others wait for the pool: what may take long is then read in a process of its own.
    """

    def __init__(self, articles: Articles, pool: Pool, web: Web, *, spares: bool = True) -> None:
        self._articles = articles
        self._pool = pool
        self._web = web
        self._spares = spares

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
        ``see`` is called with each outcome.
        """
        for source in sources:
            tally.at = source.name
            try:
                found = await source.read()
                if not found:
                    raise NothingInside(name=source.name[:80])
            except CommuniqueError as error:
                _note(Outcome(source.name, error=error), tally, see)
                continue
            tally.total += len(found) - 1
            for read in found:
                _note(await self._load(read), tally, see)

    async def _load(self, read: Read) -> Outcome:
        if read.draft is None:
            return Outcome(read.name, error=read.error or CommuniqueError())
        try:
            if not read.draft.text.strip():
                raise TextTooShort
            return Outcome(read.name, await self._articles.load(read.draft))
        except CommuniqueError as error:
            return Outcome(read.name, error=error)


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


def _note(outcome: Outcome, tally: Tally, see: Callable[[Outcome], None] | None) -> None:
    tally.outcomes.append(outcome)
    if see is not None:
        see(outcome)
