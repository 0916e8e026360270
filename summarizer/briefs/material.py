"""The sentences of all articles side by side, as the choice among them sees them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest

import numpy as np

from summarizer.briefs.asides import aside
from summarizer.briefs.model import Source
from summarizer.budget import count_words
from summarizer.ranking.page import Bools, Floats
from summarizer.ranking.standing import breaks_quotation, dangles, fragments
from summarizer.text.terms import terms

CONSIDERED = 2_000
"""Sentences that are weighed, of however many articles: the openings and the best scored of each."""
LEAST = 3
"""Sentences of each article that are weighed in any case."""
SHORTEST = 5
"""A sentence of fewer words says too little to be told alone."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence: the number of its article, its place there, its terms in order, its cost in words."""

    source: int
    place: int
    text: str
    terms: tuple[str, ...]
    cost: int
    alone: bool
    """Whether it can be read without its article."""


@dataclass(frozen=True)
class Material:
    """The lines of some articles, and what is said of all of them as arrays."""

    sources: Sequence[Source]
    lines: Sequence[Line]

    @staticmethod
    def of(sources: Sequence[Source], most: int = CONSIDERED) -> Material:
        """Look at the articles' sentences, at ``most`` of them or a few of each."""
        share = max(LEAST, most // max(1, len(sources)))
        return Material(sources, [line for at, one in enumerate(sources) for line in _lines(at, one, share)])

    @cached_property
    def source(self) -> Floats:
        """For each line the number of its article."""
        return np.array([line.source for line in self.lines], dtype=float)

    @cached_property
    def place(self) -> Floats:
        """For each line its place in the article."""
        return np.array([line.place for line in self.lines], dtype=float)

    @cached_property
    def cost(self) -> Floats:
        """For each line its words."""
        return np.array([line.cost for line in self.lines], dtype=float)

    @cached_property
    def alone(self) -> Bools:
        """Which lines may be told; where none stands alone, all."""
        found = np.array([line.alone for line in self.lines], dtype=bool)
        return found if found.any() else np.ones(len(self.lines), dtype=bool)


def _lines(number: int, source: Source, share: int) -> Iterator[Line]:
    texts = [source.text[start:end] for start, end in source.spans]
    broken = fragments(texts)
    for place in _weighed(source, share):
        text, language = texts[place], source.language
        cost = count_words(text, language)
        whole = place not in broken and not breaks_quotation([text])
        alone = whole and cost >= SHORTEST and not (place and dangles(text, language)) and not aside(text, language)
        yield Line(number, place, text, terms(text, language), cost, alone)


def _weighed(source: Source, share: int) -> Sequence[int]:
    """The places of the opening and of the best scored sentences, ascending."""
    total = len(source.spans)
    if total <= share or not source.scores:
        return range(min(total, share))
    opening = range((share + 1) // 2)
    rest = range(len(opening), total)
    best = nlargest(share - len(opening), rest, key=lambda place: (source.scores[place], -place))
    return sorted((*opening, *best))
