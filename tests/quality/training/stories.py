"""Learn when two articles report the same event: ``python -m tests.quality.training.stories``."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from zlib import crc32

import numpy as np

from summarizer.stories.compared import Compared
from summarizer.stories.hashing import unpacked
from summarizer.stories.index import StoryIndex
from summarizer.stories.likeness import FEATURES, WEIGHTS, Likeness
from tests.quality.grouped import GROUPED, MOST, Grouped, Pair, grouped, pairs, placed, unmeasured
from tests.quality.training.aboutness import fit

NEAREST = 3
"""From how many events the nearest article of each is learned from."""
SHARE_OF_PAIRS = 0.5
"""How much the judged pairs count beside a whole set; they are few and not all judged alike."""
WANTED = (0.93, 0.95, 0.83, 0.83)
"""What each set, and the pairs, should reach; the threshold is the one from which least is missing in all."""
STEPS = np.arange(-1.5, 0.1, 0.15)
"""Odds, as logarithms, from which two articles may count as one story."""

Sets = dict[str, Sequence[Grouped]]
Rows = list[tuple[list[float], float]]


def rows(articles: Sequence[Grouped]) -> Rows:
    """Features of each article and its nearest among those before it, of the nearest events, and whether it is its."""
    found: Rows = []
    cosines = _cosines(articles)
    for place, one in enumerate(articles):
        compared = Compared(one.held)
        events: set[str] = set()
        for near in np.argsort(-cosines[place, :place], kind="stable").tolist():
            other = articles[near]
            if other.event not in events:
                events.add(other.event)
                found.append((compared.features([other.held])[0].tolist(), float(one.event == other.event)))
            if len(events) == NEAREST:
                break
    return found


def _cosines(articles: Sequence[Grouped]) -> np.ndarray:
    """How much each two articles share of their words."""
    terms = sorted({term for one in articles for term in unpacked(one.held.terms)})
    columns = {term: place for place, term in enumerate(terms)}
    vectors = np.zeros((len(articles), len(terms)), np.float32)
    for row, one in zip(vectors, articles, strict=True):
        row[[columns[term] for term in unpacked(one.held.terms)]] = np.frombuffer(one.held.weights, np.uint8)
    return vectors @ vectors.T


def judged(known: Sequence[Pair]) -> Rows:
    """As `rows`, of pairs."""
    return [(Compared(one.one).features([one.other])[0].tolist(), float(one.is_same)) for one in known]


def learn(sets: Sequence[Rows], known: Rows) -> np.ndarray:
    """One regression on all sets, each of the same weight."""
    every = [*sets, known]
    shares = [1.0] * len(sets) + [SHARE_OF_PAIRS]
    x = np.array([features for part in every for features, _ in part])
    y = np.array([same for part in every for _, same in part])
    weight = np.concatenate([np.full(len(part), 1000 * s / len(part)) for part, s in zip(every, shares, strict=True)])
    return fit(x, y, weight)


def pair_f(known: Sequence[Pair], model: Likeness | None = None) -> float:
    """F1 of the pairs that are the same event."""
    said = [StoryIndex(most=4, model=model) for _ in known]
    same = [
        [index.place(0, one.one).story, index.place(1, one.other).story] == [0, 0]
        for index, one in zip(said, known, strict=True)
    ]
    hit = sum(found and one.is_same for found, one in zip(same, known, strict=True))
    return 2 * hit / max(1, sum(same) + sum(one.is_same for one in known))


def measured(sets: Sets, known: Sequence[Pair], model: Likeness) -> list[float]:
    """B-cubed F of each set, and F1 of the pairs."""
    return [
        *(placed(articles, StoryIndex(most=2_000, model=model)) for articles in sets.values()),
        pair_f(known, model),
    ]


def threshold(sets: Sets, known: Sequence[Pair], weights: np.ndarray) -> tuple[Likeness, list[float]]:
    """The likelihood from which on least is missing of what is wanted, and what it reaches."""
    models = [Likeness(tuple(map(float, weights)), float(1 / (1 + np.exp(-step)))) for step in STEPS]
    tried = [(model, measured(sets, known, model)) for model in models]
    return min(tried, key=lambda one: sum(max(0.0, want - got) for want, got in zip(WANTED, one[1], strict=True)))


def part(sets: Sets, chosen: Callable[[int], bool]) -> Sets:
    """The articles whose event falls into a fold."""
    return {name: [one for one in held if chosen(crc32(one.event.encode()) % 2)] for name, held in sets.items()}


def main() -> None:
    """Cross-validate in two folds, then learn from all but the measured articles of allsides, and write the weights."""
    sets: Sets = {name: grouped(name) for name in GROUPED}
    learned = {**sets, "allsides": unmeasured()}
    known = pairs()
    for fold in (0, 1):
        own = {**part(learned, lambda one: one == fold), "allsides": learned["allsides"]}  # noqa: B023
        others = {**part(sets, lambda one: one != fold), "allsides": sets["allsides"]}  # noqa: B023
        weights = learn([rows(held) for held in own.values()], judged(known[fold::2]))
        model, reached = threshold(own, known[fold::2], weights)
        print(f"  fold {fold + 1}: {dict(zip(FEATURES, weights.round(2), strict=True))} from {model.same:.2f}")  # noqa: T201
        held_out = measured(others, known[1 - fold :: 2], model)
        print(f"    learned from {np.round(reached, 3)}, held out {np.round(held_out, 3)}")  # noqa: T201
    weights = learn([rows(held) for held in learned.values()], judged(known))
    model, reached = threshold(learned, known, weights)
    print(f"  all: from {model.same:.2f}: {np.round(reached, 3)} of {[*sets, 'pairs']}")  # noqa: T201
    print(f"    held out of allsides: {measured({'allsides': sets['allsides']}, known, model)[0]:.3f}")  # noqa: T201
    body = {
        "origin": f"learned from {', '.join(f'{len(held)} articles of {name}' for name, held in learned.items())} "
        f"(those after the first {MOST}) and {len(known)} judged pairs",
        "weights": dict(zip(FEATURES, (round(one, 3) for one in model.weights), strict=True)),
        "same": round(model.same, 3),
    }
    WEIGHTS.write_text(json.dumps(body, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
