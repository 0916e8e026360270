"""The three ways of learning a linear model that the ranking needs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from summarizer.ranking.page import Floats
from summarizer.ranking.weights import Linear

Singles = NDArray[np.float32]
"""Half the memory where the last digits do not matter."""

Group = tuple[Floats, Floats]
"""The features of one article's sets, and what each set is worth."""


def standard(features: Floats) -> tuple[Floats, Floats]:
    """Mean and scale of each column."""
    return features.mean(0), features.std(0) + 1e-6


def logistic(features: Floats, hit: Floats, penalty: float = 10.0, rounds: int = 15) -> Linear:
    """Logistic regression by Newton's method."""
    mean, scale = standard(features)
    table = np.concatenate([np.clip((features - mean) / scale, -4, 4), np.ones((len(features), 1))], 1)
    weights = np.zeros(table.shape[1])
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (chance - hit) + penalty * weights
        bend = (table * (chance * (1 - chance))[:, None]).T @ table + penalty * np.eye(len(weights))
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-4:
            break
    return Linear(mean, scale, weights[:-1], float(weights[-1]))


def ridge(features: Floats, worth: Floats, penalty: float = 50.0) -> Linear:
    """Least squares with a penalty."""
    mean, scale = standard(features)
    table = np.clip((features - mean) / scale, -4, 4)
    weights = np.linalg.solve(table.T @ table + penalty * np.eye(table.shape[1]), table.T @ worth)
    return Linear(mean, scale, np.asarray(weights, dtype=float))


def expected_worth(groups: list[Group], shares: Floats, rounds: int = 30, rate: float = 0.03) -> Linear:
    """The weights whose softmax over a group's sets has the greatest expected worth (minimum-risk training, Och 2003).

    ``shares``: how much each group counts. Adam over batches in a fixed order, so that a run can be repeated.
    """
    mean, scale = standard(np.concatenate([features for features, _ in groups]))
    most, width = max(len(worth) for _, worth in groups), len(mean)
    table = np.zeros((len(groups), most, width), dtype=np.float32)
    worths = np.zeros((len(groups), most), dtype=np.float32)
    mask = np.full((len(groups), most), -1e9, dtype=np.float32)
    for row, (features, worth) in enumerate(groups):
        table[row, : len(worth)] = np.clip((features - mean) / scale, -4, 4)
        worths[row, : len(worth)] = (worth - worth.mean()) / 0.05
        mask[row, : len(worth)] = 0
    weights, drift, spread = np.zeros(width), np.zeros(width), np.zeros(width)
    shuffle, step = np.random.default_rng(7), 0
    for turn in range(rounds):
        pace = rate * (1 - turn / rounds)
        for batch in np.array_split(shuffle.permutation(len(groups)), max(len(groups) // 64, 1)):
            step += 1
            slope = _slope(table[batch], worths[batch], mask[batch], shares[batch], weights)
            drift, spread = 0.9 * drift + 0.1 * slope, 0.99 * spread + 0.01 * slope**2
            move = drift / (1 - 0.9**step) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
            weights = weights + pace * (move - 1e-3 * weights)
    return Linear(mean, scale, weights)


def _slope(table: Singles, worths: Singles, mask: Singles, shares: Floats, weights: Floats) -> Floats:
    judged = table @ weights + mask
    chance = np.exp(judged - judged.max(1, keepdims=True))
    chance /= chance.sum(1, keepdims=True)
    better = chance * (worths - (chance * worths).sum(1, keepdims=True)) * shares[:, None]
    return np.asarray(np.einsum("gs,gsf->f", better, table) / len(table))
