"""Topics to begin with: the countries and organisations that the archive's newest stories are about."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence

from bot.errors import BadTopic
from bot.services.topics import understand
from storage.engine import Database
from storage.records import AnalysisRecord
from summarizer.serial import load
from summarizer.topics.query import Query

LOOKED_AT = 60
"""Stories, the newest."""

MOST = 6
"""Topics that are suggested."""

KINDS = {"country": "country", "org": "org"}
"""The field of a topic by the kind of an entity."""


class Suggesting:
    """Worked out anew only when another article has come."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: tuple[int, tuple[str, ...]] = (0, ())

    async def now(self) -> tuple[str, ...]:
        """Entities by their ids, the most frequent first; none in an empty archive."""
        async with self._database.read() as unit:
            newest = await unit.articles.latest(1)
            if not newest or newest[0].id == self._known[0]:
                return self._known[1] if newest else ()
            numbers = [one.id for one in await unit.articles.stories(LOOKED_AT)]
            found = [record for _, record in await unit.articles.analysed(numbers)]
        self._known = newest[0].id, await asyncio.to_thread(_frequent, found)
        return self._known[1]


def topic_of(entity: str) -> Query | None:
    """The topic that an entity is, by its id; None for one of a kind that is not suggested."""
    kind, _, code = entity.partition(":")
    try:
        return understand(f"{KINDS[kind]}:{code}") if kind in KINDS else None
    except BadTopic:
        # A button of an older gazetteer.
        return None


def _frequent(records: Sequence[AnalysisRecord]) -> tuple[str, ...]:
    counted = Counter(
        one.id
        for record in records
        for one in load(record.body).entities
        if one.role == "about" and one.id.partition(":")[0] in KINDS
    )
    return tuple(id for id, _ in sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:MOST])  # noqa: A001
