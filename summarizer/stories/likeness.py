"""How likely two articles report the same event: a logistic regression on what their fingerprints share.

Learned by `tests.quality.training.stories` on articles grouped by event; its file says how well it does on others.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nlargest
from math import exp, log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

WEIGHTS = Path(__file__).parent / "data" / "likeness.json"
FEATURES = ("constant", "words", "lead", "headline", "names", "figures of titles clash", "same day", "days apart")
MEMBERS = 3
"""Articles of a story that an article must be like, as far as there are so many: a story does not drift away."""
UNLIKE = -5.0
"""The odds of an article of the story that shares too little to be compared."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Weights of `FEATURES`, and from which likelihood on two articles are one story."""

    weights: tuple[float, ...]
    same: float

    @property
    def least(self) -> float:
        """The odds that ``same`` is, as a logarithm."""
        return log(self.same / (1 - self.same))

    def odds(self, features: Floats) -> Floats:
        """What each row of features speaks for, as a logarithm."""
        return np.asarray(features @ np.array(self.weights), np.float64)


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
