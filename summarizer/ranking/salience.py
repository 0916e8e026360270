"""How likely each word and each pair of words is to stand in a summary that a person would write.

After RegSum (Hong and Nenkova, EACL 2014): a logistic regression over where, how often and how a word stands.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from summarizer.ranking.page import Floats, Page
from summarizer.ranking.weights import Weights

TITLE_BONUS = 0.6
"""Added to the log-odds of a word that the title names; set by hand, since the English training data have no titles."""

_EDGE = 1e-4


@dataclass(frozen=True)
class Salience:
    """Probabilities for the page's units and pairs; ``idf`` and ``prior`` as the lexicon has them."""

    words: Floats
    pairs: Floats
    idf: Floats
    prior: Floats


def salience(page: Page, weights: Weights) -> Salience:
    """Estimate both, from the page and the language's weights."""
    idf, prior = weights.lexicon.look_up(page)
    odds = weights.words.apply(squares(word_features(page, idf))) + prior
    odds = odds + TITLE_BONUS * (page.in_title & ~page.stops)
    words = _probability(odds)
    pairs = _probability(weights.pairs.apply(pair_features(page, words))) if len(page.pairs) else np.zeros(0)
    return Salience(words, pairs, idf, prior)


def word_features(page: Page, idf: Floats) -> Floats:
    """One row a unit: frequency, spread, first place, form."""
    frequency = page.counts.sum(0)
    spread = page.holds.sum(0)
    first = page.holds.argmax(0)
    written = list(page.vocabulary)
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
    ]
    return np.stack([np.asarray(column, dtype=float) for column in columns], 1)


def pair_features(page: Page, words: Floats) -> Floats:
    """One row a pair: the odds of its words, frequency, first place."""
    one, other = page.pairs[:, 0], page.pairs[:, 1]
    clipped = np.clip(words, _EDGE, 1 - _EDGE)
    odds = np.clip(np.log(clipped / (1 - clipped)), -8, 3)
    a, b = odds[one], odds[other]
    frequency = np.log(page.pair_counts.sum(0))
    first = page.pair_holds.argmax(0)
    stop_a, stop_b = page.stops[one].astype(float), page.stops[other].astype(float)
    columns = [
        *(a, b, a * b, np.minimum(a, b), a**2, b**2),
        *(frequency, frequency * a, frequency * b),
        *(1 / (1 + first), first == 0, first < 3, first / len(page)),
        *(stop_a, stop_b, stop_a * stop_b, page.capitals[one] * page.capitals[other]),
    ]
    return np.stack([np.asarray(column, dtype=float) for column in columns], 1)


def squares(features: Floats) -> Floats:
    """The features, and the product of each two: what makes a straight line bend."""
    rows, columns = np.triu_indices(features.shape[1], 1)
    return np.concatenate([features, features[:, rows] * features[:, columns]], 1)


def _probability(odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))))
