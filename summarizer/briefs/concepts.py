"""What sentences speak of: their words and pairs of neighbouring words, and how many articles say each, and where.

Pairs of stems stand for facts, as in Gillick and Favre (2009), A Scalable Global Model for Summarization. All is
counted over arrays of occurrences, so time and memory are linear in the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from summarizer.briefs.material import Material
from summarizer.ranking.page import Bools, Floats
from summarizer.text.stopwords import stopwords
from summarizer.text.terms import terms

Numbers = NDArray[np.intp]
Term = str | tuple[str, str]

COMMON, COMMON_LINES = 0.12, 3
"""In a language without listed function words, a word of this share of the lines, and of more than so many, is one."""


@dataclass(frozen=True)
class Occurrences:
    """Distinct concepts of each line: ``rows[i]`` is the line in which ``numbers[i]`` stands; ``total`` concepts."""

    rows: Numbers
    numbers: Numbers
    total: int

    def summed(self, values: Floats) -> Floats:
        """For each concept the sum of what its lines have."""
        return np.asarray(np.bincount(self.numbers, values[self.rows], self.total), dtype=float)

    def greatest(self, values: Floats) -> Floats:
        """For each concept the greatest of what its lines have."""
        found = np.full(self.total, -np.inf)
        np.maximum.at(found, self.numbers, values[self.rows])
        return found

    def of_each(self, values: Floats, lines: int) -> Floats:
        """For each line the sum of what its concepts have."""
        return np.asarray(np.bincount(self.rows, values[self.numbers], lines), dtype=float)

    def once(self, source: Floats) -> Occurrences:
        """Only the first line of each article that holds a concept."""
        keys = self.numbers * (int(source.max(initial=0)) + 1) + source[self.rows].astype(np.intp)
        _, first = np.unique(keys, return_index=True)
        return Occurrences(self.rows[first], self.numbers[first], self.total)


@dataclass(frozen=True)
class Concepts:
    """The words of a material, numbered as they come, and the pairs of them that stand side by side."""

    material: Material
    words: Sequence[str]
    units: Occurrences
    pairs: Occurrences
    first: Numbers
    second: Numbers

    @staticmethod
    def of(material: Material) -> Concepts:
        """Number what the lines hold."""
        known: dict[str, int] = {}
        found = [known.setdefault(term, len(known)) for line in material.lines for term in line.terms]
        numbers = np.array(found, dtype=np.intp)
        rows = np.repeat(np.arange(len(material.lines)), [len(line.terms) for line in material.lines])
        within = rows[1:] == rows[:-1]
        width = max(1, len(known))
        keys, pairs = np.unique((numbers[:-1] * width + numbers[1:])[within], return_inverse=True)
        first, second = np.divmod(keys, width)
        return Concepts(
            material,
            list(known),
            _distinct(rows, numbers, len(known)),
            _distinct(rows[1:][within], pairs, len(keys)),
            first,
            second,
        )

    @cached_property
    def written(self) -> list[tuple[str, str]]:
        """The two words of each pair."""
        return [(self.words[a], self.words[b]) for a, b in zip(self.first, self.second, strict=True)]

    @cached_property
    def stops(self) -> Bools:
        """Which words say nothing by themselves."""
        languages = {source.language for source in self.material.sources}
        listed = {term for language in languages for word in stopwords(language) for term in terms(word, language)}
        if not listed:
            lines = np.bincount(self.units.numbers, minlength=self.units.total)
            return np.asarray(lines > max(COMMON_LINES, COMMON * len(self.material.lines)))
        return np.array(
            [word in listed or (len(word) == 1 and word.isascii() and word.isalpha()) for word in self.words],
            dtype=bool,
        )

    @cached_property
    def central(self) -> Floats:
        """For each line how much its rarer words are those of all lines, the most central 1."""
        lines = len(self.material.lines)
        held = np.bincount(self.units.numbers, minlength=self.units.total)
        rare = np.where(self.stops, 0.0, np.log(lines / np.maximum(held, 1)))
        alike = self.units.of_each(rare**2 * held, lines)
        norms = np.sqrt(self.units.of_each(rare**2, lines)) + 1e-9
        return np.asarray(alike / norms / (np.max(alike / norms, initial=0) + 1e-9))


def _distinct(rows: Numbers, numbers: Numbers, total: int) -> Occurrences:
    width = max(1, total)
    return Occurrences(*np.divmod(np.unique(rows * width + numbers), width), total)


def shares(wanted: Iterable[Term], texts: Iterable[Iterable[Term]], total: int) -> Floats:
    """For each concept of ``wanted`` the share of ``total`` texts, each given as its concepts, that hold it."""
    held = Counter[Term]()
    for text in texts:
        held.update(set(text))
    return np.array([held[one] for one in wanted], dtype=float) / max(1, total)


def pairs_of(words: Sequence[str]) -> list[Term]:
    """The neighbours among some words."""
    return list(zip(words, words[1:], strict=False))
