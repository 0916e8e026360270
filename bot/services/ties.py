"""With whom a country or an organisation appears, and in which acts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.errors import NoCountry, SeveralCountries
from bot.services.outlets import muting
from bot.services.ports import Pool
from bot.services.searching import wanted
from bot.services.topics import understand
from bot.services.trends.grid import Grid
from bot.services.tying import KINDS, acts_beside, beside
from storage.engine import Database
from storage.search.search import Some
from summarizer.entities.labels import label
from summarizer.entities.lookup import lookup
from summarizer.topics.nodes import About, Named
from summarizer.topics.nodes import Any as AnyOf
from summarizer.topics.normal import near

MOST = 8
"""Ties that are shown."""

READ = 500
"""Newest articles of those ties that are read for acts."""

SAMPLED = 500
"""Articles, evenly over the period, in which it is looked who may be close: the closest tie hides in none so large."""

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Tie:
    """``count`` articles in which both stand in one sentence or in neighbouring ones.

    ``acts`` that such sentences report, the most frequent first, each with the number of articles.
    """

    id: str
    count: int
    acts: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Ties:
    """The closest ties, and the number of articles that name the entity at all.

    ``read`` of ``of`` articles were read for acts.
    """

    id: str
    grid: Grid
    total: int
    closest: Sequence[Tie]
    read: int = 0


def partner(words: str, language: str) -> str:
    """The id of the one country or organisation that the words name. Raises NoCountry, SeveralCountries, BadTopic."""
    root = understand(words).root
    parts = root.parts if isinstance(root, AnyOf) else (root,)
    named = [part.id for part in parts if isinstance(part, Named | About) and part.id.startswith(KINDS)]
    if len(named) == len(parts) == 1:
        return named[0]
    said = " ".join(words.split())[:SHOWN]
    if named and len(named) == len(parts):
        raise SeveralCountries(words=said, suggestions=[label(id, language) for id in named])  # noqa: A001
    near_by = [id for id in lookup().alike(words[:SHOWN]) if id.startswith(KINDS)]  # noqa: A001
    raise NoCountry(words=said, suggestions=[label(id, language) for id in near_by])  # noqa: A001


class TiesDesk:
    """Pairs are counted in the database; what acts they share is read from the newest of their articles."""

    def __init__(self, database: Database, pool: Pool) -> None:
        self._database = database
        self._pool = pool

    async def of(
        self,
        id: str,  # noqa: A002
        grid: Grid,
        reader_id: int | None = None,
        *,
        see: Callable[[int], None] = lambda _: None,
    ) -> Ties:
        """The closest ties of an entity over the period; for a reader, without outlets that they have muted.

        ``see`` is told how many articles name it, before they are read.
        """
        me = wanted(Named(id))
        async with self._database.read() as unit:
            muter = await muting(unit, reader_id)
            total = (await unit.trends.totals({id: me}, grid.edges, muter)).get(id, 0)
            see(total)
            every = max(1, total // SAMPLED)
            sample = await unit.trends.reports(me, grid.edges, 2 * SAMPLED, every, muter) if total else []
        others = await self._pool.run(beside, id, sample) if sample else []
        async with self._database.read() as unit:
            pairs = {other: wanted(near(Named(id), Named(other))) for other in others}
            counts = await unit.trends.totals(pairs, grid.edges, muter)
            closest = sorted(counts, key=lambda other: (-counts[other], other))[:MOST]
            which = Some([pairs[other] for other in closest])
            reports = await unit.trends.reports(which, grid.edges, READ, reader_id=muter) if closest else []
        acts = await self._pool.run(acts_beside, id, closest, reports) if reports else {}
        ties = [Tie(other, counts[other], acts[other].most_common() if other in acts else ()) for other in closest]
        return Ties(id, grid, total, ties, len(reports))
