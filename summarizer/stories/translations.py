"""Whether two articles in different languages report the same event: by the names and figures that both hold.

Words cannot tell, so much must agree: it is better to show a story twice than to take two for one.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from summarizer.stories.fingerprint import Fingerprint
from summarizer.stories.hashing import hashed, unpacked

SAME = 0.55
WORTH = {"country": 1.0, "org": 1.5, "place": 2.0}
"""How much a shared entity tells, by its kind."""
FEWEST_FIGURES, FEWEST_ENTITIES = 3, 2
FOREMOST, FIGURES = 4, 10


def keys(held: Fingerprint) -> list[int]:
    """What an article is filed under for other languages: its figures, and pairs of the entities it is about."""
    pairs = combinations(sorted(held.entities[:FOREMOST]), 2)
    return [hashed(f"{one} {other}") for one, other in pairs] + list(unpacked(held.figures)[:FIGURES])


def evidence(one: Fingerprint, other: Fingerprint) -> float:
    """Return how much of their figures and entities two articles share, from 0 to 1; 0 if too little to tell."""
    ours, theirs = set(unpacked(one.figures)), set(unpacked(other.figures))
    shared = ours & theirs
    named, either = (set(one.entities) & set(other.entities)), (set(one.entities) | set(other.entities))
    if len(shared) < FEWEST_FIGURES or len(named) < FEWEST_ENTITIES:
        return 0.0
    in_figures = len(shared) / (min(len(ours), len(theirs)) + 1)
    return float((in_figures * _worth(named) / _worth(either)) ** 0.5)


def _worth(entities: Iterable[str]) -> float:
    return sum(WORTH.get(entity.partition(":")[0], 1.0) for entity in entities)


def is_same(found: float) -> bool:
    """Whether so much evidence makes one story."""
    return found >= SAME
