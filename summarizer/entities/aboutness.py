"""How likely an article is about an entity that it names: a logistic regression on where and how often it is named.

Learned by `tests.quality.training.aboutness` on articles whose countries a newsroom had marked, each once as it was and
once without its dateline, as modern pages have none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from math import exp, log, log1p
from pathlib import Path

from summarizer.entities.mentions import Mention
from summarizer.entities.reading import DATELINE, TITLE, Reading

ABOUT = 0.5
"""The likelihood from which an article counts as about an entity."""

WEAK = frozenset({"town", "city", "region"})
"""Kinds of names that stand for a part of the country."""

WEIGHTS = Path(__file__).parent / "data" / "aboutness.json"

FEATURES = (
    "constant",
    "in title",
    "first in title",
    "alone in title",
    "dateline",
    "dateline only",
    "dateline and title elsewhere",
    "in first sentence",
    "first in first sentence",
    "in first three sentences",
    "first place",
    "log count",
    "share",
    "most named",
    "share of sentences",
    "by name",
    "by demonym only",
    "by capital",
    "by weak names only",
    "by metonym",
    "others named",
    "only one named",
    "United States",
    "United States by dateline",
    "short text",
    "later than first three",
    "no dateline, first",
    "forms",
)


def about(named: Mapping[str, Sequence[Mention]], reading: Reading) -> dict[str, float]:
    """Return the likelihood of each entity, from 0 to 1."""
    weights = _weights()
    return {
        id: 1 / (1 + exp(-max(-30.0, min(30.0, sum(w * x for w, x in zip(weights, row, strict=True))))))
        for id, row in features(named, reading).items()  # noqa: A001
    }


def features(named: Mapping[str, Sequence[Mention]], reading: Reading) -> dict[str, list[float]]:
    """Return the `FEATURES` of each entity. Entities of one sort are compared with each other."""
    sorts: dict[str, dict[str, Sequence[Mention]]] = {}
    for id, held in named.items():  # noqa: A001
        sorts.setdefault(id.partition(":")[0], {})[id] = held
    sentences = max(1, reading.segments[-1] + 1) if reading.segments else 1
    found: dict[str, list[float]] = {}
    for rivals in sorts.values():
        total = sum(map(len, rivals.values()))
        most = max(map(len, rivals.values()))
        in_title = [id for id, held in rivals.items() if any(one.segment == TITLE for one in held)]  # noqa: A001
        earliest = min((one.word for held in rivals.values() for one in held if one.segment >= TITLE), default=0)
        has_dateline = any(one.segment == DATELINE for held in rivals.values() for one in held)
        lead = [one.word for held in rivals.values() for one in held if one.segment == 0]
        for id, held in rivals.items():  # noqa: A001
            segments = [one.segment for one in held]
            kinds = {one.kind for one in held if one.segment != DATELINE}
            places = [segment for segment in segments if segment >= 0]
            titled = TITLE in segments
            dated = DATELINE in segments
            first = min((one.word for one in held if one.segment >= TITLE), default=-1)
            own = [one.word for one in held if one.segment == 0]
            is_us = id == "country:US"
            found[id] = [
                1.0,
                float(titled),
                float(titled and first == earliest),
                float(in_title == [id]),
                float(dated),
                float(dated and len(held) == 1),
                float(bool(in_title) and not titled),
                float(0 in segments),
                float(bool(own) and min(own) == min(lead)),
                float(any(0 <= place < 3 for place in places)),
                1 / (1 + min(places)) if places else 0.0,
                log1p(len(held)),
                len(held) / total,
                float(len(held) == most),
                len(set(places)) / sentences,
                float(bool(kinds & {"name", "official", "short", "other", "former"})),
                float(kinds == {"demonym"}),
                float("capital" in kinds),
                float(bool(kinds) and kinds <= WEAK),
                float("metonym" in kinds),
                log(len(rivals)),
                float(len(rivals) == 1),
                float(is_us),
                float(is_us and dated),
                1 / sentences,
                float(bool(places) and min(places) >= 3 and not titled and not dated),
                float(not has_dateline and first == earliest),
                log1p(len({one.written for one in held})),
            ]
    return found


@cache
def _weights() -> tuple[float, ...]:
    known = json.loads(WEIGHTS.read_text(encoding="utf-8"))["weights"]
    return tuple(known[name] for name in FEATURES)
