"""With whom a country or an organisation appears, and in which acts."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.errors import NoCountry, SeveralCountries
from bot.services.outlets import muting
from bot.services.searching import wanted
from bot.services.topics import understand
from bot.services.trends.grid import Grid
from storage.engine import Database
from storage.search.search import Some
from storage.search.trends import Report
from summarizer.entities.labels import label
from summarizer.entities.lookup import lookup
from summarizer.topics.atoms import NEIGHBOURS
from summarizer.topics.nodes import About, Named
from summarizer.topics.nodes import Any as AnyOf
from summarizer.topics.normal import near

MOST = 8
"""Ties that are shown."""

READ = 500
"""Newest articles of those ties that are read for acts."""

SAMPLED = 500
"""Articles, evenly over the period, in which it is looked who may be close: the closest tie hides in none so large."""

CANDIDATES = 40
"""Those seen in the most of them are counted, in all articles."""

KINDS = ("country:", "org:")
"""Whose ties are shown, and with whom; a place is a matter rather than a partner."""

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

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, id: str, grid: Grid, reader_id: int | None = None) -> Ties:  # noqa: A002
        """The closest ties of an entity over the period; for a reader, without outlets that they have muted."""
        me = wanted(Named(id))
        async with self._database.read() as unit:
            muter = await muting(unit, reader_id)
            total = (await unit.trends.totals({id: me}, grid.edges, muter)).get(id, 0)
            every = max(1, total // SAMPLED)
            sample = await unit.trends.reports(me, grid.edges, 2 * SAMPLED, every, muter) if total else []
            pairs = {other: wanted(near(Named(id), Named(other))) for other in _beside(id, sample)}
            counts = await unit.trends.totals(pairs, grid.edges, muter)
            closest = sorted(counts, key=lambda other: (-counts[other], other))[:MOST]
            which = Some([pairs[other] for other in closest])
            reports = await unit.trends.reports(which, grid.edges, READ, reader_id=muter) if closest else []
        acts = await asyncio.to_thread(_acts, id, closest, reports)
        ties = [Tie(other, counts[other], acts[other].most_common()) for other in closest]
        return Ties(id, grid, total, ties, len(reports))


def _beside(id: str, reports: Sequence[Report]) -> list[str]:  # noqa: A002
    """Those who are named in the most of the articles, the first of equals by their id."""
    seen = Counter(one["id"] for report in reports for one in report.entities)
    others = (other for other in seen if other != id and other.startswith(KINDS))
    return sorted(others, key=lambda other: (-seen[other], other))[:CANDIDATES]


def _acts(id: str, others: Sequence[str], reports: Sequence[Report]) -> dict[str, Counter[str]]:  # noqa: A002
    found: dict[str, Counter[str]] = {other: Counter() for other in others}
    for report in reports:
        places = {one["id"]: one["sentences"] for one in report.entities}
        for other in found.keys() & places.keys():
            found[other].update(_shared(places.get(id, ()), places[other], report.acts))
    return found


def _shared(one: Sequence[int], other: Sequence[int], acts: Sequence[Mapping[str, Any]]) -> set[str]:
    """The acts of sentences at or beside which both are named; not those that did not happen or may only."""
    return {
        act["id"]
        for act in acts
        if not act.get("mark") and _is_near(act["sentence"], one) and _is_near(act["sentence"], other)
    }


def _is_near(sentence: int, places: Sequence[int]) -> bool:
    return any(abs(sentence - place) <= NEIGHBOURS for place in places)
