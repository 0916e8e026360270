"""What is measured of a whole summary: how much it covers, how long it is, where it stands, what it repeats."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from summarizer.ranking.page import Floats, Page, in_columns
from summarizer.ranking.salience import Salience
from summarizer.ranking.sentence_features import NAMES, Likeness

Sets = NDArray[np.intp]
"""A row a set: the places of its sentences, ascending."""

AVERAGED = ("central", "forward", "backward", "like_lead", "like_opening", "quotes", "capitals", "numbers", "question")

_AVERAGED = [NAMES.index(name) for name in AVERAGED]


def set_features(page: Page, known: Salience, alike: Likeness, features: Floats, values: Floats, sets: Sets) -> Floats:
    """One row a set. ``features`` and ``values`` are the sentences' own; all sets are of one size."""
    distinct = _any(page.holds, sets)
    pairs = _any(page.pair_holds, sets) if len(known.pairs) else np.zeros((len(sets), 0), dtype=bool)
    length = page.lengths[sets].sum(1)
    weighed = np.stack([known.words, known.words * ~page.stops, page.share, np.ones(len(page.share))], 1)
    cover, content, mass, held = (distinct.astype(float) @ weighed).T
    columns = [
        *_cover(cover, content, mass, held, length),
        *_pair_cover(pairs @ known.pairs, length),
        *_size(page, sets, length),
        *_shape(page, alike, sets, held),
        *_place(len(page), sets),
        *(values[sets].sum(1), values[sets].max(1), values[sets].min(1)),
        *(features[:, _AVERAGED][sets].sum(1) / sets.shape[1]).T,
    ]
    return in_columns(columns)


def _any(table: NDArray[np.bool_], sets: Sets) -> NDArray[np.bool_]:
    found = table[sets[:, 0]].copy()
    for column in range(1, sets.shape[1]):
        found |= table[sets[:, column]]
    return found


def _cover(cover: Floats, content: Floats, mass: Floats, held: Floats, length: Floats) -> list[Floats]:
    """Expected ROUGE-1 against references of several lengths, and what share of the article is named."""
    return [
        *(cover, content, 2 * cover / (length + 35), 2 * cover / (length + 50), 2 * cover / (length + 80)),
        *(cover / (length + 1), content / (held + 1), mass),
    ]


def _pair_cover(pair_cover: Floats, length: Floats) -> list[Floats]:
    """The same of ROUGE-2."""
    return [
        *(pair_cover, 2 * pair_cover / (length + 35), 2 * pair_cover / (length + 60), pair_cover / (length + 1)),
    ]


def _size(page: Page, sets: Sets, length: Floats) -> list[Floats]:
    each = page.lengths[sets]
    return [
        *(np.log(length + 1), length / 60, (length / 60) ** 2, np.sqrt(length)),
        *((each < 8).sum(1), each.max(1) / 40, each.min(1) / 20, np.log(len(page)) * np.log(length + 1)),
    ]


def _shape(page: Page, alike: Likeness, sets: Sets, held: Floats) -> list[Floats]:
    """Likeness to the whole, and of the sentences to one another."""
    along = alike.along[sets].sum(1)
    within = alike.products[sets[:, :, None], sets[:, None, :]].sum((1, 2))
    norms = np.sqrt(np.maximum(within * alike.whole, 0)) + 1e-9
    one, other = _couples(sets.shape[1])
    table = alike.cosines[sets.T[one], sets.T[other]] if len(one) else np.zeros((1, len(sets)))
    repeated = 1 - held / np.maximum(page.held[sets].sum(1), 1)
    return [along / norms, table.mean(0), table.max(0), repeated]


@cache
def _couples(size: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Every two places of a set of that size."""
    one, other = np.triu_indices(size, 1)
    return one, other


def _place(count: int, sets: Sets) -> list[Floats]:
    adjacent = (np.diff(sets, axis=1) == 1).sum(1)
    early = (sets < 3).sum(1)
    middle, long = sets.mean(1) / count, np.log(count)
    return [
        *(adjacent, sets[:, 0] == 0, (sets < 2).sum(1), early, (sets < 5).sum(1), middle),
        *(np.log1p(sets).mean(1), sets[:, -1] / count, (1 / (1 + sets)).sum(1), early * long),
        *(middle * long, sets[:, -1] < sets.shape[1]),
    ]
