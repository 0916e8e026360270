"""Whether one article is the other's text again: whole, cut short, in another order, or with something around it."""

from __future__ import annotations

from summarizer.stories.fingerprint import NAME, Fingerprint
from summarizer.stories.hashing import unpacked
from summarizer.stories.shingles import within

CONTAINED = 0.6
"""How much of the shorter text must stand in the longer one."""
FEW, CONTAINED_OF_FEW = 20, 0.85
"""Of so few shingles, so much must be shared: a phrase that two articles quote is not the article."""
FEWEST_SAMPLED = 5
"""So many shingles of the shorter text must fall into the sample of a much longer one, to say anything."""
SAME_FIGURES = 0.7
"""How many of the figures of the one that has fewer must be the other's: notices that differ by them are not copies."""
SAME_NAMES = 0.8
"""How much of the names of one of them must stand in the other, by weight: a form that firms fill in is no copy."""
VERBATIM = 0.95
"""From which containment on figures and names are not asked for."""
KEYS = 16
"""How many of the shingles, the first, an article is filed under."""


def containment(one: Fingerprint, other: Fingerprint) -> float:
    """Return how much of the shorter text stands in the longer one, from 0 to 1, estimated from their samples."""
    return _compared(one, other)[0]


def is_copy(one: Fingerprint, other: Fingerprint) -> float:
    """Return the containment if one is a republication of the other, else 0."""
    if one.language != other.language:
        return 0.0
    if one.digest == other.digest:
        return 1.0
    share, compared = _compared(one, other)
    if one.level != other.level and compared < FEWEST_SAMPLED:
        return 0.0
    if share < (CONTAINED if compared >= FEW else CONTAINED_OF_FEW):
        return 0.0
    return share if share >= VERBATIM or (_same_figures(one, other) and _same_names(one, other)) else 0.0


def _same_figures(one: Fingerprint, other: Fingerprint) -> bool:
    ours, theirs = set(unpacked(one.figures)), set(unpacked(other.figures))
    return len(ours & theirs) >= SAME_FIGURES * min(len(ours), len(theirs))


def _same_names(one: Fingerprint, other: Fingerprint) -> bool:
    return max(_named(one, other), _named(other, one)) >= SAME_NAMES


def _named(one: Fingerprint, other: Fingerprint) -> float:
    """How much of the names of one stands in the other, by weight; 1 if it has none."""
    theirs = set(unpacked(other.terms))
    names = [
        (term, weight)
        for term, weight, mark in zip(unpacked(one.terms), one.weights, one.marks, strict=True)
        if mark & NAME
    ]
    whole = sum(weight for _, weight in names)
    return sum(weight for term, weight in names if term in theirs) / whole if whole else 1.0


def _compared(one: Fingerprint, other: Fingerprint) -> tuple[float, int]:
    level = max(one.level, other.level)
    ours, theirs = (within(unpacked(side.shingles), level) for side in (one, other))
    compared = min(len(ours), len(theirs))
    return (len(set(ours).intersection(theirs)) / compared if compared else 0.0), compared
