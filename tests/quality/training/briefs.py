"""Learn which pairs of words people take up from many articles: ``python -m tests.quality.training.briefs [--write]``.

Prints what briefs reach on topics and events that were not learned from; with ``--write`` then learns from all.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

import numpy as np

from summarizer.briefs.brief import brief
from summarizer.briefs.concepts import Concepts, pairs_of
from summarizer.briefs.features import NAMES, pair_features
from summarizer.briefs.material import Material
from summarizer.briefs.weights import WEIGHTS, Chances
from summarizer.budget import Budget
from summarizer.ranking.page import Floats
from summarizer.text.terms import terms
from tests.quality.briefed import EVENT, WORDS, Task, tasks, texts

FOLDS = 6
EVENT_SHARE = 0.3
"""What a pair of an event counts: the events are the same seven in seven languages."""
FIRMNESS = 10.0
ROUNDS = 30


@dataclass(frozen=True)
class Example:
    """The features of a task's pairs, and the share of people that took each up."""

    task: Task
    features: Floats
    hits: Floats


def example(task: Task) -> Example:
    """Measure a task."""
    concepts, known = Concepts.of(Material.of(task.sources)), Material.of(task.seen)
    seen = [[line.terms for line in known.lines if line.source == at] for at in range(len(known.sources))]
    written = [set(pairs_of(terms(text, task.language))) for text in task.wanted]
    hits = np.array([mean(pair in one for one in written) for pair in concepts.written])
    return Example(task, pair_features(concepts, seen, WORDS[task.kind]), hits)


def learn(examples: Sequence[Example]) -> Chances:
    """A ridge-penalised logistic regression by Newton's method with halved steps."""
    rows = np.concatenate([one.features for one in examples])
    y = np.concatenate([one.hits for one in examples])
    shares = [EVENT_SHARE if one.task.kind == EVENT else 1.0 for one in examples]
    weight = np.repeat(shares, [len(one.hits) for one in examples])
    mean_ = np.average(rows, 0, weights=weight)
    scale = np.sqrt(np.average((rows - mean_) ** 2, 0, weights=weight)) + 1e-6
    # Not clipped here: what lies far out then weighs less where it is, and held-out briefs are better for it.
    x = np.c_[(rows - mean_) / scale, np.ones(len(rows))]
    ridge = np.append(np.full(x.shape[1] - 1, FIRMNESS), 1e-6)
    found = np.append(np.zeros(x.shape[1] - 1), -2.0)

    def loss(at: Floats) -> float:
        odds = x @ at
        return float(weight @ (np.logaddexp(0, odds) - y * odds) + ridge @ at**2 / 2)

    least = loss(found)
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-np.clip(x @ found, -30, 30)))
        bend = (x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(bend, x.T @ (weight * (p - y)) + ridge * found)
        while loss(found - step) > least and np.abs(step).max() > 1e-6:
            step = step / 2
        found = found - step
        before, least = least, loss(found)
        if before - least < 1e-6 * before:
            break
    return Chances(mean_, scale, found[:-1], float(found[-1]))


def reached(task: Task, weights: Chances) -> float:
    """The score of the brief."""
    found = brief(task.sources, Budget(words=WORDS[task.kind]), seen=task.seen, weights=weights)
    return task.score(texts(found))


def main(*, write: bool) -> None:
    """Cross-validate by topic and event, then learn from all."""
    examples = [example(task) for task in tasks()]
    groups = sorted({one.task.group for one in examples})
    scores: dict[str, list[tuple[float, float]]] = {}
    for fold in range(FOLDS):
        out = set(groups[fold::FOLDS])
        weights = learn([one for one in examples if one.task.group not in out])
        for one in examples:
            if one.task.group in out:
                pair = reached(one.task, weights), one.task.score(one.task.leads())
                scores.setdefault(f"{one.task.kind} {one.task.language}", []).append(pair)
    for name, pairs in sorted(scores.items()):
        ours, lead = (mean(side) for side in zip(*pairs, strict=True))
        sys.stdout.write(f"  {name:10} n={len(pairs)} held out {ours:.2f}, first sentences {lead:.2f}\n")
    if write:
        save(learn(examples))


def save(weights: Chances) -> None:
    """Write the weights, four digits each."""
    columns = zip(NAMES, weights.mean, weights.scale, weights.line, strict=True)
    body = {
        "origin": "learned by tests.quality.training.briefs from RPM2 (French, 9 topics) and MultiLing 2011 (7 events)",
        "bias": float(f"{weights.bias:.5g}"),
        "features": {name: [float(f"{value:.5g}") for value in row] for name, *row in columns},
    }
    WEIGHTS.write_text(json.dumps(body, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="learn from all, and write the weights")
    main(write=parser.parse_args().write)
