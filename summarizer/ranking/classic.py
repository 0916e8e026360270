"""sumy's summarisers, made to give the same answer on every run and to end in time.

Where sumy keys its ratings by a sentence's text, so do these: a sentence that occurs twice is rated once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sumy.models.dom import ObjectDocumentModel, Sentence
from sumy.summarizers.edmundson import EdmundsonSummarizer
from sumy.summarizers.kl import KLSummarizer
from sumy.summarizers.lsa import LsaSummarizer
from sumy.summarizers.luhn import LuhnSummarizer

from summarizer.ranking.cues import BONUS, NULL, STIGMA

Floats = NDArray[np.float64]


class SteadyLsaSummarizer(LsaSummarizer):  # type: ignore[misc]
    """sumy numbers the words in the order of a set, which changes from run to run, and so do the last digits."""

    def _create_dictionary(self, document: ObjectDocumentModel) -> dict[str, int]:
        words = map(self.normalize_word, document.words)
        stems = dict.fromkeys(self.stem_word(word) for word in words if word not in self.stop_words)
        return {stem: row for row, stem in enumerate(stems)}

    def _compute_term_frequency(self, matrix: Floats, smooth: float = 0.4) -> Floats:
        most = np.max(matrix, axis=0)
        return np.where(most != 0, smooth + (1 - smooth) * matrix / np.where(most == 0, 1, most), matrix)

    def _compute_ranks(self, sigma: Floats, v_matrix: Floats) -> list[float]:
        return [float(rank) for rank in np.sqrt((sigma[:, np.newaxis] ** 2 * v_matrix**2).sum(axis=0))]


class QuickLuhnSummarizer(LuhnSummarizer):  # type: ignore[misc]
    """sumy looks every word up in a tuple of all that matter."""

    def _get_significant_words(self, words: Iterable[str]) -> frozenset[str]:
        return frozenset(super()._get_significant_words(words))


class CuedEdmundsonSummarizer(EdmundsonSummarizer):  # type: ignore[misc]
    """sumy leaves the cue words to its caller: the title's words and short lists of our own."""

    def __init__(self, stemmer: Callable[[str], str]) -> None:
        super().__init__(stemmer)
        self.bonus_words, self.stigma_words, self.null_words = BONUS, STIGMA, NULL

    @property
    def stop_words(self) -> frozenset[str]:
        """The words of a title that say nothing."""
        return frozenset(self.null_words)

    @stop_words.setter
    def stop_words(self, words: Iterable[str]) -> None:
        self.null_words = frozenset(words) | NULL

    def __call__(
        self, document: ObjectDocumentModel, sentences_count: int | Callable[..., Any]
    ) -> tuple[Sentence, ...]:
        title = [self.stem_word(word) for heading in document.headings for word in heading.words]
        self._bonus_words = frozenset(map(self.stem_word, BONUS)) | (frozenset(title) - self._null_words)
        kept: tuple[Sentence, ...] = super().__call__(document, sentences_count)
        return kept


class IncrementalKlSummarizer(KLSummarizer):  # type: ignore[misc]
    """sumy counts the whole summary's words anew for every sentence of every round; here only the sentence's own."""

    def _compute_ratings(self, sentences: Sequence[Sentence]) -> dict[Sentence, int]:
        words = [self._get_content_words_in_sentence(sentence) for sentence in sentences]
        every = Counter(word for sentence in words for word in sentence)
        total = sum(every.values())
        shares = {word: count / total for word, count in every.items()}
        counted = [Counter(sentence) for sentence in words]
        summary = Divergence(shares)
        left = list(range(len(sentences)))
        ratings: dict[Sentence, int] = {}
        while left:
            best = min(left, key=lambda place: (round(summary.after(counted[place]), 12), place))
            left.remove(best)
            summary.add(counted[best])
            ratings[sentences[best]] = -len(ratings)
        return ratings


class Divergence:
    """How far a growing summary's words are from the text's, as sumy measures it: over the summary's words only."""

    def __init__(self, shares: dict[str, float]) -> None:
        self._shares = shares
        self._counts: Counter[str] = Counter()
        self._total = 0
        self._mass = self._plain = self._spread = 0.0

    def after(self, sentence: Counter[str]) -> float:
        """The divergence with one more sentence in the summary."""
        mass, plain, spread = self._changed(sentence)
        total = self._total + sum(sentence.values())
        return plain + mass * log(total) - spread if total else 0.0

    def add(self, sentence: Counter[str]) -> None:
        """Keep the sentence."""
        self._mass, self._plain, self._spread = self._changed(sentence)
        self._counts += sentence
        self._total += sum(sentence.values())

    def _changed(self, sentence: Counter[str]) -> tuple[float, float, float]:
        mass, plain, spread = self._mass, self._plain, self._spread
        for word, count in sentence.items():
            share, before = self._shares[word], self._counts[word]
            if before:
                spread += share * (log(before + count) - log(before))
            else:
                mass += share
                plain += share * log(share)
                spread += share * log(count)
        return mass, plain, spread
