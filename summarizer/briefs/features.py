"""What is measured of each pair of words before it is said how likely a brief would have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from summarizer.briefs.concepts import Concepts, Occurrences, Term, pairs_of, shares
from summarizer.briefs.material import Material
from summarizer.ranking.page import Floats
from summarizer.stories.background import background
from summarizer.text.terms import terms

NAMES = (
    *("articles", "articles_2", "early_articles", "opening", "near_opening", "lines", "first", "central_most"),
    *("central", "titles", "titled", "single", "stops", "stops_articles", "number", "known", "unknown", "gained"),
    *("stop", "stop_articles", "articles_a", "articles_b", "articles_least", "early_least", "opening_least"),
    *("articles_most", "of_a", "of_b", "rare_a", "rare_b", "rare_least", "counted"),
    *("all_lines", "all_words", "long", "long_articles", "long_first", "long_opening"),
)
SHORT, LONG = 100, 250
"""Words of a brief between which it grows from short to long."""
RARITY = 5.0


@dataclass(frozen=True)
class Spread:
    """Of each concept: the share of articles that hold it, more for an early place, of openings, of first three lines;

    in how many lines it stands, and how early at best.
    """

    articles: Floats
    early: Floats
    opening: Floats
    near: Floats
    lines: Floats
    first: Floats

    @staticmethod
    def of(material: Material, held: Occurrences) -> Spread:
        """Count it."""
        once, place, total = held.once(material.source), material.place, max(1, len(material.sources))
        return Spread(
            once.summed(np.ones(len(place))) / total,
            once.summed(1 / np.sqrt(1 + place)) / total,
            once.summed((place == 0).astype(float)) / total,
            once.summed((place < 3).astype(float)) / total,
            held.summed(np.ones(len(place))),
            1 / (1 - held.greatest(-place)),
        )


def pair_features(concepts: Concepts, seen: Sequence[Sequence[Sequence[str]]], words: int) -> Floats:
    """A row a pair, a column a name of `NAMES`; ``seen`` are the known articles, each as the terms of its lines."""
    material = concepts.material
    a, b = concepts.first, concepts.second
    pairs, units = Spread.of(material, concepts.pairs), Spread.of(material, concepts.units)
    titles = [terms(source.title or "", source.language) for source in material.sources]
    titled = shares(concepts.written, map(pairs_of, titles), len(titles))
    told: list[list[Term]] = [[pair for line in article for pair in pairs_of(line)] for article in seen]
    known = shares(concepts.written, told, len(told))
    stops = concepts.stops.astype(float)
    stop, both = np.maximum(stops[a], stops[b]), stops[a] * stops[b]
    digits = np.array([word[:1].isdigit() for word in concepts.words], dtype=float)
    rare, counted = _rarity(concepts)
    size = np.ones(len(a))
    longer = size * np.clip(np.log(max(words, 1) / SHORT) / np.log(LONG / SHORT), 0, 1)
    some = float(bool(told))
    columns = [
        *(pairs.articles, pairs.articles**2, pairs.early, pairs.opening, pairs.near, np.log1p(pairs.lines)),
        *(pairs.first, concepts.pairs.greatest(concepts.central)),
        concepts.pairs.summed(concepts.central) / np.maximum(pairs.lines, 1),
        *(titled, titled > 0, pairs.articles * len(titles) < 2, both, both * pairs.articles),
        np.maximum(digits[a], digits[b]),
        *(known, some * (known == 0), some * np.maximum(0, pairs.articles - known)),
        *(stop, stop * pairs.articles, units.articles[a], units.articles[b]),
        *(np.minimum(one[a], one[b]) for one in (units.articles, units.early, units.opening)),
        np.maximum(units.articles[a], units.articles[b]),
        *(pairs.articles / units.articles[a], pairs.articles / units.articles[b]),
        *(rare[a], rare[b], np.minimum(rare[a], rare[b]), np.minimum(counted[a], counted[b])),
        *(size * np.log(len(material.lines)), size * np.log(max(1, material.cost.sum()))),
        *(longer, longer * pairs.articles, longer * pairs.first, longer * pairs.opening),
    ]
    return np.stack([np.asarray(column, dtype=float) for column in columns], 1)


def _rarity(concepts: Concepts) -> tuple[Floats, Floats]:
    """Of each word how rare it is in its language, and whether anything was counted there."""
    lines = concepts.material.lines
    held = np.zeros(len(concepts.words), dtype=np.intp)
    held[concepts.units.numbers[::-1]] = concepts.units.rows[::-1]
    languages = [source.language for source in concepts.material.sources]
    known = [background(languages[lines[line].source]) for line in held.tolist()]
    counted = np.array([float(bool(one.counted)) for one in known])
    rare = np.array([one.rarity(word) / RARITY for one, word in zip(known, concepts.words, strict=True)])
    return rare * counted, counted
