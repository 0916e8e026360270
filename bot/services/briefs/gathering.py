"""The stored articles of a topic in a period, read in batches."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from datetime import datetime
from time import monotonic

from bot.services.briefs.model import Found, Piece
from bot.services.candidates import Candidates
from bot.services.searching import is_loose, wanted
from storage.engine import Database
from storage.letters import outlet_key
from storage.unit import Unit
from summarizer.topics.query import Query

MOST = 500
"""Articles that are read, the newest."""

BATCH = 100
"""Articles that are read at once."""


class Gathering:
    """Reads; ``tick`` gives seconds, for a topic of which each article must be asked."""

    def __init__(self, database: Database, tick: Callable[[], float] = monotonic) -> None:
        self._database = database
        self._candidates = Candidates(tick)

    async def numbers(self, query: Query, since: datetime | None) -> tuple[list[int], bool]:
        """The newest articles that came at ``since`` or later, at most `MOST`; and whether there are no others."""
        async with self._database.read() as unit:
            if is_loose(query.root):
                looked = await self._candidates.look(unit, query, MOST, since=since)
                return list(looked.numbers), looked.rest is None
            found = await unit.search.find(wanted(query.root), MOST + 1, since=since)
            return found[:MOST], len(found) <= MOST

    async def read(self, numbers: Sequence[int], since: datetime | None, muted: Container[str] = ()) -> Found:
        """The articles that are not from before ``since``, of each its newest version, the newest first.

        Those of outlets that are ``muted``, by their keys, are left out.
        """
        async with self._database.read() as unit:
            stories = await unit.stories.stories_of(numbers)
            old = await _outdated(unit, numbers, stories)
            pieces: list[Piece] = []
            for at in range(0, len(numbers), BATCH):
                for article, body in await unit.articles.serialised(numbers[at : at + BATCH]):
                    if article.id in old or outlet_key(article.outlet or "") in muted:
                        continue
                    piece = Piece(
                        article.id,
                        stories.get(article.id, article.id),
                        article.title,
                        article.text,
                        article.outlet,
                        article.published,
                        article.added,
                        body,
                    )
                    # An archive that was loaded later holds old articles that came in the period.
                    if since is None or piece.at >= since:
                        pieces.append(piece)
        return Found(tuple(pieces))


async def _outdated(unit: Unit, numbers: Sequence[int], stories: dict[int, int]) -> set[int]:
    """Those of which a newer version is among them: a correction stands in the story of what it corrects."""
    members: dict[int, list[int]] = {}
    for number in numbers:
        members.setdefault(stories.get(number, number), []).append(number)
    told = [number for group in members.values() if len(group) > 1 for number in group]
    return await unit.stories.outdated(told)
