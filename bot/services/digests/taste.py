"""Taste: what a reader's votes say of outlets and topics, as one number for a story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from bot.services.digests.importance import favour
from storage.engine import Database
from storage.letters import outlet_key
from storage.records import Tally

LOOKED_AT = 1_000
"""Votes of a reader that count, the last ones: what they liked years ago is let go."""


@dataclass(frozen=True, slots=True)
class Taste:
    """Votes by outlet, however its name is written, and by topic: how many were useful, and how many there are."""

    outlets: Mapping[Hashable, tuple[int, int]] = field(default_factory=dict)
    topics: Mapping[Hashable, tuple[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, tallies: Iterable[Tally]) -> Taste:
        """From the votes of one reader."""
        kept = list(tallies)
        outlets = _summed([(outlet_key(one.outlet), one) for one in kept if one.outlet])
        return cls(outlets, _summed([(one.topic_id, one) for one in kept if one.topic_id]))

    def favour(self, outlets: Iterable[str], topics: Iterable[int]) -> float:
        """What a story's weight is multiplied with: the mean of its outlets times the mean of its topics, 1 of none.

        The mean, and not all votes thrown together: an outlet that is disliked weighs little among nine others. A
        further useful vote on any of them raises it.
        """
        return _mean(self.outlets, set(map(outlet_key, outlets))) * _mean(self.topics, set(topics))


NEUTRAL = Taste()
"""Of who has not voted, and where there is nothing to put in order."""


class Tastes:
    """Read anew for each digest of several stories: a vote moves the next one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, reader_id: int) -> Taste:
        """The reader's."""
        async with self._database.read() as unit:
            return Taste.of(await unit.votes.of_reader(reader_id, LOOKED_AT))


def _summed(tallies: Sequence[tuple[Hashable, Tally]]) -> dict[Hashable, tuple[int, int]]:
    useful, number = Counter[Hashable](), Counter[Hashable]()
    for key, one in tallies:
        useful[key] += one.useful
        number[key] += one.number
    return {key: (useful[key], count) for key, count in number.items()}


def _mean(votes: Mapping[Hashable, tuple[int, int]], keys: Iterable[Hashable]) -> float:
    # In an order of its own, so that the sum is the same to the last digit whoever asks.
    found = [favour(*votes.get(key, (0, 0))) for key in sorted(keys, key=repr)]
    return fmean(found) if found else 1.0
