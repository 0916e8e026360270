"""The largest stories of the last days: told by the most outlets, in the most articles, a little as readers voted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.services.digests.importance import WEAK_STRENGTH, favour
from bot.services.outlets import NO_WISHES, Wishes, wishes_of
from bot.services.ports import Clock
from bot.services.stories import WINDOW
from storage.engine import Database
from storage.letters import outlet_key
from storage.records import Headline, Tally

LONGEST = WINDOW.days
"""Days that can be looked back: articles are put together for so long."""

USUAL = 3
"""Days unless others are asked for."""

LOOKED_AT = 100
"""Stories of the most articles, among which those of the most outlets are sought."""


@dataclass(frozen=True, slots=True)
class Large:
    """A story by its newest article, or that of an outlet that the reader prefers, with the number of its articles and
    the outlets that told it.

    ``favour`` is what the votes of all readers on its articles make of it, 1 without any.
    """

    newest: Headline
    articles: int
    outlets: Sequence[str]
    favour: float = 1.0


class Largest:
    """Counts each article in its newest version, and each outlet once.

    Votes are worth a tenth of the outlets at most: they may put nine before ten, but never two before three.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def of(self, days: int, limit: int, reader_id: int | None = None) -> list[Large]:
        """At most ``limit`` stories with more than one article of the last ``days``, the largest first.

        For a reader, without articles of outlets that they have muted, and by those that they prefer.
        """
        async with self._database.read() as unit:
            first = await unit.stories.first(self._clock() - timedelta(days=days))
            if first is None:
                return []
            stories = await unit.stories.largest(first, LOOKED_AT)
            numbers = [number for members in stories.values() for number in members]
            known = {one.id: one for one in await unit.articles.headlines(numbers)}
            votes = await unit.votes.of_articles(numbers)
            wishes = await wishes_of(unit, reader_id) if reader_id is not None else NO_WISHES
        known = {number: one for number, one in known.items() if outlet_key(one.outlet or "") not in wishes.muted}
        found = [
            _large([known[number] for number in members if number in known], votes, wishes)
            for members in stories.values()
        ]
        # Of equals the order stays: the more articles, then the newer.
        return sorted((one for one in found if one is not None), key=_rank)[:limit]


def _rank(one: Large) -> float:
    return -len(one.outlets) * one.favour


def _large(members: Sequence[Headline], votes: Mapping[int, Tally], wishes: Wishes) -> Large | None:
    # One article that muted outlets have left of a story is no large one.
    if len(members) < 2:
        return None
    outlets = {one.outlet.casefold(): one.outlet for one in reversed(members) if one.outlet}
    cast = [votes[one.id] for one in members if one.id in votes]
    liked = favour(sum(one.useful for one in cast), sum(one.number for one in cast), WEAK_STRENGTH)
    shown = next((one for one in members if outlet_key(one.outlet or "") in wishes.preferred), members[0])
    return Large(shown, len(members), tuple(outlets.values()), liked)
