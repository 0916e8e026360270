"""The default ranking: a sentence is worth keeping that stands early and says what the whole text is about.

Position as in news leads; centrality as the cosine of a sentence's weighted words with those of the whole text
(Radev et al. 2004, Centroid-based summarization); what repeats a kept sentence is put back (Carbonell and Goldstein
1998, maximal marginal relevance). Time and memory grow with the number of sentences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt

from sumy.models.dom import Sentence

from summarizer.ranking.rating import RatingSummarizer

Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much; ``reach`` is the number of sentences in which the bonus for position falls by half."""

    position: float = 1.0
    centrality: float = 0.7
    reach: float = 6.0
    repetition: float = 0.5
    short: float = 1.0
    unfinished: float = 0.2
    fewest_words: int = 12


class LeadCentralitySummarizer(RatingSummarizer):
    """Called as every summariser of sumy: ``summarizer(document, count)``."""

    weights = Weights()
    spread = 20
    """How many sentences are chosen against repetition; those after them follow their own worth."""

    def rate(self, sentences: Sequence[Sentence]) -> list[float]:
        """Return one number a sentence, higher for more worth keeping."""
        words = [[self.stem_word(word) for word in sentence.words] for sentence in sentences]
        vectors = _weighted(words)
        centroid = _sum(vectors)
        worth = [
            self.weights.position * 2 ** (-number / self.weights.reach)
            + self.weights.centrality * _cosine(vector, centroid)
            - self._faults(str(sentence), len(word))
            for number, (sentence, word, vector) in enumerate(zip(sentences, words, vectors, strict=True))
        ]
        return self._without_repetition(worth, vectors)

    def _faults(self, sentence: str, words: int) -> float:
        fewest = self.weights.fewest_words
        faults = self.weights.short * max(0, fewest - words) / fewest
        if not sentence.rstrip("\"'”’»)]」』").endswith((".", "!", "?", "…", "。", "！", "？", "؟", "।")):
            faults += self.weights.unfinished
        return faults

    def _without_repetition(self, worth: list[float], vectors: list[Vector]) -> list[float]:
        rated = list(worth)
        left = set(range(len(worth)))
        for _ in range(min(self.spread, len(worth))):
            best = min(left, key=lambda number: (-rated[number], number))
            left.remove(best)
            for number in left:
                likeness = _cosine(vectors[number], vectors[best])
                rated[number] = min(rated[number], worth[number] - self.weights.repetition * likeness)
        return rated


def centrality(sentences: Sequence[Sequence[str]]) -> list[float]:
    """The cosine of each sentence, given as terms, with the whole text; a word's weight is its rarity."""
    vectors = _weighted([list(words) for words in sentences])
    centroid = _sum(vectors)
    return [_cosine(vector, centroid) for vector in vectors]


def _weighted(sentences: list[list[str]]) -> list[Vector]:
    """Term frequency by inverse sentence frequency, each vector of length one."""
    spread = Counter(word for words in sentences for word in dict.fromkeys(words))
    total = len(sentences)
    vectors = []
    for words in sentences:
        vector = {word: count * log(1 + total / spread[word]) for word, count in Counter(words).items()}
        length = sqrt(sum(value * value for value in vector.values())) or 1.0
        vectors.append({word: value / length for word, value in vector.items()})
    return vectors


def _sum(vectors: list[Vector]) -> Vector:
    total: Vector = {}
    for vector in vectors:
        for word, value in vector.items():
            total[word] = total.get(word, 0.0) + value
    length = sqrt(sum(value * value for value in total.values())) or 1.0
    return {word: value / length for word, value in total.items()}


def _cosine(one: Vector, other: Vector) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum([value * other[word] for word, value in one.items() if word in other], 0.0)
