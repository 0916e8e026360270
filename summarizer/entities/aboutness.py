"""How likely an article is about an entity that it names: a logistic regression on its `standing` in the article.

Learned by `tests.quality.training.aboutness` on articles whose countries a newsroom had marked, each once as it was and
once without its dateline, as modern pages have none.
"""

from __future__ import annotations

import json
from functools import cache
from math import exp
from pathlib import Path

from summarizer.entities.reading import Reading
from summarizer.entities.standing import FEATURES, Rivals, is_dated, sorts, standing

ABOUT = 0.5
"""The likelihood from which an article counts as about an entity."""

WEIGHTS = Path(__file__).parent / "data" / "aboutness.json"

KINDS = {True: "with dateline", False: "without dateline"}
"""The sets of weights, by whether a dateline names something of a sort: where one does, its absence speaks too."""


def about(named: Rivals, reading: Reading) -> dict[str, float]:
    """Return the likelihood of each entity, from 0 to 1."""
    found = {}
    for rivals in sorts(named):
        weights = _weights()[KINDS[is_dated(rivals)]]
        for id, row in standing(rivals, reading).items():  # noqa: A001
            odds = sum(w * x for w, x in zip(weights, row, strict=True))
            found[id] = 1 / (1 + exp(-max(-30.0, min(30.0, odds))))
    return found


@cache
def _weights() -> dict[str, tuple[float, ...]]:
    known = json.loads(WEIGHTS.read_text(encoding="utf-8"))["weights"]
    return {kind: tuple(known[kind][name] for name in FEATURES) for kind in KINDS.values()}
