"""Topics counted over a period: one, with its largest stories, or several side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from time import monotonic

from bot.errors import SameTopics, TooFewToCompare
from bot.services.candidates import Candidates
from bot.services.outlets import muting
from bot.services.searching import is_loose, wanted
from bot.services.trends.grid import Grid
from bot.services.trends.model import Comparison, Counted, Told, Trend
from storage.engine import Database
from storage.search.trends import Which
from storage.unit import Unit
from summarizer.topics.query import Query

LARGEST = 3
"""Stories that are marked."""

FEWEST = 2
"""Topics that are compared at least."""

_MARGIN = timedelta(days=1)
"""An article of which only the date is known may have come hours before that day began where the reader lives."""


class Trends:
    """Counts in the database; only topics of which it cannot tell are asked of each article, as long as time allows.

    ``tick`` gives seconds, for these.
    """

    def __init__(self, database: Database, tick: Callable[[], float] = monotonic) -> None:
        self._database = database
        self._candidates = Candidates(tick)

    async def trend(self, query: Query, grid: Grid, reader_id: int | None = None) -> Trend:
        """A topic over the period; for a reader, without outlets that they have muted."""
        async with self._database.read() as unit:
            muter = await muting(unit, reader_id)
            which, whole = await self._which(unit, query, grid)
            found = await unit.trends.spread(which, grid.edges, LARGEST, muter)
            known = {one.id: one for one in await unit.articles.headlines([one.newest for one in found.stories])}
        stories = [
            Told(known[one.newest], one.total, max(range(len(one.counts)), key=one.counts.__getitem__))
            for one in found.stories
            if one.newest in known
        ]
        return Trend(grid, Counted(query, found.counts, whole, found.undated), stories)

    async def compare(self, queries: Sequence[Query], grid: Grid, reader_id: int | None = None) -> Comparison:
        """Topics over the period, as in `trend`. Raises TooFewToCompare, SameTopics."""
        if len(queries) < FEWEST:
            raise TooFewToCompare
        if len({query.canonical for query in queries}) < len(queries):
            raise SameTopics
        found, undated = [], list[Which]()
        async with self._database.read() as unit:
            muter = await muting(unit, reader_id)
            for query in queries:
                which, whole = await self._which(unit, query, grid)
                spread = await unit.trends.spread(which, grid.edges, reader_id=muter)
                found.append(Counted(query, spread.counts, whole, spread.undated))
                undated += [which] if spread.undated else []
            # One article may be of several topics.
            left_out = await unit.trends.undated(undated, grid.edges, muter) if undated else 0
        return Comparison(grid, found, left_out)

    async def _which(self, unit: Unit, query: Query, grid: Grid) -> tuple[Which, bool]:
        """What the database is to count, and whether that is all of it."""
        if not is_loose(query.root):
            return wanted(query.root), True
        looked = await self._candidates.look(unit, query, since=grid.edges[0].moment - _MARGIN)
        return looked.numbers, looked.rest is None
