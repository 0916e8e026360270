"""An article as the learned ranking sees it: units, where they stand, and what each sentence holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarizer.text.stopwords import stopwords

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Pairs = NDArray[np.intp]

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
        self.units = [[word.lower()[:REACH] for word in words] for words in self.raw]
        self.vocabulary = _numbered(self.units)

    def __len__(self) -> int:
        return len(self.texts)

    @cached_property
    def lengths(self) -> Floats:
        """Words of each sentence."""
        return np.array([len(words) for words in self.raw], dtype=float)

    @cached_property
    def rows(self) -> NDArray[np.intp]:
        """For each word of the text in turn the sentence it stands in."""
        return np.repeat(np.arange(len(self)), [len(words) for words in self.raw])

    @cached_property
    def numbers(self) -> NDArray[np.intp]:
        """For each word of the text in turn the number of its unit."""
        numbered = self.vocabulary
        return np.fromiter((numbered[word] for words in self.units for word in words), dtype=np.intp)

    @cached_property
    def counts(self) -> Floats:
        """How often each unit stands in each sentence."""
        return _table(self.rows, self.numbers, len(self), len(self.vocabulary))

    @cached_property
    def holds(self) -> Bools:
        """Which units stand in which sentence."""
        return self.counts > 0

    @cached_property
    def frequency(self) -> Floats:
        """How often each unit stands in the text."""
        return np.asarray(self.counts.sum(0))

    @cached_property
    def share(self) -> Floats:
        """Each unit's share of all that the text says, function words left out."""
        content = self.frequency * ~self.stops
        return np.asarray(content / (content.sum() + 1e-9))

    @cached_property
    def held(self) -> NDArray[np.intp]:
        """How many units stand in each sentence."""
        return np.asarray(self.holds.sum(1))

    @cached_property
    def pairs(self) -> Pairs:
        """The numbers of the two units of each distinct pair of neighbours, as they come: a row a pair."""
        return self._paired[0]

    @cached_property
    def pair_counts(self) -> Floats:
        """How often each pair stands in each sentence."""
        pairs, rows, numbers = self._paired
        return _table(rows, numbers, len(self), len(pairs))

    @cached_property
    def pair_holds(self) -> Bools:
        """Which pairs stand in which sentence."""
        return self.pair_counts > 0

    @cached_property
    def _paired(self) -> tuple[Pairs, NDArray[np.intp], NDArray[np.intp]]:
        within = self.rows[1:] == self.rows[:-1]
        keys = (self.numbers[:-1] * len(self.vocabulary) + self.numbers[1:])[within]
        found, first, numbers = np.unique(keys, return_index=True, return_inverse=True)
        order = np.argsort(first)
        place = np.empty(len(found), dtype=np.intp)
        place[order] = np.arange(len(found))
        pairs = np.stack(np.divmod(found[order], max(len(self.vocabulary), 1)), 1)
        return pairs, self.rows[1:][within], place[numbers]

    @cached_property
    def stops(self) -> Bools:
        """Which units say nothing by themselves: function words, and single letters of an alphabet."""
        known = _function_units(self.language)
        return np.array([word in known or (len(word) == 1 and word.isascii()) for word in self.vocabulary], dtype=bool)

    @cached_property
    def capitals(self) -> Floats:
        """The share of each unit's occurrences, sentence openings left out, that begin with a capital."""
        inner = np.concatenate([np.zeros(min(1, len(self.rows)), dtype=bool), self.rows[1:] == self.rows[:-1]])
        seen = np.bincount(self.numbers[self.upper & inner], minlength=len(self.vocabulary))
        return np.asarray(seen / np.maximum(self.frequency, 1))

    @cached_property
    def upper(self) -> Bools:
        """For each word of the text in turn whether it begins with a capital."""
        return np.fromiter((word[:1].isupper() for words in self.raw for word in words), dtype=bool)

    @cached_property
    def in_title(self) -> Bools:
        """Which units the title holds."""
        title = {unit(word) for word in raw_words(self.title or "")}
        return np.array([word in title for word in self.vocabulary], dtype=bool)


def in_columns(columns: Sequence[NDArray[Any]]) -> Floats:
    """A table of numbers with the given columns; as `numpy.stack` makes it, in half the time."""
    return np.ascontiguousarray(np.array(columns, dtype=float).T)


@cache
def _function_units(language: str) -> frozenset[str]:
    return frozenset(map(unit, stopwords(language)))


def _numbered(sentences: Sequence[Sequence[str]]) -> dict[str, int]:
    """The distinct units, numbered as they come."""
    distinct = dict.fromkeys(word for words in sentences for word in words)
    return dict(zip(distinct, range(len(distinct)), strict=True))


def _table(rows: NDArray[np.intp], columns: NDArray[np.intp], height: int, width: int) -> Floats:
    """How often each column is named in each row."""
    return np.bincount(rows * width + columns, minlength=height * width).reshape(height, width).astype(float)
