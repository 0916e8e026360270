"""Many articles at once: analysed by one call of the worker, and stored by one transaction, in the order of arrival."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.errors import CommuniqueError, TextTooShort
from bot.services.analysis import Analyser
from bot.services.storing import Loaded, Storing, incoming
from bot.services.versions import source_of
from bot.services.working import Prepared
from bot.sources.draft import Draft
from storage.engine import Database
from storage.errors import DatabaseBusy, DatabaseUnreachable
from storage.records import Headline
from summarizer.errors import NothingToSummarise

_LOG = logging.getLogger(__name__)

MOST = 16
"""Articles of a batch: its transaction takes some tens of milliseconds, and so long others wait to write."""

LONGEST = 32_000
"""Characters of a batch, unless a single text has more: the worker is at it for a quarter of a second."""

Result = Loaded | CommuniqueError


class _Finish(Protocol):
    async def __call__(self, draft: Draft, key: str, prepared: Prepared) -> Loaded: ...


@dataclass(frozen=True, slots=True)
class Alone:
    """How a single article is loaded: from its draft, also where its text is known, and from its analysis."""

    load: Callable[[Draft], Awaitable[Loaded]]
    finish: _Finish


@dataclass(frozen=True, slots=True)
class Ready:
    """A draft that may be stored. ``found`` is its analysis, what is wrong with it, or the article that it is already.

    None for one whose text stands before it in the batch: when its turn comes, it is known.
    """

    draft: Draft
    key: str
    found: Prepared | Exception | Headline | None


class Batches:
    """Loads articles faster than one by one, with the same outcome. ``wake`` is called when digests were queued."""

    def __init__(
        self, database: Database, analyser: Analyser, storing: Storing, alone: Alone, wake: Callable[[], None]
    ) -> None:
        self._database = database
        self._analyser = analyser
        self._storing = storing
        self._alone = alone
        self._wake = wake

    async def prepare(self, drafts: Sequence[Draft]) -> list[Ready]:
        """Analyse those whose text is not known; this may go on while others are stored."""
        keys = await self._analyser.identify_all(drafts)
        async with self._database.read() as unit:
            known = await unit.articles.by_digests(keys)
        first = {key: place for place, key in reversed(list(enumerate(keys))) if key not in known}
        wanted = sorted(first.values())
        made = await self._analyser.prepare_all([drafts[place] for place in wanted]) if wanted else []
        found = dict(zip(wanted, made, strict=True))
        return [
            Ready(draft, key, known.get(key) or found.get(place))
            for place, (draft, key) in enumerate(zip(drafts, keys, strict=True))
        ]

    async def store(self, batch: Sequence[Ready]) -> AsyncIterator[list[Result]]:
        """Store them and say what became of each, in their order; what is given has been committed.

        What goes wrong with one harms no other. Raises DatabaseBusy and DatabaseUnreachable.
        """
        sources = await self._known_sources(batch)
        together: list[Ready] = []
        for one in batch:
            source = source_of(one.draft.link)
            # What may be another version of an article is stored after that, and by itself.
            if isinstance(one.found, Prepared) and source not in sources:
                together.append(one)
                sources.update([source] if source else [])
                continue
            async for results in self._stored(together):
                yield results
            together = []
            yield [await self._by_itself(one)]
        async for results in self._stored(together):
            yield results

    async def _known_sources(self, batch: Sequence[Ready]) -> set[str]:
        sources = {source for one in batch if (source := source_of(one.draft.link))}
        if not sources:
            return set()
        async with self._database.read() as unit:
            return await unit.stories.known_sources(sorted(sources))

    async def _stored(self, together: Sequence[Ready]) -> AsyncIterator[list[Result]]:
        new = [incoming(one.draft, one.key, one.found) for one in together if isinstance(one.found, Prepared)]
        if not new:
            return
        try:
            loaded = await self._storing.store(new, quiet=False)
        except (DatabaseBusy, DatabaseUnreachable):
            raise
        except Exception as error:
            _LOG.info("a batch cannot be stored at once, its articles are stored one by one: %s", error)
            for one in together:
                yield [await self._by_itself(one)]
        else:
            if any(one.followers for one in loaded):
                self._wake()
            yield [*loaded]

    async def _by_itself(self, one: Ready) -> Result:
        try:
            return await self._load(one)
        except CommuniqueError as error:
            return error
        except (DatabaseBusy, DatabaseUnreachable):
            raise
        except NothingToSummarise:
            return TextTooShort()
        except Exception:
            _LOG.exception("an article cannot be loaded")
            return CommuniqueError()

    async def _load(self, one: Ready) -> Loaded:
        found = one.found
        if isinstance(found, Exception):
            raise found
        if found is None or isinstance(found, Headline):
            return await self._alone.load(one.draft)
        return await self._alone.finish(one.draft, one.key, found)
