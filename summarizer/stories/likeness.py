"""How likely two articles report the same event: a logistic regression on what their fingerprints share.

Learned by `tests.quality.training.stories` on articles grouped by event; its file says how well it does on others.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

from summarizer.stories.fingerprint import FULL, Fingerprint
from summarizer.stories.hashing import unpacked

WEIGHTS = Path(__file__).parent / "data" / "likeness.json"
FEATURES = ("constant", "words", "lead", "figures", "figures of titles clash")
MANY_FIGURES = 4
_UNIT = FULL * FULL


@dataclass(frozen=True, slots=True)
class Likeness:
    """Weights of `FEATURES`, and from which likelihood on two articles are one story."""

    weights: tuple[float, ...]
    same: float

    def of(self, features: Sequence[float]) -> float:
        """The likelihood that the features speak for, from 0 to 1."""
        return 1 / (1 + exp(-sum(weight * value for weight, value in zip(self.weights, features, strict=True))))


@cache
def likeness() -> Likeness:
    """What was learned."""
    body = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Likeness(tuple(body["weights"][name] for name in FEATURES), body["same"])


class Compared:
    """An article that is compared with others, unpacked once."""

    def __init__(self, held: Fingerprint) -> None:
        self.held = held
        weights = zip(held.weights, held.lead, strict=True)
        self._terms = dict(zip(unpacked(held.terms), weights, strict=True))
        self._figures = frozenset(unpacked(held.figures))
        self._headline = frozenset(unpacked(held.headline))

    def features(self, other: Fingerprint) -> tuple[float, ...]:
        """`FEATURES`, of articles in one language."""
        words = lead = 0
        mine = self._terms
        for term, weight, in_lead in zip(unpacked(other.terms), other.weights, other.lead, strict=True):
            if term in mine:
                words += mine[term][0] * weight
                lead += mine[term][1] * in_lead
        shared = len(self._figures.intersection(unpacked(other.figures)))
        theirs = unpacked(other.headline)
        clash = bool(self._headline and theirs) and self._headline.isdisjoint(theirs)
        return 1.0, words / _UNIT, lead / _UNIT, min(shared, MANY_FIGURES) / MANY_FIGURES, float(clash)
