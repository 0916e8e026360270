"""An archive of any size for benchmarks: synthetic articles, written in bulk, with fingerprints like real ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from bot.services.stories import WINDOW
from storage.engine import Database
from storage.records import AnalysisRecord, NewArticle, PlacementRecord
from summarizer.stories.fingerprint import Fingerprint, dump
from summarizer.stories.hashing import packed, unpacked

AT_ONCE = 1_000
WORDS = 100
APART = timedelta(seconds=30)
"""Between two articles: 20,000 fall into the window of the stories, the others have no fingerprint any more."""


class Archive:
    """Fills a database. ``models`` are fingerprints of real articles: their words are those of the synthetic ones."""

    def __init__(self, database: Database, models: Sequence[Fingerprint], now: datetime) -> None:
        self._database = database
        self._random = Random(5)
        self._vocabulary = [f"w{number}" for number in range(20_000)]
        self._models = models
        self._terms = sorted({term for model in models for term in unpacked(model.terms)})
        self._now = now

    async def fill(self, size: int) -> None:
        """That many articles, up to now."""
        for first in range(0, size, AT_ONCE):
            await self._add(range(first, min(first + AT_ONCE, size)), size)

    async def _add(self, numbers: range, size: int) -> None:
        words = [self._random.choices(self._vocabulary, k=WORDS) for _ in numbers]
        added = self._now - (size - numbers[0]) * APART
        new = [
            NewArticle(f"d{number}", "T", " ".join(one), "en", added=added)
            for number, one in zip(numbers, words, strict=True)
        ]
        async with self._database.write() as unit:
            ids = [article.id for article, _ in await unit.articles.add_all(new, now=self._now)]
            await unit.articles.put_analyses([AnalysisRecord(one, "m", 1, {}) for one in ids])
            await unit.search.put_all(list(zip(ids, words, strict=True)))
            if added > self._now - WINDOW:
                placed = [(PlacementRecord(one, one), dump(self._fingerprint())) for one in ids]
                await unit.stories.put_all(placed, added=added)

    def _fingerprint(self) -> Fingerprint:
        rng, model = self._random, self._random.choice(self._models)
        count = len(model.weights)
        return replace(
            model,
            digest=rng.getrandbits(63),
            shingles=packed(sorted(rng.getrandbits(32 - model.level) for _ in unpacked(model.shingles))),
            terms=packed(rng.sample(self._terms, count)),
            figures=packed(rng.getrandbits(32) for _ in unpacked(model.figures)),
        )
