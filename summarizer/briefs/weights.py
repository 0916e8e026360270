"""The learned chance that a brief would have a pair of words: a logistic regression, kept as a small JSON file.

Written by `tests.quality.training.briefs`; the file names its origin.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from summarizer.briefs.features import NAMES
from summarizer.ranking.page import Floats

WEIGHTS = Path(__file__).parent / "data" / "concepts.json"
REACH = 5.0
"""Features beyond so many deviations are taken as that many."""


@dataclass(frozen=True)
class Chances:
    """Mean, deviation and weight of each feature, and the odds where all are at their mean."""

    mean: Floats
    scale: Floats
    line: Floats
    bias: float

    def apply(self, features: Floats) -> Floats:
        """A chance for each row."""
        x = np.clip((features - self.mean) / self.scale, -REACH, REACH)
        return np.asarray(1 / (1 + np.exp(-np.clip(x @ self.line + self.bias, -30, 30))))


@cache
def chances() -> Chances:
    """The weights as they were learned."""
    body = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    mean, scale, line = (np.array([body["features"][name][at] for name in NAMES], dtype=float) for at in range(3))
    return Chances(mean, scale, line, float(body["bias"]))
