"""How likely each word and each pair of words is to stand in a summary that a person would write.

After RegSum (Hong and Nenkova, EACL 2014): a logistic regression over where, how often and how a word stands.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from summarizer.ranking.page import Floats, Page, in_columns
from summarizer.ranking.weights import Weights

TITLE_BONUS = 0.6
"""Added to the log-odds of a word that the title names; set by hand, since the English training data have no titles."""

_EDGE = 1e-4


@dataclass(frozen=True)
class Salience:
    """Probabilities for the page's units and pairs; ``lore`` as the lexicon has it, a row a unit."""

    words: Floats
    pairs: Floats
    lore: Floats

    @property
    def idf(self) -> Floats:
        """How rare each unit is."""
        return self.lore[:, 0]

    @property
    def prior(self) -> Floats:
        """How much summaries like each unit, whatever its place."""
        return self.lore[:, 2]


def salience(page: Page, weights: Weights) -> Salience:
    """Estimate both, from the page and the language's weights."""
    lore = weights.lexicon.look_up(page)
    odds = weights.words.apply(word_features(page, lore))
    odds = odds + TITLE_BONUS * (page.in_title & ~page.stops)
    words = _probability(odds)
    pairs = _probability(weights.pairs.apply(pair_features(page, words, lore))) if len(page.pairs) else np.zeros(0)
    return Salience(words, pairs, lore)


def word_features(page: Page, lore: Floats) -> Floats:
    """One row a unit: frequency, spread, first place, form, and the company it keeps."""
    idf = lore[:, 0]
    frequency = page.frequency
    spread = page.holds.sum(0)
    first = page.holds.argmax(0)
    last = len(page) - 1 - page.holds[::-1].argmax(0)
    written = list(page.vocabulary)
    place = np.arange(len(page))
    held = page.holds.astype(float)
    content = held * np.where(page.stops, 0.0, idf)
    central = content @ content.sum(0) / (np.sqrt((content**2).sum(1)) + 1e-9)
    central /= central.max() + 1e-9
    lengths = page.lengths / (page.lengths.mean() + 1e-9)
    starts = np.concatenate([[True], page.rows[1:] != page.rows[:-1]])
    inside = np.arange(len(page.rows)) - np.flatnonzero(starts)[np.cumsum(starts) - 1]
    seen = np.full(len(written), 1e9)
    np.minimum.at(seen, page.numbers, inside / np.maximum(page.lengths[page.rows], 1))
    columns = [
        np.log1p(frequency),
        np.log1p(spread),
        spread / len(page),
        idf,
        np.log1p(frequency) * idf,
        1 / (1 + first),
        first == 0,
        first < 3,
        first / len(page),
        page.capitals,
        np.array([word[0].isdigit() for word in written]),
        page.stops,
        (frequency > 1) & (first < 2),
        np.array([len(word) for word in written]) / 6,
        held.T @ (1 / (1 + place)),
        held.T @ (place < 3),
        np.log1p(first),
        last / len(page),
        (held * central[:, None]).max(0),
        held.T @ central / spread,
        held.T @ lengths / spread,
        frequency / frequency[~page.stops].max(initial=1),
        seen,
        lore[:, 1],
        lore[:, 2],
        np.full(len(written), np.log(len(page))),
    ]
    return in_columns(columns)


def pair_features(page: Page, words: Floats, lore: Floats) -> Floats:
    """One row a pair: the odds of its words, frequency, first place, how fixed the pair is."""
    one, other = page.pairs[:, 0], page.pairs[:, 1]
    clipped = np.clip(words, _EDGE, 1 - _EDGE)
    odds = np.clip(np.log(clipped / (1 - clipped)), -8, 3)
    a, b = odds[one], odds[other]
    total, counts = page.pair_counts.sum(0), page.frequency
    frequency = np.log(total)
    first = page.pair_holds.argmax(0)
    stop_a, stop_b = page.stops[one].astype(float), page.stops[other].astype(float)
    cover = page.holds @ words / (page.lengths + 3)
    columns = [
        *(a, b, a * b, np.minimum(a, b), a**2, b**2),
        *(frequency, frequency * a, frequency * b),
        *(1 / (1 + first), first == 0, first < 3, first / len(page), np.log1p(first)),
        *(stop_a, stop_b, stop_a * stop_b, page.capitals[one] * page.capitals[other]),
        *(total / counts[one], total / counts[other], lore[one, 0], lore[other, 0], lore[one, 2], lore[other, 2]),
        *(page.capitals[one], page.capitals[other], cover[first]),
    ]
    return in_columns(columns)


def _probability(odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))))
