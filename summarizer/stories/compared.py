"""What an article shares with others, counted for all of them at once: fifty take as long as two would one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarizer.stories import weekdays
from summarizer.stories.fingerprint import FULL, IN_HEADLINE, NAME, Fingerprint
from summarizer.stories.hashing import unpacked
from summarizer.stories.likeness import FEATURES, Floats

_UNIT = FULL * FULL
LEAST = 3
"""Terms that two articles must share for headlines and names to tell anything: Japan on Monday is no story."""
_LOWEST = 0xFFF
"""Bits of a term that tell of most of another article's terms that they are not in this one."""

Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class _Terms:
    """The terms of articles, one after the other; ``rows``: which article each is of."""

    terms: NDArray[np.uint32]
    weights: Floats
    lead: Floats
    headline: Floats
    names: Floats
    rows: Places

    @classmethod
    def of(cls, articles: Sequence[Fingerprint]) -> _Terms:
        """``headline`` and ``names`` are the weights of the terms that are marked so, 0 for others."""
        terms = np.frombuffer(b"".join([one.terms for one in articles]), np.uint32)
        weights = np.frombuffer(b"".join([one.weights for one in articles]), np.uint8).astype(np.float64)
        lead = np.frombuffer(b"".join([one.lead for one in articles]), np.uint8).astype(np.float64)
        marks = np.frombuffer(b"".join([one.marks for one in articles]), np.uint8)
        marked = [weights * ((marks & mark) > 0) for mark in (IN_HEADLINE, NAME)]
        rows = np.repeat(np.arange(len(articles)), np.array([len(one.weights) for one in articles], np.intp))
        return cls(terms, weights, lead, marked[0], marked[1], rows)

    def taken(self, places: Places) -> _Terms:
        """Those at the places, in their order."""
        return _Terms(
            self.terms[places],
            self.weights[places],
            self.lead[places],
            self.headline[places],
            self.names[places],
            self.rows[places],
        )


class Compared:
    """An article that is compared with others, unpacked once."""

    def __init__(self, held: Fingerprint) -> None:
        self._held = held
        mine = _Terms.of([held])
        self._mine = mine.taken(np.argsort(mine.terms))
        self._known = np.zeros(_LOWEST + 1, np.bool_)
        self._known[mine.terms & _LOWEST] = True
        self._headline = frozenset(unpacked(held.headline))

    def features(self, others: Sequence[Fingerprint]) -> Floats:
        """`FEATURES` of the article with each of the others, which are in its language: a row for each."""
        theirs = _Terms.of(others)
        mine, shared = self._shared(theirs)

        def each(values: Floats, rows: Places = shared.rows) -> Floats:
            return np.bincount(rows, values, len(others)).astype(np.float64, copy=False)

        headlines = each(theirs.headline, theirs.rows), float(self._mine.headline.sum())
        in_headlines = _inside(each(mine.headline), each(shared.headline), *headlines)
        names = each(theirs.names, theirs.rows), float(self._mine.names.sum())
        in_names = _inside(each(mine.names), each(shared.names), *names)
        days = np.array([one.days for one in others], np.int64)
        # A weekday that both name is among the terms.
        few = np.bincount(shared.rows, minlength=len(others)) - (days & self._held.days != 0) < LEAST
        in_headlines[few] = in_names[few] = 0.0
        around = weekdays.around(self._held.days)
        found = {
            "constant": np.ones(len(others)),
            "words": each(mine.weights * shared.weights) / _UNIT,
            "lead": each(mine.lead * shared.lead) / _UNIT,
            "headline": in_headlines,
            # Where capitals say nothing, the headline's words stand for the names.
            "names": np.where(np.minimum(*names) > 0, in_names, in_headlines),
            "figures of titles clash": [self._clash(one) for one in others],
            "same day": days & self._held.days != 0,
            "days apart": (days > 0) & (around > 0) & (days & around == 0),
        }
        return np.column_stack([found[name] for name in FEATURES]).astype(np.float64, copy=False)

    def _shared(self, theirs: _Terms) -> tuple[_Terms, _Terms]:
        """The terms that are in both, as they are here and there."""
        if not len(self._mine.terms):
            return self._mine, theirs.taken(np.zeros(0, np.intp))
        likely = np.flatnonzero(self._known[theirs.terms & _LOWEST])
        terms = theirs.terms[likely]
        places = np.searchsorted(self._mine.terms, terms).clip(max=len(self._mine.terms) - 1)
        same = self._mine.terms[places] == terms
        return self._mine.taken(places[same]), theirs.taken(likely[same])

    def _clash(self, other: Fingerprint) -> bool:
        """Whether both titles have figures, and none is in both."""
        return bool(self._headline and other.headline) and self._headline.isdisjoint(unpacked(other.headline))


def _inside(ours: Floats, theirs: Floats, whole: Floats, own: float) -> Floats:
    """How much of each one's words stands in the other, the mean of both."""
    return (ours / (own or 1) + theirs / np.maximum(whole, 1)) / 2
