"""From articles with references to the weights of a language, and what they reach on articles not learned from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from summarizer.ranking.page import Floats, Page, raw_words, unit
from summarizer.ranking.salience import pair_features, salience, word_features
from summarizer.ranking.sentence_features import likeness, sentence_features
from summarizer.ranking.sets import SetRanking
from summarizer.ranking.weights import Lexicon, Net, Weights
from tests.quality.training.headlines import Headlines
from tests.quality.training.nets import Group, logistic, regression, worth_within
from tests.quality.training.rouge import Reference

SHARES = {1: 0.3, 2: 0.5, 3: 1.0, 4: 0.3}
"""How much the sets of each size count; three sentences is what readers get."""

BUDGETS = (40, 60, 90)
PARTS = 4
"""Into how many the articles are parted, so that no model learns from what another one remembers."""


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


def learn(examples: list[Example], headlines: Headlines | None) -> Weights:
    """All weights, one after another: each model sees what the one before it says of articles it did not learn from.

    ``headlines``: what is known of words from elsewhere; None for weights without a vocabulary.
    """
    return judged(examples, *prepared(examples, headlines))


def prepared(examples: list[Example], headlines: Headlines | None) -> tuple[Weights, list[Weights]]:
    """Weights for words, pairs and sentences; and the same for each part of the articles, learned without it.

    Only what could remember an article is learned without it: the words that summaries like, and sentences' values.
    """
    lexicon = headlines.lexicon(one.page for one in examples) if headlines else NOTHING.lexicon
    whole = replace(NOTHING, lexicon=lexicon)
    hits = [_word_hits(one) for one in examples]
    parts = [whole] * PARTS
    if headlines:
        rows = [word_features(one.page, lexicon.look_up(one.page)) for one in examples]
        plain = logistic(np.concatenate(rows), np.concatenate(hits), rounds=4)
        lexicons = _liking(examples, hits, replace(whole, words=plain))
        whole, parts = replace(whole, lexicon=lexicons[-1]), [replace(whole, lexicon=one) for one in lexicons[:-1]]
    rows = [word_features(one.page, parts[at % PARTS].lexicon.look_up(one.page)) for at, one in enumerate(examples)]
    whole, parts = _each(whole, parts, _apart(rows, hits, logistic), "words")
    rows, hits = _pairs(examples, parts)
    whole, parts = _each(whole, parts, _apart(rows, hits, logistic), "pairs")
    rows, hits = _sentences(examples, parts)
    return _each(whole, parts, _apart(rows, hits, regression), "sentences")


def _apart(rows: list[Floats], wanted: list[Floats], fit: Callable[[Floats, Floats], Net]) -> list[Net]:
    """A model for each part of the articles, learned without it, and one from all."""
    return [
        fit(*(np.concatenate([one for at, one in enumerate(side) if at % PARTS != part]) for side in (rows, wanted)))
        for part in range(PARTS + 1)
    ]


def _each(whole: Weights, parts: list[Weights], nets: list[Net], name: str) -> tuple[Weights, list[Weights]]:
    changed = [replace(one, **{name: net}) for one, net in zip((*parts, whole), nets, strict=True)]  # type: ignore[arg-type]
    return changed[-1], changed[:-1]


def _word_hits(one: Example) -> Floats:
    wanted = {unit(word) for word in raw_words(one.wanted)}
    return np.array([word in wanted for word in one.page.vocabulary], dtype=float)


def _liking(examples: list[Example], hits: list[Floats], weights: Weights) -> list[Lexicon]:
    """How much more often a word stands in references than its place and frequency foretell.

    One lexicon for each part of the articles, without what these say; the last one from all.
    """
    more = [defaultdict[str, float](float) for _ in range(PARTS + 1)]
    doubt = [defaultdict[str, float](float) for _ in range(PARTS + 1)]
    for at, (one, hit) in enumerate(zip(examples, hits, strict=True)):
        odds = weights.words.apply(word_features(one.page, weights.lexicon.look_up(one.page)))
        chance = 1 / (1 + np.exp(-odds))
        for part in range(PARTS + 1):
            if at % PARTS == part:
                continue
            for word, was, foretold in zip(one.page.vocabulary, hit.tolist(), chance.tolist(), strict=True):
                more[part][word] += was - foretold
                doubt[part][word] += foretold * (1 - foretold)
    known = weights.lexicon.words.items()
    return [
        Lexicon(
            {word: (idf, title, more[part][word] / (doubt[part][word] + 5)) for word, (idf, title, _) in known},
            weights.lexicon.rarest,
        )
        for part in range(PARTS + 1)
    ]


def _pairs(examples: list[Example], parts: list[Weights]) -> tuple[list[Floats], list[Floats]]:
    features, hits = [], []
    for at, one in enumerate(examples):
        units = [unit(word) for word in raw_words(one.wanted)]
        wanted = set(zip(units, units[1:], strict=False))
        known = salience(one.page, parts[at % PARTS])
        features.append(pair_features(one.page, known.words, known.lore))
        written = list(one.page.vocabulary)
        hits.append(np.array([(written[a], written[b]) in wanted for a, b in one.page.pairs], dtype=float))
    return features, hits


def _sentences(examples: list[Example], parts: list[Weights]) -> tuple[list[Floats], list[Floats]]:
    features, worths = [], []
    for at, one in enumerate(examples):
        known = salience(one.page, parts[at % PARTS])
        features.append(sentence_features(one.page, known, likeness(one.page, known.idf).cosines))
        worth = one.reference.score(np.arange(len(one.page))[:, None])
        worths.append((worth - worth.mean()) / 0.1)
    return features, worths


def judged(examples: list[Example], weights: Weights, parts: list[Weights]) -> Weights:
    """The judges of whole summaries: among sets of one size, and among all sizes that fit a budget."""
    groups, shares, budgets, budget_shares = list[Group](), list[float](), list[Group](), list[float]()
    for at, one in enumerate(examples):
        ranking = ranked(one, parts[at % PARTS])
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
    return replace(
        weights,
        sets=worth_within(groups, np.array(shares)),
        budgets=worth_within(budgets, np.array(budget_shares)),
    )


def ranked(one: Example, weights: Weights) -> SetRanking:
    """The ranking of an example's article, with weights still in the making."""
    ranking = SetRanking(one.page.texts, one.page.language, one.page.title, weights)
    ranking.page = one.page
    return ranking


NONE = Net(*(np.zeros(0),) * 6)
NOTHING = Weights(Lexicon({}, 0.0), NONE, NONE, NONE, NONE, NONE)
