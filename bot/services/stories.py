"""Stories: each new article is placed among those of the last days, in the order of storing."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from bot.services.bulk import lasting
from bot.services.ports import Clock
from storage.engine import Database
from storage.errors import StorageError
from storage.records import FingerprintRecord
from storage.unit import Unit
from summarizer.stories.fingerprint import Fingerprint, dump, load
from summarizer.stories.index import Placement, StoryIndex

_LOG = logging.getLogger(__name__)

WINDOW = timedelta(days=7)
"""How long an article waits for another of its story."""

READ_AT_ONCE = 500
"""Fingerprints that are read and indexed between two looks at what else there is to do."""

OVERLAP = 50
"""Articles that are looked at again, since PostgreSQL may commit them in another order than that of their numbers."""

PATIENCE = 1.0
"""Seconds to wait for a database that cannot be read."""


class Stories:
    """The index of the last days' articles, beside the database that holds all of them."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._index = StoryIndex(WINDOW)
        self._turn = asyncio.Lock()
        self._whole = asyncio.Event()
        self._seen = 0
        self._recent: OrderedDict[int, None] = OrderedDict()

    async def open(self) -> None:
        """Index the articles of the last days; `turn` waits until that is done. Older fingerprints are dropped."""
        with lasting():
            last: int | None = None
            while not self._whole.is_set():
                try:
                    last = await self._read_on(last)
                except StorageError as error:
                    _LOG.error("the stories cannot be read: %s; trying again", error)
                    await asyncio.sleep(PATIENCE)

    async def _read_on(self, last: int | None) -> int | None:
        since = self._clock() - WINDOW
        if last is None:
            await self._drop_older(since)
            async with self._database.read() as unit:
                first = await unit.stories.first(since)
            last = (first or 1) - 1
        async with self._turn:
            async with self._database.read() as unit:
                found = await unit.stories.fingerprints(last, READ_AT_ONCE)
            if not found:
                self._whole.set()
                return last
            await asyncio.to_thread(self._restore, found)
        return found[-1].article_id

    async def _drop_older(self, since: datetime) -> None:
        try:
            async with self._database.write() as unit:
                await unit.stories.forget(since)
        except StorageError as error:
            # They are in nobody's way, and the next start drops them.
            _LOG.info("old fingerprints are kept for now: %s", error)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Articles are placed one after another; whoever does holds this until the article is committed.

        Of other processes one waits for the other at the beginning of the transaction, see `place`.
        """
        await self._whole.wait()
        async with self._turn:
            yield

    async def place(self, unit: Unit, arrived: Sequence[tuple[int, Fingerprint]], at: datetime) -> list[Placement]:
        """Where articles belong that were written in this transaction, in their order; to be called within `turn`.

        The transaction has to have taken the turn of all processes, `Turn.STORIES`, before it wrote the articles.
        What other processes have stored meanwhile is read first. An article that is not committed in the end has to
        be given to `forget`.
        """
        if await unit.stories.newest() != self._seen:
            while found := await unit.stories.fingerprints(max(0, self._seen - OVERLAP), READ_AT_ONCE):
                await asyncio.to_thread(self._restore, [one for one in found if one.article_id not in self._recent])
                if len(found) < READ_AT_ONCE:
                    break
        placed = await asyncio.to_thread(lambda: [self._index.place(number, held, at) for number, held in arrived])
        for number, _ in arrived:
            self._note(number)
        return placed

    def keep(self, article_id: int, held: Fingerprint, at: datetime, story: int) -> None:
        """Take an article whose story is known; to be called within `turn`."""
        self._index.restore(article_id, held, at, story)
        self._note(article_id)

    def forget(self, article_id: int) -> None:
        """Nothing is compared with the article any more."""
        self._index.remove(article_id)

    async def drop(self, article_id: int) -> None:
        """As `forget`, of an article whose deletion is committed."""
        async with self._turn:
            self._index.remove(article_id)

    async def bring_back(self, article_id: int) -> None:
        """Compare with an article again that was deleted and is there once more."""
        async with self._turn:
            async with self._database.read() as unit:
                found = await unit.stories.fingerprints(article_id - 1, 1)
            self._restore([one for one in found if one.article_id == article_id])

    async def refresh(self, article_id: int, held: Fingerprint) -> None:
        """Compare with an article as it was put right; its story stays."""
        async with self._turn:
            self._index.refresh(article_id, held)

    async def look_again(self, article_ids: Sequence[int] = ()) -> None:
        """Compare with articles as they are by now, which another process changed; without numbers, with all."""
        await self._whole.wait()
        if article_ids:
            async with self._database.read() as unit:
                pieces = [await unit.stories.fingerprints(number - 1, 1) for number in article_ids]
            await self._renew([one for piece in pieces for one in piece if one.article_id in article_ids])
            return
        async with self._database.read() as unit:
            last = (await unit.stories.first(self._clock() - WINDOW) or 1) - 1
        while True:
            async with self._database.read() as unit:
                found = await unit.stories.fingerprints(last, READ_AT_ONCE)
            if not found:
                return
            await self._renew(found)
            last = found[-1].article_id

    async def _renew(self, found: Sequence[FingerprintRecord]) -> None:
        """What came after the last that was placed here is read when the next one is."""
        async with self._turn:
            since = self._clock() - WINDOW
            known = [one for one in found if one.article_id <= self._seen and one.added >= since]
            await asyncio.to_thread(self._compare, known)

    def _compare(self, found: Sequence[FingerprintRecord]) -> None:
        for one in found:
            held = self._index.held(one.article_id)
            if one.deleted or held is None or dump(held) != one.body:
                self._restore([one])

    def _restore(self, found: Sequence[FingerprintRecord]) -> None:
        for one in found:
            self._note(one.article_id)
            if one.deleted:
                self._index.remove(one.article_id)
                continue
            try:
                held = load(one.body)
            except ValueError:
                continue
            self._index.restore(one.article_id, held, one.added, one.story, one.republishes)

    def _note(self, article_id: int) -> None:
        self._seen = max(self._seen, article_id)
        self._recent[article_id] = None
        while len(self._recent) > 2 * OVERLAP + READ_AT_ONCE:
            self._recent.popitem(last=False)
