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
from summarizer.ranking.page import Floats
from summarizer.ranking.standing import breaks_quotation, dangles, fragments
from summarizer.text.terms import terms_each

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

    def may_be_told(self, line: Line) -> bool:
        """Whether the line can be read without its article; where none can, each may be told.

        Found out when it is asked for: of thousands of lines a brief asks for some.
        """
        return self._stands_alone(line) or not self._any_alone

    @cached_property
    def _any_alone(self) -> bool:
        return any(map(self._stands_alone, self.lines))

    @cached_property
    def _known(self) -> dict[tuple[int, int], bool]:
        return {}

    @cached_property
    def _broken(self) -> dict[int, frozenset[int]]:
        return {}

    def _stands_alone(self, line: Line) -> bool:
        place = line.source, line.place
        if place not in self._known:
            self._known[place] = self._is_whole(line) and _is_report(line, self.sources[line.source].language)
        return self._known[place]

    def _is_whole(self, line: Line) -> bool:
        if line.source not in self._broken:
            self._broken[line.source] = fragments(self.sources[line.source].sentences)
        return line.place not in self._broken[line.source] and not breaks_quotation([line.text])


def _is_report(line: Line, language: str) -> bool:
    if line.cost < SHORTEST or (line.place and dangles(line.text, language)):
        return False
    return not aside(line.text, language)


def _lines(number: int, source: Source, share: int) -> Iterator[Line]:
    places, language = _weighed(source, share), source.language
    texts = [source.text[slice(*source.spans[place])] for place in places]
    for place, text, held in zip(places, texts, terms_each(texts, language), strict=True):
        yield Line(number, place, text, held, count_words(text, language))


def _weighed(source: Source, share: int) -> Sequence[int]:
    """The places of the opening and of the best scored sentences, ascending."""
    total = len(source.spans)
    if total <= share or not source.scores:
        return range(min(total, share))
    opening = range((share + 1) // 2)
    rest = range(len(opening), total)
    best = nlargest(share - len(opening), rest, key=lambda place: (source.scores[place], -place))
    return sorted((*opening, *best))
