"""An article as the learned ranking sees it: units, where they stand, and what each sentence holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from summarizer.text.stopwords import stopwords

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

REACH = 6
"""Letters of a word that count: a stem for any inflecting language, at no cost."""

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[^\W\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+")
"""A Chinese or Japanese character, or a run of letters and digits of any other script."""


def unit(word: str) -> str:
    """What two forms of a word have in common."""
    return word.lower()[:REACH]


def raw_words(text: str) -> list[str]:
    """The words of a text as they are written."""
    return _WORD.findall(text)


@dataclass
class Page:
    """Sentences, and for each distinct unit and pair of units where it stands. Matrices: a row a sentence."""

    texts: Sequence[str]
    language: str
    title: str | None = None
    raw: list[list[str]] = field(init=False)
    units: list[list[str]] = field(init=False)
    vocabulary: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.raw = [raw_words(text) for text in self.texts]
        self.units = [[unit(word) for word in words] for words in self.raw]
        self.vocabulary = {}
        for words in self.units:
            for word in words:
                self.vocabulary.setdefault(word, len(self.vocabulary))

    def __len__(self) -> int:
        return len(self.texts)

    @cached_property
    def lengths(self) -> Floats:
        """Words of each sentence."""
        return np.array([len(words) for words in self.raw], dtype=float)

    @cached_property
    def counts(self) -> Floats:
        """How often each unit stands in each sentence."""
        table = np.zeros((len(self), len(self.vocabulary)))
        for row, words in enumerate(self.units):
            np.add.at(table[row], [self.vocabulary[word] for word in words], 1)
        return table

    @cached_property
    def holds(self) -> Bools:
        """Which units stand in which sentence."""
        return self.counts > 0

    @cached_property
    def pairs(self) -> dict[tuple[str, str], int]:
        """The distinct pairs of neighbouring units, numbered as they come."""
        numbered: dict[tuple[str, str], int] = {}
        for words in self.units:
            for pair in zip(words, words[1:], strict=False):
                numbered.setdefault(pair, len(numbered))
        return numbered

    @cached_property
    def pair_counts(self) -> Floats:
        """How often each pair stands in each sentence."""
        table = np.zeros((len(self), len(self.pairs)))
        for row, words in enumerate(self.units):
            np.add.at(table[row], [self.pairs[pair] for pair in zip(words, words[1:], strict=False)], 1)
        return table

    @cached_property
    def stops(self) -> Bools:
        """Which units say nothing by themselves: function words, and single letters of an alphabet."""
        known = {unit(word) for word in stopwords(self.language)}
        return np.array([word in known or (len(word) == 1 and word.isascii()) for word in self.vocabulary], dtype=bool)

    @cached_property
    def capitals(self) -> Floats:
        """The share of each unit's occurrences, sentence openings left out, that begin with a capital."""
        seen = np.zeros(len(self.vocabulary))
        for words, written in zip(self.units, self.raw, strict=True):
            for word, as_written in zip(words[1:], written[1:], strict=True):
                seen[self.vocabulary[word]] += as_written[:1].isupper()
        return np.asarray(seen / np.maximum(self.counts.sum(0), 1))

    @cached_property
    def in_title(self) -> Bools:
        """Which units the title holds."""
        title = {unit(word) for word in raw_words(self.title or "")}
        return np.array([word in title for word in self.vocabulary], dtype=bool)
