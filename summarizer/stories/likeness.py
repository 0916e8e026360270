"""How likely two articles report the same event: a logistic regression on what their fingerprints share.

Learned by `tests.quality.training.stories` on articles grouped by event; its file says how well it does on others.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nlargest
from math import exp
from pathlib import Path

import numpy as np

from summarizer.stories import weekdays
from summarizer.stories.fingerprint import FULL, IN_HEADLINE, NAME, Fingerprint
from summarizer.stories.hashing import unpacked

WEIGHTS = Path(__file__).parent / "data" / "likeness.json"
FEATURES = ("constant", "words", "lead", "headline", "names", "figures of titles clash", "same day", "days apart")
MEMBERS = 3
"""Articles of a story that an article must be like, as far as there are so many: a story does not drift away."""
UNLIKE = -5.0
"""The odds of an article of the story that shares too little to be compared."""
_UNIT = FULL * FULL


@dataclass(frozen=True, slots=True)
class Likeness:
    """Weights of `FEATURES`, and from which likelihood on two articles are one story."""

    weights: tuple[float, ...]
    same: float

    def odds(self, features: Sequence[float]) -> float:
        """What the features speak for, as a logarithm."""
        return sum(weight * value for weight, value in zip(self.weights, features, strict=True))


@cache
def likeness() -> Likeness:
    """What was learned."""
    body = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Likeness(tuple(body["weights"][name] for name in FEATURES), body["same"])


def joined(odds: Sequence[float], members: int) -> float:
    """The likelihood that an article is of a story that has so many ``members``; ``odds`` are with some of them.

    The nearest one counts as much as all the nearest `MEMBERS` together.
    """
    wanted = min(members, MEMBERS)
    nearest = nlargest(wanted, odds)
    missing = UNLIKE * (wanted - len(nearest))
    return 1 / (1 + exp(-(nearest[0] + (sum(nearest) + missing) / wanted) / 2))


class Compared:
    """An article that is compared with others, unpacked once."""

    def __init__(self, held: Fingerprint) -> None:
        self.held = held
        values = zip(held.weights, held.lead, held.marks, strict=True)
        self._terms = dict(zip(unpacked(held.terms), values, strict=True))
        self._headline = frozenset(unpacked(held.headline))
        self._marked = _marked(held)

    def features(self, other: Fingerprint) -> tuple[float, ...]:
        """`FEATURES`, of articles in one language."""
        words = lead = 0
        shared = {IN_HEADLINE: [0, 0], NAME: [0, 0]}
        headlines, names = shared[IN_HEADLINE], shared[NAME]
        mine = self._terms
        for term, weight, in_lead, mark in zip(
            unpacked(other.terms), other.weights, other.lead, other.marks, strict=True
        ):
            known = mine.get(term)
            if known is None:
                continue
            words += known[0] * weight
            lead += known[1] * in_lead
            own = known[2]
            if own & IN_HEADLINE:
                headlines[0] += known[0]
            if mark & IN_HEADLINE:
                headlines[1] += weight
            if own & NAME:
                names[0] += known[0]
            if mark & NAME:
                names[1] += weight
        theirs = _marked(other)
        in_headlines = _inside(headlines, (self._marked[0], theirs[0]))
        # Where capitals say nothing, the headline's words stand for the names.
        in_names = _inside(names, (self._marked[1], theirs[1])) if self._marked[1] and theirs[1] else in_headlines
        figures = unpacked(other.headline)
        clash = bool(self._headline and figures) and self._headline.isdisjoint(figures)
        days = self.held.days, other.days
        return (
            1.0,
            words / _UNIT,
            lead / _UNIT,
            in_headlines,
            in_names,
            float(clash),
            float(weekdays.same(*days)),
            float(weekdays.apart(*days)),
        )


def _marked(held: Fingerprint) -> tuple[int, int]:
    """How much the words of the headline weigh, and the names."""
    weights = np.frombuffer(held.weights, np.uint8).astype(np.int32)
    marks = np.frombuffer(held.marks, np.uint8)
    return int(weights[(marks & IN_HEADLINE) > 0].sum()), int(weights[(marks & NAME) > 0].sum())


def _inside(shared: Sequence[int], whole: Sequence[int]) -> float:
    """How much of each one's words stands in the other, the mean of both."""
    return sum(part / (of or 1) for part, of in zip(shared, whole, strict=True)) / len(whole)
