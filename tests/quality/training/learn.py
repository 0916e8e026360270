"""From articles with references to the weights of a language, and what they reach on articles not learned from."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from summarizer.ranking.page import Floats, Page, raw_words, unit
from summarizer.ranking.salience import pair_features, salience, squares, word_features
from summarizer.ranking.sentence_features import likeness, sentence_features
from summarizer.ranking.sets import SetRanking
from summarizer.ranking.weights import Lexicon, Linear, Weights
from tests.quality.training.models import Group, expected_worth, logistic, ridge
from tests.quality.training.rouge import Reference

SHARES = {1: 0.3, 2: 0.5, 3: 1.0, 4: 0.3}
"""How much the sets of each size count; three sentences is what readers get."""

BUDGETS = (40, 60, 90)
KNOWN_IN = 5
"""Articles that a word must stand in to be in the lexicon."""

LEXICON = 6_000


@dataclass
class Example:
    """An article, what a person wrote of it, and which set it came from."""

    page: Page
    reference: Reference
    wanted: str
    source: str
    weight: float = 1.0


def example(texts: Sequence[str], language: str, wanted: str, source: str, title: str | None = None) -> Example:
    """The article as the ranking sees it."""
    page = SetRanking(texts, language, title, NOTHING).page
    return Example(page, Reference(wanted, list(page.texts), language), wanted, source)


def learn(examples: list[Example], *, with_lexicon: bool) -> Weights:
    """All weights, one after another: each model sees what the one before it says of the same articles."""
    lexicon = _rarity(examples) if with_lexicon else NOTHING.lexicon
    weights = replace(NOTHING, lexicon=lexicon)
    hits = [_word_hits(one) for one in examples]
    words = logistic(
        np.concatenate([squares(word_features(one.page, lexicon.look_up(one.page)[0])) for one in examples]),
        np.concatenate(hits),
    )
    weights = replace(weights, words=words)
    if with_lexicon:
        weights = replace(weights, lexicon=_liking(examples, hits, weights))
    weights = replace(weights, pairs=_learn_pairs(examples, weights))
    weights = replace(weights, sentences=_learn_sentences(examples, weights))
    return _learn_sets(examples, weights)


def _word_hits(one: Example) -> Floats:
    wanted = {unit(word) for word in raw_words(one.wanted)}
    return np.array([word in wanted for word in one.page.vocabulary], dtype=float)


def _rarity(examples: list[Example]) -> Lexicon:
    seen = Counter(word for one in examples for word in one.page.vocabulary)
    kept = [(word, count) for word, count in seen.most_common(LEXICON) if count >= KNOWN_IN]
    total = len(examples)
    rare = {word: (math.log((total + 1) / (count + 0.5)), 0.0) for word, count in kept}
    return Lexicon(rare, math.log((total + 1) / 2))


def _liking(examples: list[Example], hits: list[Floats], weights: Weights) -> Lexicon:
    """Beside its rarity, how much more often a word stands in references than its place and frequency foretell."""
    more, doubt = defaultdict[str, float](float), defaultdict[str, float](float)
    for one, hit in zip(examples, hits, strict=True):
        idf, _ = weights.lexicon.look_up(one.page)
        chance = 1 / (1 + np.exp(-weights.words.apply(squares(word_features(one.page, idf)))))
        for word, was, foretold in zip(one.page.vocabulary, hit, chance, strict=True):
            more[word] += float(was - foretold)
            doubt[word] += float(foretold * (1 - foretold))
    known = {word: (idf, more[word] / (doubt[word] + 5)) for word, (idf, _) in weights.lexicon.words.items()}
    return Lexicon(known, weights.lexicon.rarest)


def _learn_pairs(examples: list[Example], weights: Weights) -> Linear:
    features, hits = [], []
    for one in examples:
        if not len(one.page.pairs):
            continue
        units = [unit(word) for word in raw_words(one.wanted)]
        wanted = set(zip(units, units[1:], strict=False))
        features.append(pair_features(one.page, salience(one.page, weights).words))
        written = list(one.page.vocabulary)
        hits.append([(written[a], written[b]) in wanted for a, b in one.page.pairs])
    return logistic(np.concatenate(features), np.concatenate(hits).astype(float))


def _learn_sentences(examples: list[Example], weights: Weights) -> Linear:
    features, worths = [], []
    for one in examples:
        known = salience(one.page, weights)
        features.append(sentence_features(one.page, known, likeness(one.page, known.idf).cosines))
        worth = one.reference.score(np.arange(len(one.page))[:, None])
        worths.append(worth - worth.mean())
    return ridge(np.concatenate(features), np.concatenate(worths))


def _learn_sets(examples: list[Example], weights: Weights) -> Weights:
    groups, shares, budgets, budget_shares = list[Group](), list[float](), list[Group](), list[float]()
    for one in examples:
        ranking = ranked(one, weights)
        every: list[tuple[Floats, Floats, Floats]] = []
        for size, share in SHARES.items():
            if len(one.page) <= size:
                continue
            sets = ranking.sets(size)
            measured, worth = ranking.measure(sets), one.reference.score(sets)
            groups.append((measured, worth))
            shares.append(share * one.weight)
            every.append((measured, worth, one.page.lengths[sets].sum(1)))
        for most in BUDGETS if every else ():
            measured, worth, length = (np.concatenate(part) for part in zip(*every, strict=True))
            fits = length <= most
            if fits.sum() > 5:
                budgets.append((measured[fits], worth[fits]))
                budget_shares.append(one.weight)
    sets_model = expected_worth(groups, np.array(shares))
    budget_model = expected_worth(budgets, np.array(budget_shares)) if budgets else sets_model
    return replace(weights, sets=sets_model, budgets=budget_model)


def ranked(one: Example, weights: Weights) -> SetRanking:
    """The ranking of an example's article, with weights still in the making."""
    ranking = SetRanking(one.page.texts, one.page.language, one.page.title, weights)
    ranking.page = one.page
    return ranking


def _empty() -> Linear:
    return Linear(np.zeros(0), np.zeros(0), np.zeros(0))


NOTHING = Weights(Lexicon({}, 0.0), _empty(), _empty(), _empty(), _empty(), _empty())
