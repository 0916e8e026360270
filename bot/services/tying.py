"""Who stands beside whom in articles, and which acts they share: pure, and run off the event loop."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from storage.search.trends import Report
from summarizer.topics.atoms import NEIGHBOURS

CANDIDATES = 16
"""Those seen near it in the most articles of a sample are counted, in all: half of them are shown."""

KINDS = ("country:", "org:")
"""Whose ties are shown, and with whom; a place is a matter rather than a partner."""


def beside(id: str, reports: Sequence[Report]) -> list[str]:  # noqa: A002
    """Those who are named near it in the most of the articles, the first of equals by their id."""
    seen = Counter(other for report in reports for other in _near(id, report))
    return sorted(seen, key=lambda other: (-seen[other], other))[:CANDIDATES]


def _near(id: str, report: Report) -> Iterator[str]:  # noqa: A002
    places = {one["id"]: one["sentences"] for one in json.loads(report.entities)}
    mine = places.pop(id, ())
    for other, theirs in places.items():
        if other.startswith(KINDS) and any(_is_near(place, mine) for place in theirs):
            yield other


def acts_beside(id: str, others: Sequence[str], reports: Sequence[Report]) -> dict[str, Counter[str]]:  # noqa: A002
    """In how many articles each of the others shares which acts with an entity."""
    found: dict[str, Counter[str]] = {other: Counter() for other in others}
    for report in reports:
        places = {one["id"]: one["sentences"] for one in json.loads(report.entities)}
        acts = json.loads(report.acts)
        for other in found.keys() & places.keys():
            found[other].update(_shared(places.get(id, ()), places[other], acts))
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
